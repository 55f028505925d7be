"""A code list that nobody declared is detected, and no re-dating figure is given of it."""

from analysis import indicators

TEXTS = ["电子秤未检定", "台账未更新", "灭火器过期", "合格证未公示", "培训未开展"]


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
