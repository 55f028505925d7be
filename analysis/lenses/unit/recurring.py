"""The problems that stood in more than one register of the unit, the most frequent first."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries, titles

_COLUMNS = (
    *("subject_text", "first_year", "last_year", "register_count"),
    *("redated_count", "state_text", "outcome_text"),
)


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str) -> pd.DataFrame:
    """One row per problem of at least two registers of `unit` up to `year`.

    Returns:
        `problem_id`, `subject_text` (of its last entry), `first_year`, `last_year`,
        `register_count`, `redated_count` (entries flagged as only re-dated), `is_closed` (the
        last entry), `outcome` (of its last measure; missing where no measure was followed).
    """
    return queries.read(connection, __file__, year=year, unit=unit)


def part(frame: pd.DataFrame, language: str, limit: int) -> markup.Markup:
    """The problems under their heading; a sentence where none recurs."""
    heading = titles.section("unit.recurring", language)
    if frame.empty:
        none = messages.say(language, "unit.recurring_none")
        return markup.join(heading, markup.element("p", none))
    told = frame.assign(
        state_text=[_state(closed, language) for closed in frame["is_closed"]],
        outcome_text=[_outcome(outcome, language) for outcome in frame["outcome"]],
    )
    caption = messages.say(language, "unit.recurring_caption", problem_count=len(frame))
    labels = {name: messages.say(language, f"unit.column_{name}") for name in _COLUMNS}
    return markup.join(heading, markup.table(told, caption=caption, labels=labels, limit=limit))


def _state(is_closed: bool, language: str) -> str:
    return messages.say(language, "unit.closed" if is_closed else "unit.open")


def _outcome(outcome: str, language: str) -> str:
    key = "unfollowed" if pd.isna(outcome) else outcome
    return messages.say(language, f"unit.outcome_{key}")
