"""Measures drawn by lot with the elements read in them, for people to check the reading."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries, titles

_ELEMENTS = (
    *("owner", "quantity", "time", "frequency"),
    *("standard", "verification", "scope", "consequence"),
)


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", sample_count: int
) -> pd.DataFrame:
    """So many measures of the year, the same draw each time (domain.md 7.3).

    Returns:
        One row per measure: its text, whether each element was read in it, the score.
    """
    return queries.read(connection, __file__, year=year, unit=unit, sample_count=sample_count)


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """Each measure with the elements that were read in it; nothing where there is no measure."""
    if frame.empty:
        return markup.join()
    joint = messages.say(language, "plane_mirror.list")
    rows = [
        [
            row["measure_text"],
            joint.join(
                messages.say(language, f"microscope.element_{name}")
                for name in _ELEMENTS
                if row[f"has_{name}"]
            )
            or None,
            int(row["quantification_score"]),
        ]
        for row in frame.to_dict("records")
    ]
    headings = [
        messages.say(language, f"microscope.column_{name}")
        for name in ("measure_text", "elements", "score")
    ]
    caption = messages.say(language, "microscope.spot_caption", measure_count=len(rows))
    heading = titles.section("microscope.spot", language)
    return markup.join(heading, markup.rows(rows, caption=caption, headings=headings))
