"""What stands beside a rate that rests on who looked: what weighs most, and other rules."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import looking

_COUNTING_HELD = ("one_year_return", "quantification_difference")


def heaviest(row: Any, language: str) -> list[str]:
    """What weighs most against a value: it stands under the value, and once on the page."""
    return [
        *(_wordless(row, language) if row["name"] == "one_year_return" else []),
        *(looking.held(row, language) if row["name"] in _COUNTING_HELD else []),
    ]


def more(row: Any, language: str) -> str:
    """What other rules of looking would give: behind the note, for those who ask."""
    if row["status"] != "ok":
        return ""
    said = []
    if row["name"] == "quantification_difference":
        said = looking.of_difference(row, language)
    elif row["name"] == "outlying_units":
        said = looking.of_count(row, language)
    elif row["name"] == "one_year_return":
        said = [*_within(row, language), *looking.of_share(row, language)]
    return messages.say(language, "indicator.joint").join(said)


def _wordless(row: Any, language: str) -> list[str]:
    """How many have no measure in words, as in code lists: a day of correction is all there is."""
    if pd.isna(row["wordless_count"]) or not row["wordless_count"]:
        return []
    return [messages.say(language, "looking.wordless", wordless_count=row["wordless_count"])]


def _within(row: Any, language: str) -> list[str]:
    if not row["dated_count"]:
        return []
    counts = {name: row[name] for name in ("within_count", "dated_count")}
    return [messages.say(language, "looking.within", **counts)]
