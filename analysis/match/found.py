"""The table `found`: which earlier entries an entry may repeat, from whatever step finds them."""

from __future__ import annotations

from typing import Any

import duckdb

from analysis import warehouse

_FOUND = """
create or replace temp table found (
    entry integer, prior integer, level integer, is_settled boolean
)
"""


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold `found` without any row."""
    connection.execute(_FOUND)


def extend(
    connection: duckdb.DuckDBPyConnection, name: str, *, settled: bool, **values: Any
) -> None:
    """Add the rows of `match/found/<name>.sql` to `found`; settled ones need no comparison.

    A pair that the query calls apart (another place, object or number) settles nothing.
    """
    sql = warehouse.query(f"match/found/{name}")
    is_settled = f"{settled} and not is_apart" if " as is_apart" in sql else str(settled)
    connection.execute(
        f"insert into found select entry, prior, level, {is_settled} from ({sql})", values or None
    )
