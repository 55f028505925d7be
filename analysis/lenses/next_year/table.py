"""The focus as a table in words: on the page, and to paste into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import markup, messages
from analysis.lenses.next_year import matters

COLUMNS = (
    *("rank_number", "problem", "units", "weight", "lacking", "worked"),
    *("asked", "planned"),
)
_ROWS = 25


def told(frame: pd.DataFrame, language: str, limit: int | None = None) -> pd.DataFrame:
    """One row per problem in words, in the columns that `headings` names."""
    rows = frame.head(limit) if limit else frame
    return pd.DataFrame([_row(row, language) for row in rows.to_dict("records")], columns=COLUMNS)


def headings(language: str) -> dict[str, str]:
    """Column → what stands above it."""
    return {name: messages.say(language, f"next_year.column_{name}") for name in COLUMNS}


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The heaviest rows on the page."""
    if frame.empty:
        return markup.join()
    rows = told(frame, language, _ROWS)
    caption = messages.say(language, "next_year.caption", row_count=len(rows), all_count=len(frame))
    return markup.table(rows, caption=caption, labels=headings(language))


def _row(row: Mapping[Any, Any], language: str) -> dict[str, Any]:
    lacks = [messages.say(language, f"microscope.element_{name}") for name in row["lacks"]]
    states = {True: "planned", False: "not_planned"}
    is_planned = states.get(row["is_planned"], "no_plan")
    return {
        "rank_number": row["rank_number"],
        "problem": row["label"],
        "units": row["units_text"],
        "weight": matters.weighed(row, language),
        "lacking": messages.say(language, "next_year.joint").join(lacks) or "–",
        "worked": _worked(row, language),
        "asked": _asked(row, language),
        "planned": messages.say(language, f"next_year.{is_planned}"),
    }


def _worked(row: Mapping[Any, Any], language: str) -> str:
    if not isinstance(row["worked_text"], str):
        return messages.say(language, "next_year.nothing_held")
    return messages.say(
        language,
        "next_year.worked",
        measure_text=row["worked_text"],
        unit_text=row["worked_unit"],
        looked_count=int(row["worked_years"]),
    )


def _asked(row: Mapping[Any, Any], language: str) -> str:
    """Who has the problem, who answers for it, and whose measure held."""
    who = [str(row["units_text"])]
    if isinstance(row["owner_role"], str):
        who.append(row["owner_role"])
    if isinstance(row["worked_unit"], str) and row["worked_unit"] not in who[0]:
        said = messages.say(language, "next_year.as_example", unit_text=row["worked_unit"])
        who.append(said)
    return messages.say(language, "next_year.joint").join(who)
