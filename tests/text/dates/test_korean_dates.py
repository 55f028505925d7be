"""Dates as Korean offices write them."""

from __future__ import annotations

import datetime

import pytest

from analysis.text.dates import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022년 3월 11일", "2022-03-11", "2022-03-11"),
        ("2022. 3. 11.", "2022-03-11", "2022-03-11"),
        ("2022.12.31.까지", "2022-12-31", "2022-12-31"),
        ("3월 11일", "2023-03-11", "2023-03-11"),
        ("2022년 3월 중", "2022-03-01", "2022-03-31"),
        ("2023년 하반기", "2023-07-01", "2023-12-31"),
        ("2023년 3/4분기", "2023-07-01", "2023-09-30"),
        ("2022-3-11(금)", "2022-03-11", "2022-03-11"),
    ],
)
def test_a_korean_date_is_read(text, first, last):
    span = dates.parse_date(text, year=2023)
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert (span.start, span.end) == days


def test_a_day_of_the_week_in_brackets_says_nothing_else():
    assert dates.parse_date("2024年3月11日（周一）").start == datetime.date(2024, 3, 11)
    assert dates.parse_date("2024/3/11(月)").start == datetime.date(2024, 3, 11)


def test_what_goes_on_and_what_is_open():
    assert (dates.parse_date("상시").kind, dates.parse_date("미정").kind) == ("open", "blank")
