"""A code list that nobody declared is detected, and no re-dating figure is given of it."""

from analysis import indicators

TEXTS = ["电子秤未检定", "台账未更新", "灭火器过期", "合格证未公示", "培训未开展"]


def test_small_files_of_decisions_in_the_sentences_of_a_law_are_one_code_list(built):
    clauses = ["延長工作時間超過法令規定。", "未依規定置備出勤紀錄表。", "工資未全額直接給付。"]
    files = {
        f"{year}年{month}月.csv": "項次,事業單位名稱,違反法規內容,處分書文號,處分日期\n"
        + "".join(
            f"{row},第{row % 5 + 1}股份有限公司,{clauses[row % 3]},"
            f"府字第{year}{month:02}{row:04}號,"
            f"{year}/{month:02}/{row:02}\n"
            for row in range(1, 13)
        )
        for year, month in ((104, 11), (104, 12), (105, 1), (105, 2))
    }
    connection = built(files)
    assert connection.sql("select distinct text_kind, reason from linked.sources").fetchall() == [
        ("catalogue", "detected")
    ]
    flagged = "select count(*) from linked.classes where is_redated_only"
    assert connection.sql(flagged).fetchall() == [(0,)]


def test_the_same_list_filed_by_every_office_is_no_code_list(built):
    rows = "".join(
        f"{year},{unit}科,{text},{year}-06-0{at}\n"
        for year in (2022, 2023)
        for unit in "甲乙丙丁戊己"
        for at, text in enumerate(TEXTS[:4], start=1)
    )
    connection = built({"问题台账.csv": "年度,单位,问题,发现时间\n" + rows})
    assert connection.sql("select text_kind from linked.sources").fetchall() == [("own",)]


def test_a_detected_code_list_has_no_share_of_re_dated_entries(built, shown):
    rows = "".join(
        f"{year},第{place % 6}分局,{TEXTS[place % 5]},{year}-06-{place % 28 + 1:02}\n"
        for year in (2022, 2023)
        for place in range(300)
    )
    connection = built({"问题台账.csv": "年度,单位,问题,发现时间\n" + rows})
    assert set(shown(connection, 2023, "text_kind")) == {"catalogue"}
    table = indicators.table(connection).set_index("name")
    for name in ("redated_flagged", "redated_confirmed", "stale_dates"):
        assert (table.loc[name, "status"], table.loc[name, "reason"]) == (
            "not_applicable",
            "catalogue",
        )
