"""A file handed in twice: every row stays, and the second counts as entered twice."""

from __future__ import annotations

from analysis import warehouse

_TEXT = "单位,年度,存在问题,整改措施,发现日期\n甲科,2024,漏签,补签,2024-03-01\n"


def test_ruling_2_all_rows_of_a_copy_stay_and_are_duplicate_entries(built, shown):
    connection = built({"a.csv": _TEXT, "b.csv": _TEXT})
    assert shown(connection, 2024) == ["no_baseline", "duplicate_entry"]
    assert warehouse.rows(connection, "select source_file, rule from raw.doubts") == [
        ("b.csv", "same_content")
    ]
