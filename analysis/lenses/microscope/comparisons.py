"""Differences and ratios in words, and whether they are apart from none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import printed


def values(frame: pd.DataFrame, language: str) -> dict[str, Any]:
    """The attributes of a frame as the messages of the microscope print them.

    A `difference` of shares gets `association_text`, a `ratio` gets `apart_text`: whether its
    interval holds no difference at all.
    """
    named = printed.values(frame, language)
    if "ratio" in named:
        named |= _ratios(named, language)
    if "difference_low" in named:
        within = named["difference_low"] <= 0 <= named["difference_high"]
        key = "association_none" if within else "association_some"
        named["association_text"] = messages.say(language, f"microscope.{key}")
    return named


def _ratios(values: Mapping[str, Any], language: str) -> dict[str, str]:
    """A ratio with its limits in figures, and whether it is apart from 1."""
    names = ("ratio", "ratio_low", "ratio_high")
    told = {f"{name}_text": messages.number(language, values[name], 2) for name in names}
    within = values["ratio_low"] <= 1 <= values["ratio_high"]
    apart = messages.say(language, f"microscope.apart_{'none' if within else 'some'}")
    expected = messages.number(language, values.get("expected", 0.0), 1)
    return told | {"apart_text": apart, "expected_text": expected}
