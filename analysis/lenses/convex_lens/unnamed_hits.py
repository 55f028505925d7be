"""How many problems count as held though visits found something and do not say what."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis.indicators import held


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """How many problems count as held though visits found something and do not say what.

    Returns:
        One row: `held_count` (problems begun up to `year` that inspections looked for and did not
        name again), `unnamed_count` (of these, in how many a visit in the held time recorded
        findings without naming any).
    """
    return held.unnamed_hits(connection, year=year, unit=unit)
