"""What page one rests on: units, registers, issues, files, rows and rejects."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis.lenses import queries


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """What the page rests on, in one row: units, registers, issues, files, rows and rejects."""
    return queries.read(connection, __file__, year=year)
