"""The words of the plane mirror: what the page rests on, its finding, what cannot be said."""

from __future__ import annotations

import pandas as pd

from analysis import messages
from analysis.lenses import judged, printed
from analysis.lenses.plane_mirror import units


def facts(by_unit: pd.DataFrame, unit: str, language: str) -> dict[str, str]:
    """What the page rests on, label → text: unit, register year, issues compared."""
    totals = printed.values(by_unit, language)
    compared = "text" if totals["compared_count"] else "none"
    who = unit or messages.say(language, "plane_mirror.all_units", **totals)
    return {
        messages.say(language, "plane_mirror.fact_unit"): who,
        messages.say(language, "plane_mirror.fact_year"): str(totals["register_year"]),
        messages.say(language, "plane_mirror.fact_compared"): messages.say(
            language, f"plane_mirror.fact_compared_{compared}", **totals
        ),
    }


def finding(by_unit: pd.DataFrame, language: str) -> str:
    """The page in one sentence, or why there is no share."""
    totals = printed.values(by_unit, language)
    if totals["compared_count"]:
        share = totals["flagged_count"] / totals["compared_count"]
        key = f"plane_mirror.finding{units.ending(by_unit)}"
        said = messages.say(language, key, **totals, flagged_share=share)
    else:
        said = messages.say(language, f"plane_mirror.unsaid_{totals['reason']}")
    return judged.with_first(said, totals["first_flagged_count"], language)


def limits(flagged: pd.DataFrame, language: str) -> list[str]:
    """What the page cannot say of flags, of issues without one, and of what nobody tested."""
    values = printed.values(flagged, language)
    keys = ["reuse", "rewritten", "names", "untested"]
    keys += ["unasked"] if values["unasked_count"] else []
    said = [messages.say(language, f"plane_mirror.limit_{key}", **values) for key in keys]
    return [*said, messages.say(language, "looking.intervals")]
