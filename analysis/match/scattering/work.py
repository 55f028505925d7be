"""What each stage does with the tables of its shard: the functions of the engine, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import duckdb

from analysis import warehouse
from analysis.match.finding import equal, meeting, scattered, similar
from analysis.match.judging import evidence, ranking, shown
from analysis.match.scattering.stages import Task

# Problems of several shards may have one text.
_ONCE = "create or replace temp table changed_texts as select distinct * from changed_texts"


def derived(*names: str) -> partial[None]:
    """A stage that holds the rows of these steps."""
    return partial(_derive, names)


def _derive(names: Iterable[str], connection: duckdb.DuckDBPyConnection, _: Task) -> None:
    for name in names:
        warehouse.derive(connection, f"match/steps/{name}")


def equal_in_units(connection: duckdb.DuckDBPyConnection, _: Task) -> None:
    """What `equal.find_in_units` finds."""
    equal.find_in_units(connection)


def equal_anywhere(level: int, connection: duckdb.DuckDBPyConnection, _: Task) -> None:
    """What `equal.find_anywhere` finds at a level."""
    equal.find_anywhere(connection, level)


def meet_in_units(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `events` and `met_in_units`."""
    for name in ("events", "used_forms"):
        warehouse.derive(connection, f"match/steps/{name}")
    meeting.meet_in_units(connection, task.limits, meeting.compared(connection))


def shingles(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `shingled`."""
    warehouse.derive(connection, "match/steps/used_forms")
    scattered.hold_shingles(connection, task.limits, task.shards)


def rare(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `rare` and `posts`."""
    scattered.hold_rare(connection, task.limits)


def rarest(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `rarest`."""
    scattered.hold_kept(connection, task.limits)


def meet_anywhere(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `met_anywhere`."""
    scattered.meet_anywhere(connection, task.limits)


def teach(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `taught`: the samples of all years, from which each place learns the same."""
    years = warehouse.rows(connection, "select distinct register_year from entries order by all")
    samples = [
        f"select {year}::integer as register_year, * from {task.lessons.sample(year)}"
        for (year,) in years
    ]
    nothing = "select 0 as register_year, text_id, subject_text, n4 from clean.texts where false"
    union = " union all ".join([nothing, *samples])
    connection.execute(f"create or replace temp table taught as {union}")


def measure(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `likeness`."""
    warehouse.derive(connection, "match/steps/met_forms", table="used_forms")
    forms = meeting.compared(connection)
    similar.measure(connection, task.limits, task.lessons, forms)


def find_similar(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Add the likest entries to `found`."""
    similar.extend_similar(connection, task.limits)


def rank(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `ranked`, `foreign_names` and `date_classes`."""
    ranking.rank(connection, task.limits, task.lessons)


def follow(connection: duckdb.DuckDBPyConnection, _: Task) -> None:
    """Hold `roots`."""
    shown.stage_roots(connection)


def state_facts(connection: duckdb.DuckDBPyConnection, _: Task) -> None:
    """Hold `facts`."""
    connection.execute(
        "create or replace temp table changed_texts as select distinct * from changed_texts"
    )
    evidence.stage_facts(connection)


def classed(connection: duckdb.DuckDBPyConnection, task: Task) -> None:
    """Hold `links` and `classes`."""
    shown.decide(connection)
    version = task.limits.rule_version
    warehouse.derive(connection, "match/tables/links", rule_version=version)
    warehouse.derive(connection, "match/tables/classes")
