"""Problems that count as held though a visit may have found them: it does not say what it found."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import warehouse


def unnamed_hits(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """How many problems count as held though visits found something and do not say what.

    Returns:
        At most one row: `held_count` (problems begun up to `year` that inspections looked for and
        did not name again), `unnamed_count` (of these, in how many a visit in the held time
        recorded findings without naming any). None where nobody inspects.
    """
    if not warehouse.has_table(connection, "clean.inspections"):
        return pd.DataFrame({"held_count": [], "unnamed_count": []})
    query = warehouse.query("indicators/unnamed_hits")
    return warehouse.read(connection, query, year=year, unit=unit)
