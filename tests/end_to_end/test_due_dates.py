"""Which due dates can be: one without a year follows the find, one with a year stands."""

HEAD = "年度,单位,问题,发现时间,整改措施,整改期限,完成时间\n"


def test_a_due_or_closed_date_without_a_year_follows_the_day_of_the_find(built, shown):
    rows = [
        "2023,质检所,电子秤未检定,2023-12-20,送检,1月31日前,",
        "2023,质检所,档案柜无锁,2023-11-02,加锁,3月底前,1月15日",
        "2023,质检所,灭火器过期,2023-03-01,更换,6月30日,5月8日",
        "2023,质检所,培训未开展,2023-12-20,补课,2023年1月31日前,",
        "2023,质检所,门禁失灵,2023-12-20,修理,2023-01-31,",
    ]
    connection = built({"问题台账.csv": HEAD + "\n".join(rows) + "\n"})
    assert shown(connection, 2023, "date_class") == ["plausible"] * 3 + ["paradox"] * 2
    found = connection.execute(
        "select due_date::varchar, closed_date::varchar from clean.measures order by all"
    ).fetchall()
    assert found == [
        ("2023-01-31", None),
        ("2023-01-31", None),
        ("2023-06-30", "2023-05-08"),
        ("2024-01-31", None),
        ("2024-03-31", "2024-01-15"),
    ]
