"""The rows that a part of a page shows: read from the query beside it, titled, or not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis import warehouse


def read(connection: duckdb.DuckDBPyConnection, module: str, **values: Any) -> pd.DataFrame:
    """The rows of the query that stands beside a module: `<part>.sql` beside `<part>.py`.

    Args:
        connection: the warehouse.
        module: path of the module that asks, its `__file__`.
        values: what the query binds as `$name`.
    """
    sql = Path(module).with_suffix(".sql").read_text(encoding="utf-8")
    return warehouse.read(connection, sql, **values)


def recorded(
    connection: duckdb.DuckDBPyConnection, table: str, module: str, **values: Any
) -> pd.DataFrame:
    """The same of a record that a bureau may not keep: no rows where there is no such table."""
    known = warehouse.has_table(connection, table)
    return read(connection, module, **values) if known else pd.DataFrame()


def titled(frame: pd.DataFrame, **values: Any) -> pd.DataFrame:
    """The frame with what the title of its chart says in `attrs`."""
    frame.attrs.update(values)
    return frame
