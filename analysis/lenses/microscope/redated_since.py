"""How many spells saw only a re-dated copy of their problem since: it proves no looking."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis.lenses import queries


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """How many spells saw only a re-dated copy of their problem since: it proves no looking."""
    counts = queries.read(connection, __file__, year=year, unit=unit)
    sums = {name: int(counts[name].sum()) for name in ("spell_count", "copied_count")}
    return queries.titled(counts, **sums)
