"""Two million spells through outcomes and the indicators' queries: seconds and peak memory.

    python benchmarks/outcomes.py [SPELLS]

The warehouse is synthetic and seeded by arithmetic: 500 units with ten registers each, one issue
and one measure per spell, a return for one problem in four, a third of the others filed again as
a re-dated copy, inspections of a third of the clauses.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from analysis import indicators, outcomes, settings, warehouse

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
            null::date as effective_date, make_date(register_year, 6, 30) as closed_date,
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
        select null::varchar as issue_id, null::varchar as event, null::date as event_date,
            null::varchar as event_precision where false
    """,
    "linked.heirs": """
        select null::varchar as unit, null::varchar as heir, null::date as since_date,
            null::boolean as is_whole where false
    """,
    "linked.links": """
        select issue_id, true as is_best, role = 'copy' as is_redated_only,
            null::varchar as verdict, issue_id as prior_issue_id, true as is_same_unit,
            'redated' as reuse_class, 'none' as evidence_class
        from clean.issues where role <> 'first'
    """,
}


def main(count: int) -> None:
    """Make the tables, run outcomes and indicators over them, print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.duckdb"
        with duckdb.connect(path) as connection:
            _make(connection, count)
        with duckdb.connect(path, config={"memory_limit": _LIMIT, "threads": 2}) as connection:
            seconds = _run(connection)
            spells = warehouse.rows(connection, "select count(*) from linked.outcomes")[0][0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"spells": spells, **seconds, "peak_gib": round(peak, 2)}))


def _make(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    connection.execute("create schema clean; create schema linked")
    for table, sql in _TABLES.items():
        values = {"count": count} if "$count" in sql else None
        connection.execute(f"create table {table} as {sql}", values)


def _run(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    limits = settings.load()
    started = time.perf_counter()
    outcomes.follow(connection, limits.outcomes)
    followed = time.perf_counter()
    for unlooked in ("left_out", "at_risk", "returned"):
        outcomes.life_table(connection, unlooked=unlooked)
    indicators.history(connection, limits=limits)
    ended = time.perf_counter()
    return {
        "outcomes_seconds": round(followed - started, 1),
        "indicators_seconds": round(ended - followed, 1),
        "seconds": round(ended - started, 1),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000)
