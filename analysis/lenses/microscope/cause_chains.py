"""Why, and why again: the chains of causes on record, from the problem to its root."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries

_ROWS = 12


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """The longest chains of the year's issues.

    Returns:
        One row per answer: `subject_text`, `chain_depth` (answers of the issue), `cause_depth`,
        `cause_text`, `measure_text` (the measure that answers this cause, where one is named).
    """
    return queries.recorded(
        connection, "clean.causes", __file__, year=year, unit=unit, row_count=_ROWS
    )


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """Each problem with its causes one below the other; nothing where none is recorded."""
    if frame.empty:
        return markup.join()
    deeper = messages.say(language, "microscope.chain_step")
    rows = [
        [
            part["subject_text"].iloc[0],
            deeper.join(part["cause_text"]),
            next((text for text in part["measure_text"] if isinstance(text, str)), None),
        ]
        for _, part in frame.groupby("issue_id", sort=False)
    ]
    headings = [
        messages.say(language, f"microscope.column_{name}")
        for name in ("subject_text", "causes", "answer")
    ]
    caption = messages.say(language, "microscope.chains_caption", problem_count=len(rows))
    return markup.rows(rows, caption=caption, headings=headings)
