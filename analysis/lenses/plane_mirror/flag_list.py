"""The flags as a list that is searched, sorted and answered: each row leads to its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import markup, messages
from analysis.lenses import places

_COLUMNS = ("card", "unit", "now", "before", "class", "verdict", "reply")


def table(cases: pd.DataFrame, language: str, *, caption: str, unit: str = "") -> markup.Markup:
    """One row per flag, in the order of its cards; the number of each leads to its card.

    Args:
        cases: what `evidence_cards.frame` gives.
        language: one of `messages.LANGUAGES`.
        caption: what the rows are.
        unit: the unit that the page is about; its name stands in no row.
    """
    names = [name for name in _COLUMNS if not (unit and name == "unit")]
    rows = (_row(place, row, language) for place, row in enumerate(cases.to_dict("records"), 1))
    return markup.rows(
        ([row[name] for name in names] for row in rows),
        caption=caption,
        headings=[messages.say(language, f"plane_mirror.column_{name}") for name in names],
    )


def ordered(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases unit by unit, the unit with most flags first; within a unit as they stood."""
    counts = cases.groupby("unit", sort=True).size().sort_values(ascending=False, kind="stable")
    place = cases["unit"].map({unit: place for place, unit in enumerate(counts.index)})
    ranked: pd.DataFrame = cases.assign(place=place).sort_values("place", kind="stable")
    return ranked.drop(columns="place").reset_index(drop=True)


def _row(place: int, row: Mapping[Any, Any], language: str) -> dict[str, Any]:
    return {
        "card": markup.element("a", str(place), href=f"#issue-{row['issue_id']}"),
        "unit": row["unit"],
        "now": _entry(row, "", language),
        "before": _entry(row, "prior_", language),
        "class": messages.say(language, f"class.{row['shown_class']}"),
        "verdict": messages.say(language, f"class.verdict_{row['status']}"),
        "reply": "" if pd.isna(row["reply_text"]) else str(row["reply_text"]),
    }


def _entry(row: Mapping[Any, Any], prefix: str, language: str) -> str:
    place = places.place(row, prefix, language)
    text = str(row[f"{prefix}issue_text"])
    return messages.say(language, "plane_mirror.listed", text=text, place_text=place)
