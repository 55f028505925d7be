"""The measures of the unit's register: what each leaves open, the coarsest first."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries, titles

_COLUMNS = ("measure_text", "subject_text", "quantification_score", "missing_text", "due_date")
_ELEMENT_COUNT = 8


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str) -> pd.DataFrame:
    """One row per measure that the register of `unit` for `year` states in words.

    Returns:
        `issue_id`, `subject_text` and the place of the issue, `measure_text`, `due_date`,
        `closed_date`, `quantification_score` (0 to 8), `is_coarse` and `missing_elements`, the
        elements that it does not state.
    """
    return queries.read(connection, __file__, year=year, unit=unit)


def part(frame: pd.DataFrame, language: str, limit: int) -> markup.Markup:
    """How many measures are coarse, and each with what it leaves open, under their heading."""
    heading = titles.section("unit.measures", language)
    if frame.empty:
        none = messages.say(language, "unit.measures_none")
        return markup.join(heading, markup.element("p", none))
    counts = {"measure_count": len(frame), "coarse_count": int(frame["is_coarse"].sum())}
    told = frame.assign(
        missing_text=[_missing(each, language) for each in frame["missing_elements"]]
    )
    labels = {name: messages.say(language, f"unit.column_{name}") for name in _COLUMNS}
    caption = messages.say(language, "unit.measures_caption")
    return markup.join(
        heading,
        markup.element("p", messages.say(language, "unit.measures_count", **counts)),
        markup.table(told, caption=caption, labels=labels, limit=limit),
    )


def _missing(names: list[str], language: str) -> str:
    if len(names) == _ELEMENT_COUNT:
        return messages.say(language, "unit.missing_all")
    listed = [messages.say(language, f"microscope.element_{name}") for name in names]
    return messages.say(language, "plane_mirror.list").join(listed)
