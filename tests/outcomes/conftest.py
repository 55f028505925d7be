"""Registers written entry by entry, and what became of the measures in them."""

import duckdb
import pytest

from analysis import classes, outcomes, settings, states, warehouse

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


class Book:
    """The registers of some units, written and read by the tests of this folder."""

    limits = LIMITS

    def __init__(self, connection):
        self.connection = connection

    def follow(self):
        outcomes.follow(self.connection, LIMITS)

    def issue(
        self, name, year, *, found=None, shown="new", clause=None, problem="P", unit="U",
        dismissed=False,
    ):  # fmt: skip
        """An issue `name` of the problem in the register of that unit and year."""
        redated = shown in ("redated_only", "verbatim_copy")
        self.connection.execute(
            "insert into clean.issues (issue_id, register_id, unit, register_year, clause_key,"
            " found_date, found_start_date, source_file, source_row, part)"
            " values ($1, $2, $3, $4, $5, $6, $6, $2, 2, 1)",
            [name, f"{unit}{year}", unit, year, clause, found],
        )
        self.connection.execute(
            "insert into clean.registers select $1, $2, $3, false where not exists"
            " (from clean.registers where register_id = $1)",
            [f"{unit}{year}", unit, year],
        )
        self.connection.execute(
            "insert into linked.classes values ($1, $2, 'plausible', 'own', $3, false, null)",
            [name, shown, redated],
        )
        self.connection.execute(
            "insert into linked.appearances values ($1, $2, 1)", [name, problem]
        )
        if dismissed:
            self.connection.execute(
                "insert into linked.links"
                " values ($1, null, true, true, 'redated', 'none', $2, 'dismissed')",
                [name, shown],
            )

    def measure(
        self,
        of_issue,
        *,
        effective=None,
        closed=None,
        text="立行立改",
        score=None,
        precision="day",
    ):
        self.connection.execute(
            "insert into clean.measures (measure_id, issue_id, measure_text, effective_date,"
            " closed_date, quantification_score, closed_precision)"
            " values ($1, $2, $3, $4, $5, $6, $7)",
            [f"M-{of_issue}", of_issue, text, effective, closed, score, precision],
        )

    def visit(self, day, *, clause=None, unit="U"):
        self.connection.execute(
            "insert into clean.inspections values ($1, $2, year($2::date), $3, null)",
            [unit, day, clause],
        )

    def spell(self, of_issue="a"):
        """outcome, looked-for years, days to return, looked for by, start source of one spell."""
        self.follow()
        return warehouse.rows(
            self.connection,
            "select outcome, looked_for_years, days_to_return, looked_for_by, start_source"
            " from linked.outcomes where measure_id = $measure",
            measure=f"M-{of_issue}",
        )[0]

    def treated(self):
        """Treatment of unlooked years → periods followed, and whether the last is a return."""
        self.follow()
        outcomes.treat(self.connection)
        told = "select treatment, period_count, is_back from treatments"
        rows = warehouse.rows(self.connection, told)
        return {name: (periods, is_back) for name, periods, is_back in rows}

    def started(self):
        self.follow()
        return warehouse.rows(
            self.connection, "select measure_id from linked.outcomes order by all"
        )

    def say(self, of_issue, state):
        self.connection.execute(
            "update clean.issues set state = $2 where issue_id = $1", [of_issue, state]
        )

    def spells(self):
        """measure, start year, outcome, looked-for years, number of measures, why it ended."""
        self.follow()
        return warehouse.rows(
            self.connection,
            "select measure_id, start_year, outcome, looked_for_years, measure_count, end_reason"
            " from linked.outcomes order by start_date, measure_id",
        )

    def honest(self, *years, unit="U"):
        """A register of each year that says something of its own about other problems."""
        for year in years:
            self.issue(f"own-{unit}-{year}", year, problem=f"own-{unit}-{year}", unit=unit)

    def change(self, unit, kind, day, *, into=None):
        self.connection.execute(
            "insert into clean.unit_changes values ($1, $2, $3, $4)", [unit, into, kind, day]
        )

    def merged(self, unit, into, day):
        self.change(unit, "merge", day, into=into)
        self.connection.execute(
            "insert into linked.heirs values ($1, $2, $3, true)", [unit, into, day]
        )

    def owners(self):
        """unit, outcome, looked-for years, why it ended, of each spell by its start."""
        self.follow()
        return warehouse.rows(
            self.connection,
            "select unit, outcome, looked_for_years, end_reason"
            " from linked.outcomes order by start_date, measure_id",
        )

    def event(self, of_issue, kind, day, precision="day"):
        self.connection.execute(
            "insert into clean.status_events values ($1, $2, $3, $4)",
            [of_issue, kind, day, precision],
        )

    def periods(self):
        self.follow()
        return warehouse.rows(
            self.connection,
            "select period_number, period_year, is_returned from linked.periods order by all",
        )

    def unvisited(self):
        """What became of the spell by visits, and by registers alone."""
        self.follow()
        return warehouse.rows(
            self.connection,
            "select outcome, looked_for_years, period_count, is_found_unvisited, end_reason,"
            " filed_period_count, is_filed_return from linked.outcomes",
        )

    def clocks(self):
        """Each entry: since when its problem is known, whether closed, when it is filed again."""
        outcomes.count_issues(self.connection)
        return warehouse.rows(
            self.connection,
            "select issue_id, first_found_date, is_closed, next_register_year"
            " from linked.counted_issues order by register_year, issue_id",
        )


@pytest.fixture
def book():
    with duckdb.connect() as opened:
        opened.execute(SCHEMA)
        for name, table in classes.tables().items():
            warehouse.store(opened, f"linked.{name}", table)
        warehouse.store(opened, "clean.states", states.table())
        yield Book(opened)
