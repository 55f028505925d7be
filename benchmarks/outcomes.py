"""Two million spells: followed, then asked for every indicator and curve; seconds and memory.

    python benchmarks/outcomes.py [SPELLS] [--runs 3] [--write]

The warehouse is synthetic and seeded by arithmetic: 500 units with ten registers each, one issue
and one measure per spell, a return for one problem in four, a third of the others filed again as
a re-dated copy, inspections of a third of the clauses. Each run is a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import duckdb

from analysis import classes, indicators, outcomes, settings, states, warehouse
from analysis.lenses.convex_lens import clocks, early_shares, open_ages
from analysis.lenses.microscope import (
    hazard_ratios,
    redated_since,
    return_curves,
    two_year_return,
)

Result = TypeVar("Result")
RESULTS = Path(__file__).parent / "results" / "outcomes.md"
_LIMIT = "4GB"
_TABLES = {
    "clean.issues": """
        select substring(md5('i' || n), 1, 16) as issue_id,
            substring(md5('r' || unit || year), 1, 16) as register_id,
            'unit ' || unit as unit, year::integer as register_year, 'c' || clause as clause,
            'c' || clause as clause_key, null::varchar as category,
            null::varchar as category_key, unit || '.csv' as source_file,
            null::varchar as source_sheet, n::integer as source_row, 1 as part,
            make_date(year::integer, 3, 1) as found_date,
            make_date(year::integer, 3, 1) as found_start_date, null::date as filed_date,
            null::varchar as severity, null::varchar as state, true as has_closed_date,
            false as has_verified_date,
            'own' as text_kind, problem, role
        from (
            select n, 'first' as role, n as problem, n % 500 as unit, n % 60 as clause,
                2014 + (n // 500) % 9 as year
            from range($count) as numbers (n)
            union all
            select $count + n, if(n % 4 = 0, 'back', 'copy'), n, n % 500, n % 60,
                2014 + (n // 500) % 9 + 1 + n % 2
            from range($count) as numbers (n)
            where (n % 4 = 0 or n % 4 = 1) and 2014 + (n // 500) % 9 + 1 + n % 2 <= 2023
        )
    """,
    "clean.measures": """
        select substring(md5('m' || issue_id), 1, 16) as measure_id, issue_id,
            '每月抽查' as measure_text,
            null::date as effective_date, null::varchar as effective_precision,
            make_date(register_year, 6, 30) as closed_date, 'day' as closed_precision,
            null::date as verified_date, (hash(issue_id) % 9)::integer as quantification_score,
            hash(issue_id) % 9 < 3 as is_coarse
        from clean.issues where role = 'first'
    """,
    "clean.registers": """
        select register_id, unit, register_year, count(*)::integer as issue_count,
            register_year = 2014 as is_baseline
        from clean.issues group by register_id, unit, register_year
    """,
    "clean.inspections": """
        select 'unit ' || unit as unit, make_date(year::integer, 12, 5) as inspected_date,
            year::integer as inspection_year, 'c' || clause as clause_key,
            null::varchar as category_key, 0 as hit_count
        from range(500) as units (unit), range(20) as clauses (clause),
            range(2014, 2024) as years (year)
    """,
    "clean.unit_changes": """
        select null::varchar as unit, null::varchar as to_unit, null::varchar as change_kind,
            null::date as changed_date where false
    """,
    "clean.clauses": "select null::varchar as clause_key, null::date as repealed_date where false",
    "linked.classes": """
        select issue_id, if(role = 'copy', 'redated_only', 'new') as shown_class,
            role = 'copy' as is_redated_only, false as is_duplicate, 'plausible' as date_class,
            'own' as text_kind, null::varchar as duplicate_of
        from clean.issues
    """,
    "linked.appearances": """
        select issue_id, substring(md5('p' || problem), 1, 16) as problem_id,
            if(role = 'first', 1, 2)::integer as appearance_number, role = 'copy' as is_redated_only
        from clean.issues
    """,
    "clean.status_events": """
        select null::varchar as issue_id, null::varchar as subject_id, null::varchar as unit,
            null::integer as register_year, null::varchar as event, null::date as event_date,
            null::varchar as event_precision, null::varchar as source_file where false
    """,
    "linked.heirs": """
        select null::varchar as unit, null::varchar as heir, null::date as since_date,
            null::boolean as is_whole where false
    """,
    "linked.links": """
        select issue_id, true as is_best, role = 'copy' as is_redated_only,
            null::varchar as verdict, issue_id as prior_issue_id, true as is_same_unit,
            'redated' as reuse_class, 'none' as evidence_class,
            if(role = 'copy', 'redated_only', 'new') as shown_class
        from clean.issues where role <> 'first'
    """,
}


class Cost(NamedTuple):
    """What a run took: seconds on the clock, seconds of processor time, GiB at most."""

    wall: float
    processor: float
    peak: float


def main() -> None:
    """Make the tables, follow and ask in processes of their own, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("spells", nargs="?", type=int, default=2_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.duckdb"
        _apart(_make, path, chosen.spells)
        lines = [_line(step, path, chosen.runs) for step in (_follow, _indicators, _curves, _all)]
    page = "\n".join([_HEAD.format(spells=chosen.spells, runs=chosen.runs), *lines])
    print(page)
    if chosen.write:
        RESULTS.write_text(page + "\n", encoding="utf-8")


_HEAD = """# {spells:,} spells

Written by `python benchmarks/outcomes.py --write`: 2 threads, DuckDB held to 4 GB, each run a
process of its own, medians of {runs}
(2 virtual AMD EPYC cores, 24 GB); processor time over two cores is the least it could be.

| step | seconds on the clock | seconds of processor time | GiB at most |
|---|---:|---:|---:|"""


def _line(step: Callable[[duckdb.DuckDBPyConnection], None], path: Path, runs: int) -> str:
    costs = [_apart(_measured, step, path) for _ in range(runs)]
    wall, processor, peak = (statistics.median(each) for each in zip(*costs, strict=True))
    return f"| {step.__doc__} | {wall:.1f} | {processor:.1f} | {peak:.1f} |"


def _apart(work: Callable[..., Result], *values: object) -> Result:
    """What `work` returns, from a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, values)


def _measured(step: Callable[[duckdb.DuckDBPyConnection], None], path: Path) -> Cost:
    with duckdb.connect(path, config={"memory_limit": _LIMIT, "threads": 2}) as connection:
        connection.execute("set enable_progress_bar = false")
        started, before = time.perf_counter(), time.process_time()
        step(connection)
        wall, processor = time.perf_counter() - started, time.process_time() - before
    return Cost(wall, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)


def _make(path: Path, count: int) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("create schema clean; create schema linked")
        for table, sql in _TABLES.items():
            values = {"count": count} if "$count" in sql else None
            connection.execute(f"create table {table} as {sql}", values)
        for name, meanings in classes.tables().items():
            warehouse.store(connection, f"linked.{name}", meanings)
        warehouse.store(connection, "clean.states", states.table())


def _follow(connection: duckdb.DuckDBPyConnection) -> None:
    """spells made and followed, from issues to `linked.outcomes`"""
    outcomes.follow(connection, settings.load().outcomes)


def _indicators(connection: duckdb.DuckDBPyConnection) -> None:
    """all indicators of all years"""
    indicators.history(connection)


def _curves(connection: duckdb.DuckDBPyConnection) -> None:
    """all curves: returns by band, hazard ratios, life tables, clocks, early shares, open ages"""
    asked = {"year": 2023, "unit": ""}
    for unlooked in ("left_out", "at_risk", "returned"):
        outcomes.life_table(connection, unlooked=unlooked)
    for timed in (
        return_curves.frame, two_year_return.frame, clocks.frame,
        early_shares.frame,
    ):  # fmt: skip
        timed(connection, **asked, small_count=5)
    for counted in (hazard_ratios.frame, redated_since.frame, open_ages.frame):
        counted(connection, **asked)


def _all(connection: duckdb.DuckDBPyConnection) -> None:
    """all indicators and curves"""
    _indicators(connection)
    _curves(connection)


if __name__ == "__main__":
    main()
