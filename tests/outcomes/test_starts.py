"""When a spell starts: a measure and a day or year that the source states."""

import datetime as dt

import pytest

from analysis import states, warehouse


def test_a_measure_without_a_day_that_the_source_states_starts_nothing(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a")
    book.issue("b", 2022, found="2022-05-01", shown="newly_evidenced")
    assert book.started() == []


@pytest.mark.parametrize("text", [None, "", "  "])
def test_an_owner_or_a_date_without_a_measure_starts_nothing(book, text):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-05-01", text=text)
    assert book.started() == []


def test_a_correction_date_starts_a_spell_where_texts_are_sentences_of_a_code_list(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-05-01", text=None)
    book.connection.execute("update linked.classes set text_kind = 'catalogue'")
    assert book.started() == [("M-a",)]


@pytest.mark.parametrize("state", sorted(set(states.states()) - {"closed"}))
def test_an_answer_is_no_cure_and_open_outweighs_a_closing_date(book, state):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-05-01")
    book.say("a", state)
    assert book.started() == []
    [row] = warehouse.rows(
        book.connection, "select closed_date, is_closed, is_contradicted from linked.counted_issues"
    )
    assert row == (None, False, states.states()[state].is_open)


def test_a_cure_known_to_the_year_starts_a_spell_whose_days_nobody_knows(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-12-31", precision="year")
    book.issue("b", 2022, found="2022-04-01", shown="newly_evidenced")
    assert book.spell() == ("returned", 1, None, "register", "closed")


def test_the_effective_date_comes_before_the_closed_date(book):
    book.issue("a", 2021)
    book.measure("a", effective="2021-02-01", closed="2022-02-01")
    book.follow()
    starts = warehouse.rows(book.connection, "select start_date, start_year from linked.outcomes")
    assert starts == [(dt.date(2021, 2, 1), 2021)]


def test_a_spell_starts_on_the_day_of_a_status_event_where_the_register_has_none(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a")
    book.event("a", "effective", "2021-04-01")
    book.issue("b", 2022, found="2022-04-01", shown="newly_evidenced")
    assert book.spell() == ("returned", 1, 365, "register", "effective")


def test_a_date_of_the_register_comes_before_that_of_a_status_event(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-06-30")
    book.event("a", "closed", "2021-09-30")
    book.honest(2022)
    book.follow()
    starts = "select start_date from linked.outcomes"
    assert warehouse.rows(book.connection, starts) == [(dt.date(2021, 6, 30),)]


def test_an_event_known_to_the_month_only_is_no_day(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a")
    book.event("a", "closed", "2021-06-01", "month")
    assert book.started() == []


def test_first_years_are_marked_as_without_a_look_back(book):
    for year in (2018, 2020, 2021):
        book.issue(f"a{year}", year, problem=f"P{year}")
        book.measure(f"a{year}", closed=f"{year}-05-01")
    book.follow()
    assert book.limits.look_back_years == 3
    assert warehouse.rows(
        book.connection, "select start_year, has_look_back from linked.outcomes order by start_year"
    ) == [(2018, False), (2020, False), (2021, True)]
