"""Clocks run from when a problem was first found; a copy restarts none."""

import datetime as dt

from analysis import outcomes, warehouse


def test_the_events_of_an_issue_date_its_clock(book):
    book.issue("a", 2021)
    for kind, day in (
        ("detected", "2021-03-01"), ("closed", "2021-06-30"), ("closed", "2021-09-30"),
        ("verified", "2021-10-08"),
    ):  # fmt: skip
        book.event("a", kind, day)
    outcomes.count_issues(book.connection)
    assert warehouse.rows(
        book.connection,
        "select found_date, closed_date, verified_date, known_date, is_closed_dated"
        " from linked.counted_issues",
    ) == [
        (dt.date(2021, 3, 1), dt.date(2021, 6, 30), dt.date(2021, 10, 8), dt.date(2021, 12, 31),
         True)
    ]  # fmt: skip


def test_an_event_of_a_copy_dates_the_entry_that_counts(book):
    book.issue("a", 2021, found="2021-03-01")
    book.issue("copy", 2021, found="2021-03-01", shown="duplicate_entry")
    book.connection.execute(
        "update linked.classes set is_duplicate = true, duplicate_of = 'a' where issue_id = 'copy'"
    )
    book.event("copy", "closed", "2021-06-30")
    outcomes.count_issues(book.connection)
    assert warehouse.rows(
        book.connection, "select issue_id, closed_date from linked.counted_issues"
    ) == [("a", dt.date(2021, 6, 30))]


def test_a_copy_keeps_the_day_on_which_the_problem_was_first_found(book):
    book.issue("a", 2021, found="2021-03-01")
    book.issue("b", 2022, found="2022-03-01", shown="redated_only")
    book.measure("b", closed="2022-05-01")
    first = dt.date(2021, 3, 1)
    assert book.clocks() == [("a", first, False, 2022), ("b", first, True, None)]


def test_what_is_found_again_after_its_closing_has_a_clock_of_its_own(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-05-01")
    book.issue("b", 2022, found="2022-03-01", shown="newly_evidenced")
    assert book.clocks() == [
        ("a", dt.date(2021, 3, 1), True, None),
        ("b", dt.date(2022, 3, 1), False, None),
    ]


def test_a_status_that_says_closed_closes_without_a_day(book):
    book.issue("a", 2021, found="2021-03-01")
    book.say("a", "closed")
    assert book.clocks() == [("a", dt.date(2021, 3, 1), True, None)]
