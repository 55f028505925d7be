"""The table `found`: which earlier entries an entry may repeat, from whatever step finds them."""

from __future__ import annotations

from typing import Any

import duckdb

from analysis import warehouse


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
