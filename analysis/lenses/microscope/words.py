"""The words of the microscope: what the page rests on, its finding, what cannot be said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis import messages, theme
from analysis.lenses import absent

_LISTED = ("label", "issue_count", "run_count", "first_year", "last_year")
_COPIED = ("subject_text", "register_year", "measure_text", "prior_year", "prior_measure_text")

# Why a chart cannot be drawn → the status that says so in one word.
_STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "no_spells": "no_denominator",
        "no_followed": "too_early",
        "no_measure_text": "no_denominator",
        "few_events": "suppressed",
        "separated": "suppressed",
        "not_converged": "suppressed",
        "no_events": "none_found",
        "no_pairs": "none_found",
        "no_terms": "no_denominator",
        "no_problems": "none_found",
        "no_rule_dates": "no_denominator",
        "too_short": "too_early",
        "gaps": "no_denominator",
    }
)
_EMPTY = {
    "hazard_ratios": "no_terms",
    "unchanged_measures": "no_pairs",
    "chronic_problems": "no_problems",
}


def facts(curves: pd.DataFrame, elements: pd.DataFrame, unit: str, language: str) -> dict[str, str]:
    """What the page rests on, label → text: unit, years, spells followed, measures read."""
    values = printed(curves, language) | {"measure_count": elements.attrs["measure_count"]}
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


def heading(name: str, language: str, **values: Any) -> tuple[str, ...]:
    """Title of a part of the page and, where the catalogue has one, the paragraph below it."""
    key = f"microscope.{name}"
    keys = [key, *([f"{key}_text"] if messages.has(f"{key}_text") else [])]
    return tuple(messages.say(language, each, **values) for each in keys)


def finding(two_years: pd.DataFrame, curves: pd.DataFrame, language: str) -> str:
    """The page in one sentence: the difference at two years, or what stands in its place."""
    if two_years.attrs["has_difference"]:
        return messages.say(language, "microscope.finding", **printed(two_years, language))
    followed = curves.attrs["returned_count"] + curves.attrs["held_count"]
    if followed:
        values = printed(curves, language) | {"followed_count": followed}
        return messages.say(language, "microscope.finding_plain", **values)
    return messages.say(language, f"microscope.unsaid_{curves.attrs['reason']}")


def beside_curves(curves: pd.DataFrame, redated: pd.DataFrame, language: str) -> list[str]:
    """What stands beside the curves: spells not in them, and problems only copied since."""
    values = printed(curves, language) | printed(redated, language)
    keys = ("too_early", "not_looked_for", "copied", "association")
    return [messages.say(language, f"microscope.beside_{key}", **values) for key in keys]


def worst_units(frame: pd.DataFrame, language: str) -> tuple[str, str]:
    """Whether the units that were bad did better than chance, as a heading and a sentence."""
    status = frame.attrs["status"]
    key = "after" if status in ("ok", "complete_pooling") else status
    sentence = messages.say(language, f"microscope.worst_{key}", **printed(frame, language))
    return messages.say(language, "microscope.worst"), sentence


def chronic_rows(frame: pd.DataFrame, row_count: int) -> pd.DataFrame:
    """The problems with the longest runs that still stand in the last register."""
    standing = frame.loc[frame["is_chronic_now"].astype(bool)]
    ordered = standing.sort_values(["run_count", "issue_count"], ascending=False, kind="stable")
    return ordered.loc[:, list(_LISTED)].head(row_count)


def chronic_caption(frame: pd.DataFrame, language: str, row_count: int) -> str:
    """What the list of chronic problems holds."""
    shown = min(row_count, frame.attrs["chronic_now_count"])
    values = printed(frame, language)
    return messages.say(language, "microscope.chronic_caption", shown_count=shown, **values)


def copied_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Measures of the reported year that repeat the last one although the problem came back."""
    chosen = frame["is_unchanged"] & (frame["register_year"] == frame.attrs["register_year"])
    returned = ~frame["is_redated_only"].astype(bool)
    copied: pd.DataFrame = frame.loc[chosen & returned, list(_COPIED)]
    return copied


def copied_caption(frame: pd.DataFrame, language: str) -> str:
    """What the list of copied measures holds."""
    return messages.say(language, "microscope.copied_caption", **printed(frame, language))


def labels(rows: pd.DataFrame, language: str) -> dict[str, str]:
    """Column of a list → its heading."""
    return {str(name): messages.say(language, f"microscope.column_{name}") for name in rows.columns}


def band(name: object, language: str, *, width: int) -> str:
    """A band in words, broken for the chart."""
    return theme.label(messages.say(language, f"microscope.band_{name}"), width=width)


def printed(frame: pd.DataFrame, language: str) -> dict[str, Any]:
    """The attributes of a frame as messages take them, a difference in percentage points."""
    values = {str(key): value for key, value in frame.attrs.items()}
    if "ratio" in values:
        values |= _ratios(values, language)
    if values.get("has_difference"):
        values["coarse_share"] = values["low_returned_count"] / values["low_followed_count"]
        values["quantified_share"] = values["high_returned_count"] / values["high_followed_count"]
    for name in ("difference", "difference_low", "difference_high"):
        if name in values:
            values[f"{name}_text"] = _points(values[name], language)
    if "difference_low" in values:
        within = values["difference_low"] <= 0 <= values["difference_high"]
        key = "association_none" if within else "association_some"
        values["association_text"] = messages.say(language, f"microscope.{key}")
    return values


def reason(frame: pd.DataFrame, name: str) -> str:
    """Why the chart `name` has nothing to draw: a key of the catalogue."""
    if frame.empty and name in _EMPTY:
        return _EMPTY[name]
    if "reason" in frame.attrs:
        return str(frame.attrs["reason"])
    return str(frame["status"].iloc[0])


def status(why: str) -> str:
    """The one word that says so."""
    return absent.status(_STATUSES.get(why, why), why)


def _ratios(values: Mapping[str, Any], language: str) -> dict[str, str]:
    """A ratio with its limits in figures, and whether it is apart from 1."""
    names = ("ratio", "ratio_low", "ratio_high")
    told = {f"{name}_text": messages.number(language, values[name], 2) for name in names}
    within = values["ratio_low"] <= 1 <= values["ratio_high"]
    apart = messages.say(language, f"microscope.apart_{'none' if within else 'some'}")
    expected = messages.number(language, values.get("expected", 0.0), 1)
    return told | {"apart_text": apart, "expected_text": expected}


def _points(difference: float, language: str) -> str:
    """A difference of shares in percentage points, with its sign."""
    sign = "−" if difference < 0 else "+"
    return f"{sign}{messages.number(language, abs(difference) * 100)}"
