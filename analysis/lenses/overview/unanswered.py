"""What the registers leave open, and the indicators without a value."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis.lenses import queries


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, indicators: pd.DataFrame
) -> pd.DataFrame:
    """What the page cannot say: things left open, and the indicators without a value.

    Args:
        connection: the warehouse.
        year: the register year reported on.
        indicators: the table of `analysis.indicators.table`.

    Returns:
        `kind` (`open` or `indicator`), `name`, `open_count` and `total_count` (for `open`), and
        `reason` (for `indicator`); nothing left open gives no row.
    """
    left_open = queries.read(connection, __file__, year=year).query("open_count > 0")
    missing = indicators.query("status != 'ok'").loc[:, ["name", "reason"]]
    return pd.concat(
        [left_open.assign(kind="open"), missing.assign(kind="indicator")], ignore_index=True
    ).reindex(columns=["kind", "name", "open_count", "total_count", "reason"])
