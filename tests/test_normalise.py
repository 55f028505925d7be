"""Dates of raw rows in the calendar that their column counts in."""

from __future__ import annotations

import datetime

import duckdb
import pytest

from analysis import normalise, warehouse
from analysis.ingest import load

_AT = datetime.datetime(2025, 1, 1)


@pytest.fixture
def cleaned(tmp_path):
    """Found and due dates, in the order of the rows, of one csv register."""

    def run(*rows: tuple[str, str], name: str = "檢驗科2023.csv"):
        lines = [f"{at},問題{at},措施,{found},{due}" for at, (found, due) in enumerate(rows)]
        text = "\n".join(["序號,存在問題,改善措施,發現日期,改善期限", *lines])
        (tmp_path / name).write_text(text, encoding="utf-8")
        with duckdb.connect() as connection:
            connection.execute("create schema clean")
            load.load(connection, [tmp_path], loaded_at=_AT)
            normalise.clean(connection)
            return warehouse.rows(
                connection,
                "select found_text, found_date, due_date from clean.issues"
                " left join clean.measures using (issue_id) order by source_row",
            )

    return run


def test_short_dates_that_fit_the_register_year_are_of_the_republic(cleaned):
    assert cleaned(("112/06/30", "112.12.31"), ("112.7.1", "1130131")) == [
        ("112/06/30", datetime.date(2023, 6, 30), datetime.date(2023, 12, 31)),
        ("112.7.1", datetime.date(2023, 7, 1), datetime.date(2024, 1, 31)),
    ]


def test_two_digit_years_of_the_republic_are_read_where_they_fit(cleaned):
    assert cleaned(("95/10/29", "96/1/5"), name="檢驗科2006.csv") == [
        ("95/10/29", datetime.date(2006, 10, 29), datetime.date(2007, 1, 5))
    ]


def test_short_years_that_fit_neither_calendar_leave_the_column_undecided(cleaned):
    assert cleaned(("12/06/30", "112/06/30"), ("112/06/30", "112/06/30")) == [
        ("12/06/30", None, datetime.date(2023, 6, 30)),
        ("112/06/30", None, datetime.date(2023, 6, 30)),
    ]


_US = (
    "序号,存在问题,整改措施,发现日期,整改期限,状态\n"
    "1,门锁失灵,换锁,3/13/2024,6/30/2024,\n"
    "2,灯具损坏,换灯,3/5/2024,7/1/2024,已于2024年8月9日完成整改\n"
)
_OPEN = "序号,存在问题,整改措施,发现日期,整改期限\n1,台账缺页,补页,3/5/2024,10个工作日内\n"


@pytest.fixture
def told(tmp_path):
    """Found, due and closed dates and the doubts, of some csv registers loaded together."""

    def run(files: dict[str, str]):
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        with duckdb.connect() as connection:
            connection.execute("create schema clean")
            load.load(connection, [tmp_path], loaded_at=_AT)
            for _ in range(2):  # a second time must say the same, not more
                normalise.clean(connection)
            read = warehouse.rows(
                connection,
                "select found_date::varchar, due_date::varchar, closed_date::varchar"
                " from clean.issues left join clean.measures using (issue_id)"
                " order by source_file, source_row",
            )
            doubts = warehouse.rows(
                connection,
                "select source_row, column_name, value, rule from raw.doubts order by all",
            )
            return read, doubts

    return run


def test_the_column_as_a_whole_settles_the_order_of_day_and_month(told):
    assert told({"甲科2024.csv": _US}) == (
        [("2024-03-13", "2024-06-30", None), ("2024-03-05", "2024-07-01", "2024-08-09")],
        [],
    )


def test_where_nothing_settles_the_order_each_date_is_in_doubt(told):
    read, doubts = told({"甲科2024.csv": _OPEN})
    assert read == [(None, None, None)]
    assert doubts == [
        (2, "due_date", "10个工作日内", "length_without_start"),
        (2, "found_date", "3/5/2024", "ambiguous_date"),
    ]


