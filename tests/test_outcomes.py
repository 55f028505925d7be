"""Outcomes against spells whose end is known beforehand."""

import datetime as dt

import duckdb
import pytest

from analysis import classes, outcomes, settings, states, statistics, warehouse
from analysis.statistics import survival

LIMITS = settings.load().outcomes
SCHEMA = """
create schema clean; create schema linked;
create table clean.registers (
    register_id varchar, unit varchar, register_year integer, is_baseline boolean
);
create table clean.issues (
    issue_id varchar, register_id varchar, unit varchar, register_year integer, clause_key varchar,
    category_key varchar, found_date date, found_start_date date, severity varchar, state varchar,
    has_closed_date boolean default true, has_verified_date boolean default false,
    source_file varchar, source_sheet varchar, source_row integer, part integer, filed_date date
);
create table clean.measures (
    measure_id varchar, issue_id varchar, measure_text varchar, effective_date date,
    effective_precision varchar default 'day', closed_date date,
    closed_precision varchar default 'day', verified_date date,
    quantification_score integer, is_coarse boolean
);
create table clean.status_events (
    issue_id varchar, event varchar, event_date date, event_precision varchar
);
create table clean.unit_changes (
    unit varchar, to_unit varchar, change_kind varchar, changed_date date
);
create table clean.clauses (clause_key varchar, unit varchar, repealed_date date);
create table clean.inspections (
    unit varchar, inspected_date date, inspection_year integer, clause_key varchar,
    category_key varchar
);
create table linked.classes (
    issue_id varchar, shown_class varchar, date_class varchar, text_kind varchar,
    is_redated_only boolean, is_duplicate boolean, duplicate_of varchar
);
create table linked.links (
    issue_id varchar, prior_issue_id varchar, is_best boolean, is_same_unit boolean,
    reuse_class varchar, evidence_class varchar, shown_class varchar, verdict varchar
);
create table linked.appearances (issue_id varchar, problem_id varchar, appearance_number integer);
create table linked.heirs (unit varchar, heir varchar, since_date date, is_whole boolean);
"""


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        opened.execute(SCHEMA)
        for name, table in classes.tables().items():
            warehouse.store(opened, f"linked.{name}", table)
        warehouse.store(opened, "clean.states", states.table())
        yield opened


def issue(
    connection, name, year, *, found=None, shown="new", clause=None, problem="P", unit="U",
    dismissed=False,
):  # fmt: skip
    """An issue `name` of the problem in the register of that unit and year."""
    redated = shown in ("redated_only", "verbatim_copy")
    connection.execute(
        "insert into clean.issues (issue_id, register_id, unit, register_year, clause_key,"
        " found_date, found_start_date, source_file, source_row, part)"
        " values ($1, $2, $3, $4, $5, $6, $6, $2, 2, 1)",
        [name, f"{unit}{year}", unit, year, clause, found],
    )
    connection.execute(
        "insert into clean.registers select $1, $2, $3, false where not exists"
        " (from clean.registers where register_id = $1)",
        [f"{unit}{year}", unit, year],
    )
    connection.execute(
        "insert into linked.classes values ($1, $2, 'plausible', 'own', $3, false, null)",
        [name, shown, redated],
    )
    connection.execute("insert into linked.appearances values ($1, $2, 1)", [name, problem])
    if dismissed:
        connection.execute(
            "insert into linked.links"
            " values ($1, null, true, true, 'redated', 'none', $2, 'dismissed')",
            [name, shown],
        )


