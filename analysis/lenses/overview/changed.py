"""What really changed since last year: in sentences, and under each number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages

_SHAPES = ("up", "down", "same")
# Last year's value is no other one (it pools all years), or is a count without an interval.
_UNCOMPARED = ("quantification_difference", "outlying_units")


def sentences(moves: pd.DataFrame, *, year: int, language: str) -> list[str]:
    """One sentence for each shape that an indicator has; one in their place where none has any."""
    joint = messages.say(language, "overview.changed_joint")
    told = moves.loc[~moves["name"].isin(_UNCOMPARED)]
    said = []
    for shape in _SHAPES:
        names = told.loc[told["shape"] == shape, "name"]
        if len(names):
            listed = joint.join(messages.say(language, f"indicator.{name}") for name in names)
            values = {"prior_year": year - 1, "names_text": listed, "name_count": len(names)}
            said.append(messages.say(language, f"overview.changed_{shape}", **values))
    return said or [messages.say(language, "overview.changed_none", prior_year=year - 1)]


def of(row: Any, move: Mapping[Any, Any] | None, language: str) -> dict[str, Any]:
    """`state_text`, last year's value and what its change amounts to, and the line of the years.

    Args:
        row: of `indicators.table`.
        move: the row of `indicators.moves.frame` of the same name, if there is one.
        language: one of `messages.LANGUAGES`.
    """
    is_told = row["status"] == "ok" and row["name"] not in _UNCOMPARED
    before = [_before(row, language)] if is_told and not pd.isna(row["prior_value"]) else []
    if move is None or not is_told:
        return {"state_text": "".join(before), "points": [], "points_text": ""}
    shape = [messages.say(language, f"overview.shape_{move['shape']}")] if before else []
    return {
        "state_text": messages.say(language, "indicator.joint").join([*shape, *before]),
        "points": move["points"],
        "points_text": _told(row, move["points"], language),
    }


def digits(row: Any) -> int:
    """One decimal where whole per cents would hide a change, and on shares of few per cent."""
    if pd.isna(row["prior_value"]) or row["value"] == row["prior_value"]:
        return 0
    is_small = min(row["value"], row["prior_value"]) < 0.05
    return int(is_small or round(row["value"] * 100) == round(row["prior_value"] * 100))


def _before(row: Any, language: str) -> str:
    """The value of the year before; returns are those of measures that began two years before."""
    key = "prior_cohort" if row["name"] == "one_year_return" else "prior"
    return messages.say(
        language,
        f"indicator.{key}",
        prior_year=row["register_year"] - 1,
        cohort_year=row["register_year"] - 2,
        prior_text=_printed(row, row["prior_value"], language),
    )


def _told(row: Any, points: list[float | None], language: str) -> str:
    """The values of the line for those who hear it: year and value, one after the other."""
    first = int(row["register_year"]) - len(points) + 1
    values = [
        messages.say(
            language,
            "overview.spark_point",
            point_year=first + place,
            value_text=_printed(row, value, language),
        )
        for place, value in enumerate(points)
        if value is not None
    ]
    return messages.say(language, "overview.changed_joint").join(values)


def _printed(row: Any, value: float, language: str) -> str:
    if row["name"] == "time_to_close":
        return messages.say(language, "indicator.time_to_close_value", value_count=value)
    return messages.percent(language, value, digits(row))
