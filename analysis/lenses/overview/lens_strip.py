"""The second row of page one: of each lens its headline number, how it stands, and its page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis import messages, settings, statistics
from analysis.indicators import moves
from analysis.lenses import records
from analysis.lenses.overview import changed, key_figures

# The lenses whose headline is one of the ten indicators.
_INDICATORS: Mapping[str, str] = MappingProxyType(
    {
        "plane_mirror": "redated_flagged",
        "microscope": "one_year_return",
        "convex_lens": "time_to_close",
    }
)
_ORDER = ("telescope", "plane_mirror", "magnifier", "microscope", "convex_lens")


def tiles(
    table: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    language: str,
    limits: settings.Settings,
    *,
    moved: pd.DataFrame,
) -> pd.DataFrame:
    """One key figure per lens, in the columns of `analysis.markup.tiles`, with a link to its page.

    Args:
        table: what `indicators.table` gives.
        frames: `coverage` and `prior_coverage` (of the telescope's `plan_coverage`, this year and
            the year before), `small` (of `small_everywhere`), `visits` (of `announced_yield`).
        language: one of `messages.LANGUAGES`.
        limits: the settings.
        moved: what `indicators.moves.frame` gives.
    """
    made = {
        "telescope": _telescope(frames, language),
        "magnifier": _magnifier(frames, language),
        **{
            lens: _indicator(table, name, moved, language, limits)
            for lens, name in _INDICATORS.items()
        },
    }
    return pd.DataFrame([_page(lens, language) | made[lens] for lens in _ORDER])


def _page(lens: str, language: str) -> dict[str, Any]:
    return {
        "state_text": "",
        "points": [],
        "points_text": "",
        "label_text": messages.say(language, f"{lens}.title"),
        "href": f"{lens}.html",
        "href_text": messages.say(language, f"{lens}.question"),
    }


def _indicator(
    table: pd.DataFrame, name: str, moved: pd.DataFrame, language: str, limits: settings.Settings
) -> dict[str, Any]:
    row: Any = table.set_index("name", drop=False).loc[name]
    shapes = moved.set_index("name", drop=False).to_dict("index")
    note = messages.say(language, f"indicator.{name}")
    if row["status"] != "ok":
        why = key_figures.why(row, language, limits.publish.small_count)
        note = messages.say(language, "overview.strip_why", name_text=note, why_text=why)
    return {
        "value_text": key_figures.value(row, language),
        "note_text": note,
        "status": row["status"],
        **changed.of(row, shapes.get(name), language),
    }


def _telescope(frames: Mapping[str, pd.DataFrame], language: str) -> dict[str, Any]:
    coverage = frames["coverage"]
    if records.is_lacking(coverage):
        return _silent("no_denominator", records.lines([coverage], language)[0], language)
    if coverage.empty:
        return _silent(
            "none_found", messages.say(language, "overview.strip_no_recurring"), language
        )
    counts = {name: int(coverage.attrs[name]) for name in ("taken_count", "recurring_count")}
    return {
        "value_text": messages.percent(language, coverage.attrs["coverage_share"]),
        "note_text": messages.say(language, "overview.strip_coverage", **counts),
        "status": "ok",
        "state_text": _shape(frames["prior_coverage"].attrs, counts, language),
    }


def _magnifier(frames: Mapping[str, pd.DataFrame], language: str) -> dict[str, Any]:
    small, visits = frames["small"], frames["visits"]
    if records.is_lacking(small):
        return _silent("no_denominator", records.lines([small], language)[0], language)
    found = not records.is_lacking(visits)
    ratio = "strip_yield" if found else "strip_no_yield"
    values = {name: visits.attrs[f"{name}_text"] for name in ("ratio", "interval")} if found else {}
    beside = messages.say(
        language, f"overview.{ratio}", **{f"{name}_text": text for name, text in values.items()}
    )
    if not small.attrs["common_count"]:
        said = _silent("none_found", messages.say(language, "overview.strip_no_common"), language)
        return said | {"note_text": _joined(said["note_text"], beside, language)}
    counts = {name: small.attrs[name] for name in ("having_count", "looked_count")}
    note = messages.say(language, "overview.strip_small", **counts)
    return {
        "value_text": small.attrs["top_text"],
        "note_text": _joined(note, beside, language),
        "status": "ok",
    }


def _shape(before: Mapping[Any, Any], now: Mapping[str, int], language: str) -> str:
    """How the share of problems taken up stands to that of the plan before, by its shape."""
    if not before.get("recurring_count"):
        return ""
    then, since = (
        _interval(int(each["taken_count"]), int(each["recurring_count"])) for each in (before, now)
    )
    return messages.say(language, f"overview.shape_{moves.shape(then, since)}")


def _interval(part: int, whole: int) -> dict[str, float]:
    low, high = statistics.wilson(part, whole)
    return {"value": part / whole, "low": low, "high": high}


def _silent(status: str, why: str, language: str) -> dict[str, Any]:
    word = messages.say(language, f"indicator.status_{status}")
    return {"value_text": word, "note_text": why, "status": status}


def _joined(first: str, second: str, language: str) -> str:
    return messages.say(language, "indicator.joint").join([first, second])
