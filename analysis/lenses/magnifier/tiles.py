"""The key figures: the small problem that is everywhere, surprise visits, tests, the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from analysis import messages
from analysis.lenses import records


def tiles(frames: Mapping[str, pd.DataFrame], language: str) -> pd.DataFrame:
    """One key figure per part, in the columns of `analysis.markup.tiles`.

    Args:
        frames: `small` (of `small_everywhere`), `visits` (of `announced_yield`), `tests`,
            `clock`; those whose records are lacking have no figure here.
        language: of the words.
    """
    rows = [
        _MADE[name](frame, language)
        for name, frame in frames.items()
        if not records.is_lacking(frame)
    ]
    return pd.DataFrame(rows, columns=["label_text", "value_text", "note_text", "status"])


def _small(frame: pd.DataFrame, language: str) -> dict[str, str]:
    if not frame.attrs["common_count"]:
        return _said("small_none", language, "0")
    values = {name: frame.attrs[name] for name in ("having_count", "looked_count")}
    return _said("small", language, frame.attrs["top_text"], **values)


def _visits(frame: pd.DataFrame, language: str) -> dict[str, str]:
    names = ("interval_text", "surprise_share", "surprise_count", "known_count")
    values = {name: frame.attrs[name] for name in names}
    return _said("visits", language, f"× {frame.attrs['ratio_text']}", **values)


def _tests(frame: pd.DataFrame, language: str) -> dict[str, str]:
    values = {
        name: frame.attrs[name]
        for name in ("session_count", "unrecorded_count", "tested_count", "positive_count")
    }
    if not values["tested_count"]:
        word = messages.say(language, "indicator.status_no_denominator")
        return _said("tests_none", language, word, "no_denominator", **values)
    said = f"{values['positive_count']}/{values['tested_count']}"
    return _said("tests", language, said, **values)


def _clock(frame: pd.DataFrame, language: str) -> dict[str, str]:
    names = ("subject_text", "inspection_year", "day_count", "window_text", "risk_text")
    values = {name: frame.attrs[name] for name in names}
    return _said("clock", language, frame.attrs["share_text"], **values)


def _said(
    key: str, language: str, value: str, status: str = "ok", **told: object
) -> dict[str, str]:
    return {
        "label_text": messages.say(language, f"magnifier.tile_{key.partition('_')[0]}"),
        "value_text": value,
        "note_text": messages.say(language, f"magnifier.tile_{key}_note", **told),
        "status": status,
    }


_MADE: Mapping[str, Callable[[pd.DataFrame, str], dict[str, str]]] = MappingProxyType(
    {"small": _small, "visits": _visits, "tests": _tests, "clock": _clock}
)
