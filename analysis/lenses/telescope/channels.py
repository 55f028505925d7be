"""How opinions were asked for: meetings, seminars, letters."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries
from analysis.lenses.telescope import plans as choice


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """One row per channel: `event_count`, `attendee_count` (missing where nobody counted)."""
    tables = ("clean.consultations",)
    found = choice.read_of_year(connection, __file__, tables, year=year, unit=unit)
    count = int(found["event_count"].sum()) if len(found) else 0
    return queries.titled(found, event_count=count)


def told(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The channels with their numbers, in one line; nothing where nobody was asked."""
    if frame.empty:
        return markup.join()
    each = [f"{row['channel']} × {row['event_count']}" for row in frame.to_dict("records")]
    told = messages.say(language, "telescope.joint").join(each)
    said = messages.say(language, "telescope.channels", channels_text=told)
    return markup.note(said)