def measure(
    connection,
    of_issue,
    *,
    effective=None,
    closed=None,
    text="立行立改",
    score=None,
    precision="day",
):
    connection.execute(
        "insert into clean.measures (measure_id, issue_id, measure_text, effective_date,"
        " closed_date, quantification_score, closed_precision) values ($1, $2, $3, $4, $5, $6, $7)",
        [f"M-{of_issue}", of_issue, text, effective, closed, score, precision],
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
    issue(connection, "b", 2022, found="2022-04-01", shown="newly_evidenced")
    assert spell(connection) == ("returned", 1, 365, "register", "effective")


def test_a_redated_copy_is_neither_a_return_nor_proof_that_anyone_looked(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "b", 2022, found="2022-03-01", shown="redated_only")
    issue(connection, "other", 2022, problem="Q")
    issue(connection, "later", 2023, shown="redated_only", problem="Q")
    assert spell(connection) == ("not_looked_for", 0, None, "register", "closed")


def test_a_copy_whose_flag_was_dismissed_is_a_return(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "b", 2022, found="2022-06-30", shown="redated_only", dismissed=True)
    assert spell(connection) == ("returned", 1, 365, "register", "closed")


def test_a_register_of_copies_whose_flags_were_dismissed_counts_as_looking(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "other", 2022, shown="redated_only", problem="Q", dismissed=True)
    assert spell(connection) == ("held", 1, None, "register", "closed")


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


def started(connection):
    outcomes.follow(connection, LIMITS)
    return warehouse.rows(connection, "select measure_id from linked.outcomes order by all")


def test_a_measure_without_a_day_that_the_source_states_starts_nothing(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a")
    issue(connection, "b", 2022, found="2022-05-01", shown="newly_evidenced")
    assert started(connection) == []


@pytest.mark.parametrize("text", [None, "", "  "])
def test_an_owner_or_a_date_without_a_measure_starts_nothing(connection, text):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-05-01", text=text)
    assert started(connection) == []


def test_a_correction_date_starts_a_spell_where_texts_are_sentences_of_a_code_list(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-05-01", text=None)
    connection.execute("update linked.classes set text_kind = 'catalogue'")
    assert started(connection) == [("M-a",)]


def say(connection, of_issue, state):
    connection.execute("update clean.issues set state = $2 where issue_id = $1", [of_issue, state])


@pytest.mark.parametrize("state", sorted(set(states.states()) - {"closed"}))
def test_an_answer_is_no_cure_and_open_outweighs_a_closing_date(connection, state):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-05-01")
    say(connection, "a", state)
    assert started(connection) == []
    [row] = warehouse.rows(
        connection, "select closed_date, is_closed, is_contradicted from linked.counted_issues"
    )
    assert row == (None, False, states.states()[state].is_open)


def test_a_cure_known_to_the_year_starts_a_spell_whose_days_nobody_knows(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-12-31", precision="year")
    issue(connection, "b", 2022, found="2022-04-01", shown="newly_evidenced")
    assert spell(connection) == ("returned", 1, None, "register", "closed")


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


def test_a_bureau_that_inspects_another_clause_only_has_nobody_looking_by_registers(connection):
    issue(connection, "a", 2021, clause="7.1")
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "later", 2022, problem="R")
    visit(connection, "2022-12-02", clause="9.9")
    assert spell(connection) == ("not_looked_for", 0, None, "inspection", "closed")


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
    issue(connection, "b", 2021, shown="newly_evidenced")
    assert spell(connection)[0] == "too_early"


# Packages, versions, ends ------------------------------------------------------------------------


def spells(connection):
    """measure, start year, outcome, looked-for years, number of measures, why it ended."""
    outcomes.follow(connection, LIMITS)
    return warehouse.rows(
        connection,
        "select measure_id, start_year, outcome, looked_for_years, measure_count, end_reason"
        " from linked.outcomes order by start_date, measure_id",
    )


def honest(connection, *years, unit="U"):
    """A register of each year that says something of its own about other problems."""
    for year in years:
        issue(connection, f"own-{unit}-{year}", year, problem=f"own-{unit}-{year}", unit=unit)


def test_several_measures_of_one_year_are_one_spell_known_by_the_most_quantified(connection):
    issue(connection, "a", 2020, found="2020-02-01")
    issue(connection, "b", 2020, found="2020-03-01", shown="carry_over")
    measure(connection, "a", closed="2020-05-01", text="加强教育", score=0)
    measure(connection, "b", closed="2020-06-01", text="每月抽查10份", score=4)
    honest(connection, 2021)
    assert spells(connection) == [("M-b", 2020, "held", 1, 2, "cutoff")]


def test_a_return_ends_a_package_once(connection):
    issue(connection, "a", 2020, found="2020-02-01")
    issue(connection, "b", 2020, found="2020-03-01", shown="carry_over")
    measure(connection, "a", closed="2020-05-01", text="加强教育", score=1)
    measure(connection, "b", closed="2020-06-01", text="每月抽查", score=1)
    issue(connection, "again", 2021, found="2021-02-01", shown="newly_evidenced")
    assert [spell[2:] for spell in spells(connection)] == [("returned", 1, 2, "returned")]


def test_the_same_measure_filed_again_with_another_date_starts_nothing(connection):
    issue(connection, "a", 2020)
    measure(connection, "a", closed="2020-05-01", text="2020年6月底前完成整改")
    issue(connection, "b", 2021, shown="redated_only")
    measure(connection, "b", closed="2021-05-01", text="2021年6月底前完成整改")
    honest(connection, 2021, 2022)
    assert spells(connection) == [("M-a", 2020, "held", 1, 2, "cutoff")]


def test_another_measure_in_a_later_year_replaces_the_first(connection):
    issue(connection, "a", 2020)
    measure(connection, "a", closed="2020-05-01", text="加强教育")
    issue(connection, "b", 2023, shown="carry_over")
    measure(connection, "b", closed="2023-05-01", text="每月抽查10份")
    honest(connection, 2021, 2022, 2023, 2024)
    assert spells(connection) == [
        ("M-a", 2020, "held", 2, 1, "replaced"),
        ("M-b", 2023, "held", 1, 1, "cutoff"),
    ]


def test_a_measure_replaced_before_a_whole_year_had_no_time_to_show(connection):
    issue(connection, "a", 2020)
    measure(connection, "a", closed="2020-05-01", text="加强教育")
    issue(connection, "b", 2021, shown="carry_over")
    measure(connection, "b", closed="2021-05-01", text="每月抽查10份")
    honest(connection, 2021, 2022)
    assert spells(connection)[0] == ("M-a", 2020, "too_early", 0, 1, "replaced")


def change(connection, unit, kind, day, *, into=None):
    connection.execute(
        "insert into clean.unit_changes values ($1, $2, $3, $4)", [unit, into, kind, day]
    )


def test_a_dissolved_unit_ends_in_censoring_though_inspections_of_all_units_go_on(connection):
    issue(connection, "a", 2019, clause="7.1")
    measure(connection, "a", closed="2019-05-01")
    honest(connection, 2021, 2022, 2023, unit="V")
    for year in (2019, 2020, 2021, 2022, 2023):
        visit(connection, f"{year}-12-05", clause="7.1", unit=None)
    change(connection, "U", "dissolved", "2021-12-31")
    assert spells(connection) == [("M-a", 2019, "held", 2, 1, "unit_ended")]


def test_a_unit_dissolved_in_the_year_of_the_cure_did_not_succeed(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-05-01")
    honest(connection, 2022, 2023, unit="V")
    change(connection, "U", "merge", "2021-09-01", into="V")
    assert spells(connection) == [("M-a", 2021, "too_early", 0, 1, "unit_ended")]


def test_a_unit_that_took_another_in_goes_on(connection):
    issue(connection, "a", 2020)
    measure(connection, "a", closed="2020-05-01")
    honest(connection, 2021, 2022)
    change(connection, "V", "merge", "2021-01-01", into="U")
    assert spells(connection) == [("M-a", 2020, "held", 2, 1, "cutoff")]
    changed = "select is_changed_unit from linked.outcomes"
    assert warehouse.rows(connection, changed) == [(True,)]
    assert outcomes.life_table(connection, with_changed_units=False).empty


def merged(connection, unit, into, day):
    change(connection, unit, "merge", day, into=into)
    connection.execute("insert into linked.heirs values ($1, $2, $3, true)", [unit, into, day])


def owners(connection):
    """unit, outcome, looked-for years, why it ended, of each spell by its start."""
    outcomes.follow(connection, LIMITS)
    return warehouse.rows(
        connection,
        "select unit, outcome, looked_for_years, end_reason"
        " from linked.outcomes order by start_date, measure_id",
    )


def test_a_spell_goes_on_under_the_unit_that_its_own_was_merged_into(connection):
    issue(connection, "a", 2019)
    measure(connection, "a", closed="2019-05-01")
    honest(connection, 2020)
    honest(connection, 2019, 2021, 2022, unit="V")
    merged(connection, "U", "V", "2021-02-01")
    assert owners(connection) == [("V", "held", 3, "cutoff")]


def test_a_problem_that_came_back_before_the_merger_stays_with_its_unit(connection):
    issue(connection, "a", 2019, found="2019-02-01")
    measure(connection, "a", closed="2019-05-01")
    issue(connection, "b", 2020, found="2020-05-01", shown="newly_evidenced")
    honest(connection, 2021, 2022, unit="V")
    merged(connection, "U", "V", "2021-02-01")
    assert owners(connection) == [("U", "returned", 1, "returned")]


def test_a_problem_seen_in_the_new_unit_after_the_merger_has_returned(connection):
    issue(connection, "a", 2019, found="2019-02-01")
    measure(connection, "a", closed="2019-05-01")
    honest(connection, 2020)
    issue(connection, "b", 2022, found="2022-05-01", shown="newly_evidenced", unit="V")
    honest(connection, 2021, 2022, unit="V")
    merged(connection, "U", "V", "2021-02-01")
    assert owners(connection) == [("V", "returned", 3, "returned")]


def test_what_the_new_unit_saw_before_the_merger_is_no_return(connection):
    issue(connection, "a", 2019, found="2019-02-01")
    measure(connection, "a", closed="2019-05-01")
    issue(connection, "b", 2020, found="2020-05-01", unit="V")
    honest(connection, 2020)
    honest(connection, 2021, 2022, unit="V")
    merged(connection, "U", "V", "2021-02-01")
    assert owners(connection) == [("V", "held", 3, "cutoff")]


def test_what_the_new_unit_only_copied_is_no_return_and_proves_no_looking(connection):
    issue(connection, "a", 2019, found="2019-02-01")
    measure(connection, "a", closed="2019-05-01")
    issue(connection, "b", 2021, found="2021-05-01", shown="cross_unit_copy", unit="V")
    connection.execute(
        "insert into linked.links values"
        " ('b', 'a', true, false, 'redated', 'none', 'cross_unit_copy', null)"
    )
    honest(connection, 2020)
    honest(connection, 2021, 2022, unit="V")
    merged(connection, "U", "V", "2021-02-01")
    assert owners(connection) == [("V", "held", 2, "cutoff")]


def test_a_measure_of_the_new_unit_replaces_that_of_the_old_one(connection):
    issue(connection, "a", 2019, found="2019-02-01")
    measure(connection, "a", closed="2019-05-01")
    issue(connection, "b", 2022, found="2022-05-01", shown="carry_over", unit="V")
    measure(connection, "b", closed="2022-06-01", text="每月抽查10份")
    honest(connection, 2020)
    honest(connection, 2021, 2022, 2023, unit="V")
    merged(connection, "U", "V", "2021-02-01")
    assert owners(connection) == [
        ("V", "held", 2, "replaced"),
        ("V", "held", 1, "cutoff"),
    ]


def test_visits_to_the_new_unit_look_for_what_came_with_the_work(connection):
    issue(connection, "a", 2019, clause="7.1")
    measure(connection, "a", closed="2019-05-01")
    honest(connection, 2022, unit="V")
    visit(connection, "2020-06-01", clause="7.1", unit="V")
    visit(connection, "2021-06-01", clause="7.1", unit="V")
    visit(connection, "2022-12-05", clause="7.1", unit="V")
    merged(connection, "U", "V", "2021-02-01")
    assert owners(connection) == [("V", "held", 2, "cutoff")]


# Dates from the records of status events ----------------------------------------------------------


def event(connection, of_issue, kind, day, precision="day"):
    connection.execute(
        "insert into clean.status_events values ($1, $2, $3, $4)", [of_issue, kind, day, precision]
    )


def test_a_spell_starts_on_the_day_of_a_status_event_where_the_register_has_none(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a")
    event(connection, "a", "effective", "2021-04-01")
    issue(connection, "b", 2022, found="2022-04-01", shown="newly_evidenced")
    assert spell(connection) == ("returned", 1, 365, "register", "effective")


def test_a_date_of_the_register_comes_before_that_of_a_status_event(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-06-30")
    event(connection, "a", "closed", "2021-09-30")
    honest(connection, 2022)
    outcomes.follow(connection, LIMITS)
    starts = "select start_date from linked.outcomes"
    assert warehouse.rows(connection, starts) == [(dt.date(2021, 6, 30),)]


def test_an_event_known_to_the_month_only_is_no_day(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a")
    event(connection, "a", "closed", "2021-06-01", "month")
    assert started(connection) == []


def test_the_events_of_an_issue_date_its_clock(connection):
    issue(connection, "a", 2021)
    for kind, day in (
        ("detected", "2021-03-01"), ("closed", "2021-06-30"), ("closed", "2021-09-30"),
        ("verified", "2021-10-08"),
    ):  # fmt: skip
        event(connection, "a", kind, day)
    outcomes.count_issues(connection)
    assert warehouse.rows(
        connection,
        "select found_date, closed_date, verified_date, known_date, is_closed_dated"
        " from linked.counted_issues",
    ) == [
        (dt.date(2021, 3, 1), dt.date(2021, 6, 30), dt.date(2021, 10, 8), dt.date(2021, 12, 31),
         True)
    ]  # fmt: skip


def test_an_event_of_a_copy_dates_the_entry_that_counts(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    issue(connection, "copy", 2021, found="2021-03-01", shown="duplicate_entry")
    connection.execute(
        "update linked.classes set is_duplicate = true, duplicate_of = 'a' where issue_id = 'copy'"
    )
    event(connection, "copy", "closed", "2021-06-30")
    outcomes.count_issues(connection)
    assert warehouse.rows(
        connection, "select issue_id, closed_date from linked.counted_issues"
    ) == [("a", dt.date(2021, 6, 30))]


def test_a_repealed_clause_ends_the_spell_and_later_entries_are_no_return(connection):
    issue(connection, "a", 2020, clause="7.1")
    measure(connection, "a", closed="2020-05-01")
    issue(connection, "late", 2023, clause="7.1", found="2023-02-01")
    honest(connection, 2021, 2022, 2023)
    connection.execute("insert into clean.clauses values ('7.1', null, '2022-12-31')")
    assert spells(connection) == [("M-a", 2020, "held", 2, 1, "clause_repealed")]


def test_a_clause_that_one_directive_keeps_is_not_repealed(connection):
    issue(connection, "a", 2020, clause="7.1")
    measure(connection, "a", closed="2020-05-01")
    issue(connection, "late", 2023, clause="7.1", found="2023-02-01")
    honest(connection, 2021, 2022)
    connection.execute(
        "insert into clean.clauses values ('7.1', null, '2022-12-31'), ('7.1', null, null)"
    )
    assert spells(connection) == [("M-a", 2020, "returned", 3, 1, "returned")]


def test_first_years_are_marked_as_without_a_look_back(connection):
    for year in (2018, 2020, 2021):
        issue(connection, f"a{year}", year, problem=f"P{year}")
        measure(connection, f"a{year}", closed=f"{year}-05-01")
    outcomes.follow(connection, LIMITS)
    assert LIMITS.look_back_years == 3
    assert warehouse.rows(
        connection, "select start_year, has_look_back from linked.outcomes order by start_year"
    ) == [(2018, False), (2020, False), (2021, True)]


# Person-periods and unlooked years ---------------------------------------------------------------


def periods(connection):
    outcomes.follow(connection, LIMITS)
    return warehouse.rows(
        connection,
        "select period_number, period_year, is_returned from linked.periods order by all",
    )


def test_a_spell_is_at_risk_in_looked_for_years_only(connection):
    issue(connection, "a", 2019)
    measure(connection, "a", closed="2019-05-01")
    honest(connection, 2020, 2022)
    issue(connection, "again", 2023)
    assert periods(connection) == [(1, 2020, False), (2, 2022, False), (3, 2023, True)]


def test_a_return_within_the_year_of_the_cure_counts_in_period_one(connection):
    issue(connection, "a", 2020, found="2020-01-10")
    measure(connection, "a", closed="2020-03-01")
    issue(connection, "again", 2020, found="2020-11-01")
    honest(connection, 2021)
    assert periods(connection) == [(1, 2020, True)]


def test_a_return_within_the_last_year_counts_in_no_rate_for_none_that_held_there_does(connection):
    issue(connection, "a", 2020, found="2020-01-10")
    measure(connection, "a", closed="2020-03-01")
    issue(connection, "again", 2020, found="2020-11-01")
    assert periods(connection) == []
    assert spell(connection) == ("returned", 0, 245, "register", "closed")


# One rule of looking for years with a return and years without ----------------------------------


def unvisited(connection):
    """What became of the spell by visits, and by registers alone."""
    outcomes.follow(connection, LIMITS)
    return warehouse.rows(
        connection,
        "select outcome, looked_for_years, period_count, is_found_unvisited, end_reason,"
        " filed_period_count, is_filed_return from linked.outcomes",
    )


def test_a_return_without_a_visit_ends_the_spell_and_is_neither_return_nor_looking(connection):
    issue(connection, "a", 2019, found="2019-03-01")
    measure(connection, "a", closed="2019-05-01")
    visit(connection, "2020-05-01")
    issue(connection, "b", 2021, found="2021-04-01", shown="newly_evidenced")
    visit(connection, "2022-12-05")
    assert unvisited(connection) == [("held", 1, 1, True, "found_unvisited", 1, True)]


def test_a_return_in_a_visited_year_is_a_return(connection):
    issue(connection, "a", 2019, found="2019-03-01")
    measure(connection, "a", closed="2019-05-01")
    visit(connection, "2020-05-01")
    issue(connection, "b", 2021, found="2021-04-01", shown="newly_evidenced")
    visit(connection, "2021-04-01")
    visit(connection, "2022-12-05")
    assert unvisited(connection) == [("returned", 2, 2, False, "returned", 1, True)]


def test_a_return_within_the_year_of_the_cure_needs_a_visit_after_it(connection):
    issue(connection, "a", 2020, found="2020-01-10")
    measure(connection, "a", closed="2020-03-01")
    issue(connection, "again", 2020, found="2020-11-01", shown="newly_evidenced")
    visit(connection, "2020-02-01")
    visit(connection, "2021-12-05")
    issue(connection, "later", 2021, problem="Q")
    assert unvisited(connection)[0][:5] == ("too_early", 0, 0, True, "found_unvisited")


def test_a_return_in_a_year_of_visits_that_is_not_over_counts_in_no_rate(connection):
    issue(connection, "a", 2020, found="2020-01-10")
    measure(connection, "a", closed="2020-03-01")
    visit(connection, "2021-12-05")
    issue(connection, "again", 2022, found="2022-03-01", shown="newly_evidenced")
    visit(connection, "2022-03-01")
    assert unvisited(connection) == [("returned", 2, 1, False, "returned", 0, False)]


def test_a_theme_without_a_clause_is_reached_by_any_visit_to_its_unit(connection):
    issue(connection, "a", 2021)
    measure(connection, "a", closed="2021-06-30")
    issue(connection, "later", 2022, problem="R")
    visit(connection, "2022-12-02", clause="9.9")
    assert spell(connection) == ("held", 1, None, "inspection", "closed")


def test_a_doubtful_link_is_no_return_and_is_told_beside(connection):
    issue(connection, "a", 2020, found="2020-02-01")
    measure(connection, "a", closed="2020-05-01")
    issue(connection, "like", 2021, found="2021-03-01", shown="needs_review", problem="Q")
    connection.execute(
        "insert into linked.links values"
        " ('like', 'a', true, true, 'review', 'none', 'needs_review', null)"
    )
    outcomes.follow(connection, LIMITS)
    assert warehouse.rows(
        connection, "select outcome, is_possibly_returned from linked.outcomes"
    ) == [("held", True)]


# Clocks: a copy restarts none -------------------------------------------------------------------


def clocks(connection):
    """Each entry: since when its problem is known, whether it is closed, when it is filed again."""
    outcomes.count_issues(connection)
    return warehouse.rows(
        connection,
        "select issue_id, first_found_date, is_closed, next_register_year"
        " from linked.counted_issues order by register_year, issue_id",
    )


def test_a_copy_keeps_the_day_on_which_the_problem_was_first_found(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    issue(connection, "b", 2022, found="2022-03-01", shown="redated_only")
    measure(connection, "b", closed="2022-05-01")
    first = dt.date(2021, 3, 1)
    assert clocks(connection) == [("a", first, False, 2022), ("b", first, True, None)]


def test_what_is_found_again_after_its_closing_has_a_clock_of_its_own(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    measure(connection, "a", closed="2021-05-01")
    issue(connection, "b", 2022, found="2022-03-01", shown="newly_evidenced")
    assert clocks(connection) == [
        ("a", dt.date(2021, 3, 1), True, None),
        ("b", dt.date(2022, 3, 1), False, None),
    ]


def test_a_status_that_says_closed_closes_without_a_day(connection):
    issue(connection, "a", 2021, found="2021-03-01")
    say(connection, "a", "closed")
    assert clocks(connection) == [("a", dt.date(2021, 3, 1), True, None)]


def test_three_treatments_of_a_year_in_which_nobody_looked(connection):
    issue(connection, "a", 2019)
    measure(connection, "a", closed="2019-05-01")
    issue(connection, "copy", 2021, shown="redated_only")
    honest(connection, 2020, 2021, 2022)
    outcomes.follow(connection, LIMITS)
    tables = {
        unlooked: outcomes.life_table(connection, unlooked=unlooked).values.tolist()
        for unlooked in ("left_out", "at_risk", "returned")
    }
    assert tables == {"left_out": [[2, 0, 1]], "at_risk": [[3, 0, 1]], "returned": [[2, 1, 0]]}


# Twelve closed problems, followed to the end of 2024: (closed in, came back in).
GOLD_12 = [
    (2020, 2021), (2020, 2022), (2020, None), (2020, 2021), (2021, 2022), (2021, None),
    (2021, 2023), (2022, 2023), (2022, None), (2023, 2024), (2023, None), (2024, None),
]  # fmt: skip


@pytest.fixture
def gold(connection):
    """The registers of one unit from 2020 to 2024 in which those twelve problems stand."""
    for place, (closed, returned) in enumerate(GOLD_12):
        problem = f"P{place}"
        issue(connection, f"first-{place}", closed, found=f"{closed}-02-01", problem=problem)
        measure(connection, f"first-{place}", closed=f"{closed}-06-30")
        if returned:
            issue(connection, f"back-{place}", returned, found=f"{returned}-03-01", problem=problem)
    honest(connection, *range(2020, 2025))
    outcomes.follow(connection, LIMITS)
    return connection


def curve(connection, **treatment):
    table = outcomes.life_table(connection, **treatment)
    return survival.from_counts(
        table["year_count"], table["returned_count"], table["censored_count"]
    )


def test_the_cohort_of_twelve_gives_its_one_year_recurrence(gold):
    rows = warehouse.read(gold, warehouse.query("indicators/one_year_return"), unit=None)
    returned, followed = rows["numerator"].sum(), rows["denominator"].sum()
    assert (returned, followed) == (5, 11)
    assert statistics.wilson(returned, followed) == pytest.approx((0.2127, 0.7199), abs=1e-4)
    outcome = "select outcome from linked.outcomes where start_year = 2024"
    assert warehouse.rows(gold, outcome) == [("too_early",)]


def test_the_cohort_of_twelve_gives_its_survival_curve(gold):
    found = curve(gold)
    (one, _), (two, limits) = found.at(1), found.at(2)
    assert (one, two) == pytest.approx((0.545455, 0.327273), abs=1e-6)
    assert limits == pytest.approx((0.0828, 0.6061), abs=1e-4)
    assert found.error[list(found.times).index(2)] == pytest.approx(0.14965, abs=1e-5)


def test_the_cohort_of_twelve_in_person_periods(gold):
    assert warehouse.rows(
        gold,
        "select period_number, count(*), count(*) filter (is_returned) from linked.periods"
        " group by period_number order by period_number",
    ) == [(1, 11, 5), (2, 5, 2), (3, 2, 0), (4, 1, 0)]


def test_a_year_in_which_nobody_looked_changes_no_rate(gold):
    before = [curve(gold).at(year) for year in (1, 2)]
    for place, (_, returned) in enumerate(GOLD_12):
        if not returned:
            issue(gold, f"copy-{place}", 2025, shown="redated_only", problem=f"P{place}")
    outcomes.follow(gold, LIMITS)
    assert [curve(gold).at(year) for year in (1, 2)] == before
    assert curve(gold, unlooked="returned").at(2)[0] < before[1][0]
    assert curve(gold, unlooked="at_risk").times[-1] == 5
