"""The words of the microscope: what the page rests on, its finding, what cannot be said."""

from __future__ import annotations

import pandas as pd

from analysis import messages
from analysis.lenses import looking
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


def finding(
    two_years: pd.DataFrame, curves: pd.DataFrame, ratios: pd.DataFrame, language: str
) -> str:
    """The page in one sentence: the difference at two years and what explains it, or why none."""
    if two_years.attrs["has_difference"]:
        values = comparisons.values(two_years, language)
        said = messages.say(language, "microscope.finding", **values)
        return messages.say(language, "indicator.joint").join([said, verdict(ratios, language)])
    followed = curves.attrs["returned_count"] + curves.attrs["held_count"]
    if followed:
        values = comparisons.values(curves, language) | {"followed_count": followed}
        return messages.say(language, "microscope.finding_plain", **values)
    return messages.say(language, f"microscope.unsaid_{curves.attrs['reason']}")


def verdict(ratios: pd.DataFrame, language: str) -> str:
    """Whether chance and what else is known explain the difference, or why nobody can tell."""
    if "ratio" in ratios.attrs:
        key = "microscope.verdict" if ratios.attrs["severity_count"] else "microscope.verdict_plain"
        return messages.say(language, key, **comparisons.values(ratios, language))
    why = messages.say(language, f"microscope.unsaid_{ratios.attrs['reason']}")
    return messages.say(language, "microscope.verdict_none", why_text=why)


def limits(
    curves: pd.DataFrame, redated: pd.DataFrame, hits: pd.DataFrame, language: str
) -> list[str]:
    """What stands beside the curves: what is not in them, and what the intervals refer to."""
    values = comparisons.values(curves, language) | comparisons.values(redated, language)
    counted = ("too_early", "not_looked_for", "copied")
    keys = [*(key for key in counted if values[f"{key}_count"]), "association"]
    said = [messages.say(language, f"microscope.beside_{key}", **values) for key in keys]
    named = {name: int(hits[name].sum()) for name in ("held_count", "unnamed_count")}
    return [
        *said,
        *looking.beside(curves.attrs, language),
        *looking.held(named, language),
        messages.say(language, "looking.intervals"),
    ]
