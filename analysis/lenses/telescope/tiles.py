"""The key figures: coverage, word for word, groups asked, suggestions, looking ahead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import records


def tiles(frames: Mapping[str, pd.DataFrame], language: str) -> pd.DataFrame:
    """One key figure per part, in the columns of `analysis.markup.tiles`.

    Args:
        frames: `coverage` (of `plan_coverage`), `wording`, `reach`, `suggestions`, `ahead`; those
            whose records are lacking have no figure here, the page says once which they are.
        language: of the words.
    """
    rows = [
        _MADE[name](frame, language)
        for name, frame in frames.items()
        if not records.is_lacking(frame) and frame.attrs.get("item_count") != 0
    ]
    columns = ["label_text", "value_text", "note_text", "status"]
    return pd.DataFrame(rows, columns=columns)


def _coverage(frame: pd.DataFrame, language: str) -> dict[str, str]:
    if frame.empty:
        return _row("coverage", language, None)
    values = {name: int(frame.attrs[f"{name}"]) for name in ("taken_count", "recurring_count")}
    return _row("coverage", language, frame.attrs["coverage_share"], **values)


def _wording(frame: pd.DataFrame, language: str) -> dict[str, str]:
    if not frame.attrs["has_prior"]:
        return _row("wording", language, None)
    share = frame.attrs["repeated_share"]
    key = "wording_bureau" if frame.attrs["is_bureau"] else "wording"
    return _row(key, language, share, prior_year=frame.attrs["prior_year"])


def _reach(frame: pd.DataFrame, language: str) -> dict[str, str]:
    values = {name: frame.attrs[name] for name in ("reached_count", "defined_count", "group_count")}
    key = "reach" if values["defined_count"] else "reach_undefined"
    said = messages.say(language, f"telescope.tile_{key}_value", **values)
    return _said(key, language, said, "ok", **values)


def _suggestions(frame: pd.DataFrame, language: str) -> dict[str, str]:
    values = {name: frame.attrs[name] for name in ("adopted_count", "received_count")}
    known = not frame.attrs["unreceived_count"]
    key = "suggestions" if known else "suggestions_unreceived"
    said = messages.say(language, f"telescope.tile_{key}_value", **values)
    return _said(key, language, said, "ok" if known else "no_denominator", **values)


def _ahead(frame: pd.DataFrame, language: str) -> dict[str, str]:
    names = ("ahead_count", "item_count", "long_count", "foreseen_count")
    values = {name: int(frame.attrs[name]) for name in names}
    return _row("ahead", language, float(frame.attrs["ahead_share"]), **values)


def _row(key: str, language: str, share: float | None, **values: Any) -> dict[str, str]:
    if share is None:
        said = messages.say(language, "indicator.status_no_baseline")
        return _said(f"{key}_none", language, said, "no_baseline")
    return _said(key, language, messages.percent(language, share), "ok", **values)


def _said(key: str, language: str, value: str, status: str, **values: Any) -> dict[str, str]:
    label = f"telescope.tile_{key.partition('_')[0]}"
    return {
        "label_text": messages.say(language, label),
        "value_text": value,
        "note_text": messages.say(language, f"telescope.tile_{key}_note", **values),
        "status": status,
    }


_MADE: Mapping[str, Callable[[pd.DataFrame, str], dict[str, str]]] = MappingProxyType(
    {
        "coverage": _coverage,
        "wording": _wording,
        "reach": _reach,
        "suggestions": _suggestions,
        "ahead": _ahead,
    }
)
