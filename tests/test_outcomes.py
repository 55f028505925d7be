"""Outcomes against spells whose end is known beforehand."""

import datetime as dt

import duckdb
import pytest

from analysis import outcomes, settings, warehouse

LIMITS = settings.load().outcomes
SCHEMA = """
create schema clean; create schema linked;
create table clean.registers (register_id varchar, unit varchar, register_year integer);
create table clean.issues (
    issue_id varchar, register_id varchar, unit varchar, register_year integer, clause varchar,
    category varchar, found_date date, found_start_date date
);
create table clean.measures (
    measure_id varchar, issue_id varchar, effective_date date, closed_date date
);
create table clean.inspections (
    unit varchar, inspected_date date, inspection_year integer, clause varchar, category varchar
);
create table linked.classes (
    issue_id varchar, shown_class varchar, is_redated_only boolean, is_duplicate boolean
);
create table linked.appearances (issue_id varchar, problem_id varchar, is_redated_only boolean);
"""


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        opened.execute(SCHEMA)
        yield opened


def issue(connection, name, year, *, found=None, shown="new", clause=None, problem="P", unit="U"):
    """An issue `name` of the problem in the register of that unit and year."""
    redated = shown in ("redated_only", "verbatim_copy")
    connection.execute(
        "insert into clean.issues values ($1, $2, $3, $4, $5, null, $6, $6)",
        [name, f"{unit}{year}", unit, year, clause, found],
    )
    connection.execute(
        "insert into clean.registers select $1, $2, $3 where not exists"
        " (from clean.registers where register_id = $1)",
        [f"{unit}{year}", unit, year],
    )
    connection.execute(
        "insert into linked.classes values ($1, $2, $3, false)", [name, shown, redated]
    )
    connection.execute(
        "insert into linked.appearances values ($1, $2, $3)", [name, problem, redated]
    )


def measure(connection, of_issue, *, effective=None, closed=None):
    connection.execute(
        "insert into clean.measures values ($1, $2, $3, $4)",
        [f"M-{of_issue}", of_issue, effective, closed],
    )


def visit(connection, day, *, clause=None, unit="U"):
    connection.execute(
        "insert into clean.inspections values ($1, $2, year($2::date), $3, null)",
        [unit, day, clause],
    )


def spell(connection, of_issue="a"):
    """outcome, looked-for years, days to return, looked for by, start source of one spell."""
    outcomes.follow(connection, LIMITS)
    return warehouse.rows(
        connection,
        "select outcome, looked_for_years, days_to_return, looked_for_by, start_source"
        " from linked.outcomes where measure_id = $measure",
        measure=f"M-{of_issue}",
    )[0]


def test_a_problem_found_again_after_the_measure_took_effect_has_returned_after_so_many_days(
    connection,
):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", effective="2021-04-01")
    issue(connection, "b", 2022, found="2022-04-01", shown="reworded_only")
    assert spell(connection) == ("returned", 1, 365, "register", "effective")


def test_a_redated_copy_is_neither_a_return_nor_proof_that_anyone_looked(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "b", 2022, found="2022-03-01", shown="redated_only")
    issue(connection, "other", 2022, problem="Q")
    issue(connection, "later", 2023, shown="redated_only", problem="Q")
    assert spell(connection) == ("not_looked_for", 0, None, "register", "closed")


def test_a_register_that_says_something_new_counts_as_looking(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "other", 2022, problem="Q")
    issue(connection, "more", 2023, problem="R")
    assert spell(connection) == ("held", 2, None, "register", "closed")


def test_the_last_year_is_too_early_and_never_held(connection):
    issue(connection, "a", 2023)
    measure(connection, "a", closed="2023-02-01")
    assert spell(connection) == ("too_early", 0, None, "register", "closed")


def test_a_measure_without_dates_starts_at_the_end_of_its_register_year(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a")
    issue(connection, "b", 2022, found="2022-05-01")
    assert spell(connection) == ("returned", 1, None, "register", "register_year")


def test_the_effective_date_comes_before_the_closed_date(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", effective="2021-02-01", closed="2022-02-01")
    outcomes.follow(connection, LIMITS)
    starts = warehouse.rows(connection, "select start_date, start_year from linked.outcomes")
    assert starts == [(dt.date(2021, 2, 1), 2021)]


def test_where_inspections_are_kept_a_register_is_no_looking(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "other", 2022, problem="Q")
    issue(connection, "more", 2023, problem="R")
    visit(connection, "2020-12-01")
    assert spell(connection) == ("not_looked_for", 0, None, "inspection", "closed")


def test_inspections_of_another_clause_do_not_look_for_the_problem(connection):
    issue(connection, "a", 2021, clause="7.1")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "later", 2023, problem="R")
    visit(connection, "2021-12-02", clause="7.1")
    visit(connection, "2022-05-02", clause="9.9")
    visit(connection, "2023-12-02", clause="9.9")
    assert spell(connection) == ("not_looked_for", 0, None, "inspection", "closed")


def test_an_inspection_of_the_clause_in_a_whole_year_lets_the_measure_hold(connection):
    issue(connection, "a", 2021, clause="7.1")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "later", 2023, problem="R")
    visit(connection, "2022-05-02", clause="7.1")
    visit(connection, "2023-12-02", clause="7.1")
    assert spell(connection) == ("held", 2, None, "inspection", "closed")


def test_an_inspection_year_still_filling_up_is_not_whole(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "later", 2022, problem="R")
    visit(connection, "2022-05-02")
    assert spell(connection) == ("too_early", 0, None, "inspection", "closed")


def test_inspections_of_a_clause_leave_other_clauses_to_the_registers(connection):
    issue(connection, "a", 2021, clause="7.1")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "later", 2022, problem="R")
    visit(connection, "2022-12-02", clause="9.9")
    assert spell(connection) == ("held", 1, None, "register", "closed")


def test_a_carry_over_or_an_improvement_is_no_return(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "b", 2022, shown="carry_over")
    issue(connection, "c", 2023, shown="status_update")
    assert spell(connection)[0] == "held"


def test_a_measure_closed_before_its_issue_was_found_has_not_failed_by_that_issue(connection):
    issue(connection, "a", 2021, found="2021-05-01")
    measure(connection, "a", closed="2021-04-01")
    issue(connection, "other", 2022, problem="Q")
    assert spell(connection) == ("held", 1, None, "register", "closed")


def test_another_units_appearance_is_no_return(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "b", 2022, found="2022-01-01", unit="V")
    issue(connection, "other", 2022, problem="Q")
    assert spell(connection)[0] == "held"


def test_an_undated_entry_of_the_same_year_does_not_say_it_came_after_the_measure(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "b", 2021, shown="reworded_only")
    assert spell(connection)[0] == "too_early"
