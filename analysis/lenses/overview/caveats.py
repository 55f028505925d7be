"""What weighs most against the share of re-dated issues, to stand under the number itself."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from analysis import messages
from analysis.lenses import queries


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """One row: `flagged_count` of `year`, `open_count` of their earlier entries, `unasked_count`.

    An earlier entry that was never closed may be unfinished business; where a form has no column
    for what is carried over (`unasked_count`), nobody could say so.
    """
    return queries.read(connection, __file__, year=year)


def sentence(frame: pd.DataFrame, language: str) -> str:
    """Both counts in a sentence; nothing where no flag stands or nothing weighs against them."""
    row: dict[Any, Any] = frame.to_dict("records")[0]
    said = [
        messages.say(language, f"overview.caveat_{name}{_whole(row, name)}", **row)
        for name in ("open", "unasked")
        if row[f"{name}_count"]
    ]
    return messages.say(language, "indicator.joint").join(said)


def _whole(row: dict[Any, Any], name: str) -> str:
    return "_all" if row[f"{name}_count"] == row["flagged_count"] else ""
