"""What a register declares as carried over, and what only looks like it."""

HEAD = "年度,单位,问题,发现时间,整改情况,是否结转\n"
NO = ["-", "--", "—", "——", "－", "–", "/", "／", "N/A", "NA", "无", "無", "没有", "否", "0"]
YES = ["是", "2022-17", "上年第3号"]
CARRIED = ["上年结转", "上年度转入", "上年度结转入本年", "跨年接转", "顺延至本年"]
CURED = ["上年度问题已整改，转入日常", "上年已整改，持续巩固"]


def filed(stated):
    """Two years of one row per pair of status and declaration, each in a unit of its own."""
    rows = [
        f"{year},第{unit}分局,电子秤未按期检定,{year}-03-01,{status},{declared}\n"
        for year in (2022, 2023)
        for unit, (status, declared) in enumerate(stated, 11)
        for status, declared in [(status, declared) if year == 2023 else ("整改中", "")]
    ]
    return {"问题台账.csv": HEAD + "".join(rows)}


def test_a_cell_that_says_no_declares_no_carry_over(built, shown):
    connection = built(filed([("整改中", nothing) for nothing in NO]))
    assert dict(zip(NO, shown(connection, 2023), strict=True)) == dict.fromkeys(NO, "verbatim_copy")


def test_a_cell_that_says_yes_or_names_an_entry_declares_one(built, shown):
    connection = built(filed([("整改中", declared) for declared in YES]))
    assert shown(connection, 2023) == ["carry_over"] * len(YES)


def test_a_status_declares_a_carry_over_only_where_it_says_so(built, shown):
    connection = built(filed([(status, "") for status in CARRIED + CURED]))
    expected = dict.fromkeys(CARRIED, "carry_over") | dict.fromkeys(CURED, "verbatim_copy")
    assert dict(zip(CARRIED + CURED, shown(connection, 2023), strict=True)) == expected


def test_a_text_declares_a_carry_over_in_brackets_of_its_own(built, shown):
    said = ["（上年结转）", "（2022年度结转问题）", "【顺延】", " (carried over from 2022)"]
    unsaid = ["（结转资金未入账）", "，结转下年", "（上年已整改）"]
    rows = [
        f"{year},第{unit}分局,电子秤未按期检定{text if year == 2023 else ''},{year}-03-01,整改中,\n"
        for year in (2022, 2023)
        for unit, text in enumerate(said + unsaid, 11)
    ]
    classes = shown(built({"问题台账.csv": HEAD + "".join(rows)}), 2023)
    declared = [one == "carry_over" for one in classes]
    assert dict(zip(said + unsaid, declared, strict=True)) == {
        **dict.fromkeys(said, True),
        **dict.fromkeys(unsaid, False),
    }