def test_the_same_column_of_other_files_settles_it_where_they_agree(told):
    read, doubts = told({"甲科2024.csv": _OPEN, "乙科2024.csv": _US})
    assert ("2024-03-05", "2024-03-19", None) in read and doubts == []


def test_other_columns_of_the_sheet_settle_it_where_they_agree(told):
    text = "序号,存在问题,整改措施,发现日期,整改期限\n1,台账缺页,补页,3/13/2024,7/1/2024\n"
    assert told({"甲科2024.csv": text}) == ([("2024-03-13", "2024-07-01", None)], [])


def test_columns_that_contradict_each_other_settle_nothing_for_a_third(told):
    day_first = "序号,存在问题,发现日期\n1,窗户漏风,13/3/2024\n2,地面开裂,5/3/2024\n"
    _, doubts = told({"甲科2024.csv": _OPEN, "乙科2024.csv": _US, "丙科2024.csv": day_first})
    assert (2, "found_date", "3/5/2024", "ambiguous_date") in doubts


def test_two_exports_of_one_list_hold_the_same_days_in_utc_and_in_local_time(told):
    head = "ID,Unit,Issue,Date found,Due date,Year\n"
    read, doubts = told(
        {
            "a.csv": f"{head}P-1,Line,Lamp out at the gate,2025-10-03,2025-10-17,2025\n",
            "b.csv": f"{head}P-1,Line,Lamp out at the gate,2025-10-02T15:00:00.000Z,"
            "2025-10-16T15:00:00.000Z,2026\n",
        }
    )
    assert read == [("2025-10-03", "2025-10-17", None)] * 2
    assert doubts == []


def test_times_of_events_in_utc_are_days_of_utc_and_the_zone_is_doubted_once(told):
    rows = "".join(
        f"P-{at},Line,Lamp {at} is out,2025-10-0{at}T0{at}:13:22Z,2025\n" for at in (1, 2, 3)
    )
    read, doubts = told({"a.csv": f"ID,Unit,Issue,Date found,Year\n{rows}"})
    assert [found for found, *_ in read] == ["2025-10-01", "2025-10-02", "2025-10-03"]
    assert doubts == [(2, "found_date", "2025-10-01T01:13:22Z", "utc_day")]


def test_a_closing_that_is_only_planned_is_no_closing_and_is_in_doubt(told):
    read, doubts = told(
        {"甲科2024.csv": "序号,存在问题,整改措施,完成日期\n1,门锁失灵,换锁,预计2024年6月30日完成\n"}
    )
    assert read == [(None, None, None)]
    assert doubts == [(2, "closed_date", "预计2024年6月30日完成", "unread_date")]


def test_dates_in_full_beside_short_ones_keep_their_own_years(cleaned):
    assert cleaned(("2023/06/30", "民國112年7月1日"), ("112/07/01", "112/08/01")) == [
        ("2023/06/30", datetime.date(2023, 6, 30), datetime.date(2023, 7, 1)),
        ("112/07/01", datetime.date(2023, 7, 1), datetime.date(2023, 8, 1)),
    ]


def test_entries_that_answer_a_standard_or_state_a_state_have_a_perfunctory_score(tmp_path):
    (tmp_path / "保卫科2024.csv").write_text(
        "序号,检查内容,存在问题,整改措施\n"
        "1,消防泵每周试运行并记录。,消防泵每周试运行并记录,无\n"
        "2,消防泵每周试运行并记录。,3号泵卡死没修,换轴承\n",
        encoding="utf-8",
    )
    (tmp_path / "后勤科2024.csv").write_text(
        "序号,存在问题,整改措施\n1,已整改到位,无\n2,东库房窗户朝南而没有遮光,挂帘\n",
        encoding="utf-8",
    )
    with duckdb.connect() as connection:
        connection.execute("create schema clean")
        load.load(connection, [tmp_path], loaded_at=_AT)
        normalise.clean(connection)
        found = warehouse.rows(
            connection,
            "select perfunctory_score from clean.issues order by source_file, source_row",
        )
    repeated, broken, stated, plain = (score for (score,) in found)
    assert repeated > 0.7 > 0.3 > broken
    assert stated > 0.7
    assert plain is None
