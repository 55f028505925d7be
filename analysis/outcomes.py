"""Outcomes: what became of each measure, told only for years in which someone looked."""

from __future__ import annotations

from typing import Any, Literal

import duckdb
import pandas as pd

from analysis import settings, warehouse

Unlooked = Literal["left_out", "registers", "at_risk", "returned"]

_STEPS = ("sightings", "doubtful", "themes", "starts", "stretches", "spells", "looks", "years")
_TABLES = ("outcomes", "periods")


def follow(connection: duckdb.DuckDBPyConnection, limits: settings.Outcomes) -> None:
    """Rebuild `linked.counted_issues`, `linked.outcomes` (spells) and `linked.periods` (years).

    A spell starts when the first measure of a package took effect; without that date when it was
    closed (`start_source` says which; without either there is none, ruling 20). It ends with the
    next appearance of the problem in the unit that is more than a re-dated copy, or is cut off
    where other measures replaced the package, the unit ended or the clause was repealed. Without
    a return it `held` only if somebody looked in at least one whole year after the start
    (rulings 8 and 9); a return in a year without a visit ends it and counts as neither.
    """
    count_issues(connection)
    values: dict[str, dict[str, Any]] = {
        "stretches": {"return_days": limits.return_days},
        "spells": {"look_back_years": limits.look_back_years},
    }
    for name in _STEPS:
        warehouse.derive(connection, f"outcomes/{name}", **values.get(name, {}))
    for name in _TABLES:
        warehouse.materialise(connection, f"linked.{name}", warehouse.query(f"outcomes/{name}"))
    for name in ("cures", *_STEPS):
        connection.execute(f"drop table temp.{name}")


def count_issues(connection: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `linked.counted_issues`: what clocks and indicators count, once for all of them.

    Leaves the temporary table `cures` behind, from which spells start.
    """
    warehouse.derive(connection, "outcomes/cures")
    query = warehouse.query("outcomes/counted_issues")
    warehouse.materialise(connection, "linked.counted_issues", query)


def treat(connection: duckdb.DuckDBPyConnection) -> None:
    """Name `treatments` for this connection: each spell under each way to take unlooked years.

    `main` as all rates have it, and what stands beside them: `other` (registers as looks where
    visits decide, every year where registers do) and `worst` (back in the first unlooked year).
    """
    warehouse.name(connection, "outcomes/treatments")


def life_table(
    connection: duckdb.DuckDBPyConnection,
    *,
    unlooked: Unlooked = "left_out",
    with_changed_units: bool = True,
) -> pd.DataFrame:
    """Spells by how many years they lasted: the rows of a survival curve.

    Args:
        connection: the warehouse.
        unlooked: how years in which nobody looked are taken. `left_out` is the main analysis;
            `registers`, `at_risk` and `returned` (the worst case) are the sensitivity runs.
        with_changed_units: whether units that were merged, split or dissolved take part.

    Returns:
        `year_count` (0 for spells nobody could follow), `returned_count`, `censored_count`.
    """
    return warehouse.read(
        connection,
        warehouse.query("outcomes/life_table"),
        unlooked=unlooked,
        with_changed_units=with_changed_units,
    )
