"""Tables that one run of the engine derives and that no file keeps."""

from __future__ import annotations

from typing import Any

import duckdb

from analysis import warehouse


def derive(
    connection: duckdb.DuckDBPyConnection, name: str, query: str = "", **values: Any
) -> None:
    """Hold the rows of a query, `match/<name>` unless it is named, as a temporary table `name`."""
    sql = warehouse.query(query or f"match/{name}")
    connection.execute(f"create or replace temp table {name} as {sql}", values or None)


def extend(
    connection: duckdb.DuckDBPyConnection, name: str, *, settled: bool, **values: Any
) -> None:
    """Add the rows of `queries/match/<name>.sql` to `found`; settled ones need no comparison."""
    sql = warehouse.query(f"match/{name}")
    connection.execute(
        f"insert into found select entry, prior, level, {settled} from ({sql})", values or None
    )
