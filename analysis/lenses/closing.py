"""How many entries were closed, of how many, and what the median number of days rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages

# Counts that stand beside those of the clock itself, with the columns that queries give them.
COUNTS = ("total_count", "closed_count", "aside_count", "aside_closed_count", "untimed_count")


def sentence(row: Mapping[Any, Any], language: str) -> str:
    """How many of all entries were closed, which are set aside, and when half of the rest were.

    Args:
        row: the counts of `COUNTS`, `item_count` (entries with a clock) and `median_days`
            (missing where fewer than half of them were closed).
        language: of the sentence.
    """
    values = {name: int(row[name]) for name in (*COUNTS, "item_count")}
    aside = _aside(values, language)
    key = "closing.aside" if aside else "closing.plain"
    if pd.isna(row["median_days"]):
        return messages.say(language, f"{key}_open", aside_text=aside, **values)
    days = float(row["median_days"])
    return messages.say(language, key, aside_text=aside, median_days=days, **values)


def _aside(values: Mapping[str, int], language: str) -> str:
    """The entries that have no clock: suspected copies, then those without usable dates."""
    parts = []
    if values["aside_count"]:
        key = "closing.copies_some" if values["aside_closed_count"] else "closing.copies_open"
        parts.append(messages.say(language, key, **values))
    if values["untimed_count"]:
        parts.append(messages.say(language, "closing.untimed", **values))
    return messages.say(language, "closing.joint").join(parts)
