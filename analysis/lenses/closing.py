"""How many entries were closed, of how many, and what the median number of days rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages

# Counts that stand beside those of the clock itself, with the columns that queries give them.
COUNTS = ("total_count", "closed_count", "carried_count", "undated_count", "untimed_count")


def sentence(row: Mapping[Any, Any], language: str) -> str:
    """How many of all entries were closed, when half of them were, and what the clock leaves out.

    Args:
        row: the counts of `COUNTS`, `item_count` (entries with a clock) and `median_days`
            (missing where fewer than half of them were closed).
        language: of the sentence.
    """
    values = {name: int(row[name]) for name in (*COUNTS, "item_count")}
    aside = _aside(values, language)
    key = "closing.aside" if aside else "closing.plain"
    is_open = pd.isna(row["median_days"])
    days = {} if is_open else {"median_days": float(row["median_days"])}
    said = messages.say(
        language, f"{key}_open" if is_open else key, aside_text=aside, **values, **days
    )
    if not values["carried_count"]:
        return said
    return messages.say(language, "closing.carried", closing_text=said, **values)


def _aside(values: Mapping[str, int], language: str) -> str:
    """The entries that have no clock: closed on an unknown day, or without usable dates."""
    names = [name for name in ("undated", "untimed") if values[f"{name}_count"]]
    parts = [messages.say(language, f"closing.{name}", **values) for name in names]
    return messages.say(language, "closing.joint").join(parts)
