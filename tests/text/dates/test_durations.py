"""Deadlines that are lengths of time, and the working days in them."""

from datetime import date

import pytest

from analysis.text.dates import durations, workdays

_MAY_DAY = date(2024, 4, 28)  # a working Sunday before a week of holidays


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("15个工作日内", "2024-05-21"),
        ("十五個工作日內", "2024-05-21"),
        ("3个工作日", "2024-05-06"),
        ("发现之日起5个工作日内完成", "2024-05-08"),
        ("30天内", "2024-05-28"),
        ("限期15天整改", "2024-05-13"),
        ("7日内整改到位", "2024-05-05"),
        ("两周内", "2024-05-12"),
        ("2个月内", "2024-06-28"),
        ("半年内", "2024-10-28"),
        ("1年内", "2025-04-28"),
        ("within 10 working days", "2024-05-14"),
        ("10 business days", "2024-05-14"),
        ("30 days", "2024-05-28"),
        ("within two weeks", "2024-05-12"),
        ("Within 3 months", "2024-07-28"),
    ],
)
def test_a_length_of_time_becomes_a_due_date(text, due):
    length = durations.read(text)
    assert length is not None
    assert durations.due(_MAY_DAY, length) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "text", ["15日", "3年", "6月内", "2024-06-30", "长期", "第15天", "", "近期"]
)
def test_a_day_a_year_or_another_text_is_no_length_of_time(text):
    assert durations.read(text) is None


@pytest.mark.parametrize(
    ("text", "has_other_start"),
    [
        ("自收到通知之日起15日内", True),
        ("自发现之日起15日内", False),
        ("10 working days from receipt of notice", True),
        ("15日内", False),
    ],
)
def test_what_a_length_counts_from_is_heard(text, has_other_start):
    length = durations.read(text)
    assert length is not None and length.has_other_start is has_other_start


def test_a_month_ends_with_its_last_day():
    month = durations.Duration(1, "month", is_chinese=True, has_other_start=False)
    assert durations.due(date(2024, 1, 31), month) == date(2024, 2, 29)


def test_beyond_the_years_that_the_calendar_knows_there_is_no_due_date():
    assert workdays.after(date(2099, 1, 5), 10) is None


def test_working_days_in_another_language_are_disputed_where_a_holiday_falls_in():
    english, chinese = durations.read("10 working days"), durations.read("10个工作日")
    assert english is not None and chinese is not None
    assert durations.is_disputed(_MAY_DAY, english)
    assert not durations.is_disputed(date(2024, 3, 4), english)
    assert not durations.is_disputed(_MAY_DAY, chinese)
