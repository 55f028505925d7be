"""How many items look further than the year, or foresee a difficulty."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis.lenses import queries
from analysis.lenses.telescope import plans as choice


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """How many items reach beyond twelve months or name a difficulty that is foreseen.

    Returns:
        One row: `item_count`, `long_count` (horizon beyond twelve months), `foreseen_count`,
        `ahead_count` (either), `dated_count` (items with a date), `ahead_share`.
    """
    found = choice.read(connection, __file__, year=year, unit=unit)
    if found.empty or not found["item_count"].iloc[0]:
        return queries.titled(pd.DataFrame(), item_count=0)
    share = found["ahead_count"] / found["item_count"]
    found = found.assign(ahead_share=share)
    return queries.titled(found, **{str(k): v for k, v in found.iloc[0].items()})
