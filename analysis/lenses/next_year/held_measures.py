"""What worked: the measure for the same subject that held longest, and where."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis.lenses import queries


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """The best-held measure of each unit for each subject, the longest held first.

    Returns:
        `subject_key`, `unit`, `looked_for_years` (in which the problem was not seen again),
        `measure_text`, `quantification_score`.
    """
    return queries.read(connection, __file__, year=year)
