"""Outcomes: what became of each measure, told only for years in which someone looked."""

from __future__ import annotations

import duckdb

from analysis import settings, warehouse


def follow(connection: duckdb.DuckDBPyConnection, limits: settings.Outcomes) -> None:
    """Rebuild `linked.outcomes`: one spell per measure, problem and unit.

    A spell starts when the measure took effect; without that date when it was closed, else at
    the end of its register year (`start_source` says which). It ends with the next appearance
    of the problem in the unit that is more than a re-dated copy. Without one it `held` only if
    somebody looked in at least one whole year after the start (contract, rulings 8 and 9).
    """
    for name in ("spells", "returns", "looks"):
        values = {"return_days": limits.return_days} if name == "returns" else {}
        sql = warehouse.query(f"outcomes/{name}")
        warehouse.stage(connection, name, warehouse.arrow(connection, sql, **values))
    warehouse.materialise(connection, "linked.outcomes", warehouse.query("outcomes/outcomes"))
