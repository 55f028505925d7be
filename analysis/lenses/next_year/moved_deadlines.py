"""Problems whose deadlines were only moved."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis.lenses import queries


def frame(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row per problem: `move_count`, `slipped_days`; none where no deadline is kept."""
    found = queries.recorded(connection, "linked.slippage", __file__)
    columns = ["problem_id", "move_count", "slipped_days"]
    return found if len(found) else pd.DataFrame(columns=columns)
