"""The words of the microscope: what the page rests on, its finding, what cannot be said."""

from __future__ import annotations

import pandas as pd

from analysis import messages
from analysis.lenses.microscope import comparisons


def facts(curves: pd.DataFrame, elements: pd.DataFrame, unit: str, language: str) -> dict[str, str]:
    """What the page rests on, label → text: unit, years, spells followed, measures read."""
    values = comparisons.values(curves, language) | {
        "measure_count": elements.attrs["measure_count"]
    }
    followed = values["returned_count"] + values["held_count"]
    values["followed_count"] = followed
    who = unit or messages.say(language, "microscope.all_units")
    return {
        messages.say(language, "microscope.fact_unit"): who,
        messages.say(language, "microscope.fact_year"): str(values["register_year"]),
        **{
            messages.say(language, f"microscope.fact_{name}"): messages.say(
                language, f"microscope.fact_{name}_text", **values
            )
            for name in ("followed", "measures")
        },
    }


def finding(two_years: pd.DataFrame, curves: pd.DataFrame, language: str) -> str:
    """The page in one sentence: the difference at two years, or what stands in its place."""
    if two_years.attrs["has_difference"]:
        return messages.say(
            language, "microscope.finding", **comparisons.values(two_years, language)
        )
    followed = curves.attrs["returned_count"] + curves.attrs["held_count"]
    if followed:
        values = comparisons.values(curves, language) | {"followed_count": followed}
        return messages.say(language, "microscope.finding_plain", **values)
    return messages.say(language, f"microscope.unsaid_{curves.attrs['reason']}")


def limits(curves: pd.DataFrame, redated: pd.DataFrame, language: str) -> list[str]:
    """What stands beside the curves: spells not in them, and problems only copied since."""
    values = comparisons.values(curves, language) | comparisons.values(redated, language)
    keys = ("too_early", "not_looked_for", "copied", "association")
    return [messages.say(language, f"microscope.beside_{key}", **values) for key in keys]
