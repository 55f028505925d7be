"""The lines beside a rate that rests on who looked: what other rules of looking would give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import printed

_OTHERS = ("other", "worst")


def of_share(row: Mapping[Any, Any], language: str) -> list[str]:
    """What the share would be under the other treatments, and what is counted nowhere.

    Args:
        row: `other_value`, `worst_value`, `is_inspected`, and, where they are told here,
            `unvisited_count` and `possible_count`.
        language: of the sentences.
    """
    values = {name: row[f"{name}_value"] for name in _OTHERS}
    texts = {
        name: "" if pd.isna(value) else messages.percent(language, value)
        for name, value in values.items()
    }
    return [*_treatments(row, texts, language), *beside(row, language)]


def of_difference(row: Mapping[Any, Any], language: str) -> list[str]:
    """The same for a difference of shares, in percentage points."""
    values = {name: row[f"{name}_value"] for name in _OTHERS}
    texts = {
        name: "" if pd.isna(value) else _points(float(value), language)
        for name, value in values.items()
    }
    return _treatments(row, texts, language)


def beside(row: Mapping[Any, Any], language: str) -> list[str]:
    """Problems found without a visit, and links in doubt: counted beside, never in the figure."""
    counts = {
        name: int(row[f"{name}_count"])
        for name in ("unvisited", "possible")
        if not pd.isna(row.get(f"{name}_count"))
    }
    return [
        messages.say(language, f"looking.{name}", **{f"{name}_count": count})
        for name, count in counts.items()
        if count
    ]


def held(row: Mapping[Any, Any], language: str) -> list[str]:
    """In how many held problems a visit recorded findings without saying which."""
    counts = {name: int(row[f"{name}_count"]) for name in ("held", "unnamed")}
    if not counts["unnamed"]:
        return []
    named = {f"{name}_count": count for name, count in counts.items()}
    return [messages.say(language, "looking.unnamed", **named)]


def _treatments(row: Mapping[Any, Any], texts: Mapping[str, str], language: str) -> list[str]:
    if not all(texts.values()):
        return []
    key = "looking.registers" if bool(row["is_inspected"]) else "looking.calendar"
    return [messages.say(language, key, other_text=texts["other"], worst_text=texts["worst"])]


def _points(difference: float, language: str) -> str:
    points = printed.points(difference, language)
    return messages.say(language, "indicator.points", points_text=points)
