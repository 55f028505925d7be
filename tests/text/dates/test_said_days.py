"""The day that a sentence in a cell says."""

from datetime import date

import pytest

from analysis.text.dates import said_days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("已于2022年4月10日完成整改", "2022-04-10"),
        ("completed on 10 April 2022", "2022-04-10"),
        ("Resolved Apr 10, 2022", "2022-04-10"),
        ("已完成（2022.4.10）", "2022-04-10"),
        ("已整改。完成时间：2022年4月10日", "2022-04-10"),
        ("二〇二二年四月十日整改完毕", "2022-04-10"),
        ("已于4月10日销号", "2022-04-10"),
        ("2022年3月5日检查发现，4月10日已完成整改", "2022-04-10"),
        ("Closed 04/13/2022", "2022-04-13"),
    ],
)
def test_a_closing_status_says_on_which_day(text, day):
    said = said_days.closing_day(text, order=None, year=2022)
    assert said is not None and said.start == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "已完成",
        "Closed 10/04/2022",
        "2022年3月完成",
        "3月5日检查，4月2日复查，问题已解决",
        "完成2022-13-45",
    ],
)
def test_without_one_day_that_can_be_told_it_says_none(text):
    assert said_days.closing_day(text, order=None, year=2022) is None


def test_the_order_of_the_columns_beside_decides_what_a_status_means():
    said = said_days.closing_day("Closed 10/04/2022", order="day", year=2022)
    assert said is not None and said.start == date(2022, 4, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("应于2024年6月30日前完成整改", date(2024, 6, 30)),
        ("2024-06-30前", date(2024, 6, 30)),
        ("To be completed by 30 June 2024", date(2024, 6, 30)),
        ("由张三2024-06-30负责", None),
        ("2024-06-30改为2024-09-30", None),
    ],
)
def test_a_date_cell_may_say_its_day_in_a_sentence_that_says_nothing_else(text, day):
    said = said_days.stated_day(text, order=None, year=None)
    assert (said.start if said else None) == day
