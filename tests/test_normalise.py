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


def test_dates_in_full_beside_short_ones_keep_their_own_years(cleaned):
    assert cleaned(("2023/06/30", "民國112年7月1日"), ("112/07/01", "112/08/01")) == [
        ("2023/06/30", datetime.date(2023, 6, 30), datetime.date(2023, 7, 1)),
        ("112/07/01", datetime.date(2023, 7, 1), datetime.date(2023, 8, 1)),
    ]
