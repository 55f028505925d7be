"""What really changed since the year before: up, down, or nothing beyond chance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

Shape = Literal["up", "down", "same", "unknown"]

POINTS = 6  # years of a spark line, the reported one last
_ASIDE = ("redated_confirmed", "coarse_measures", "outlying_units")
# They stand in the tile of another value, or are a count without an interval.


_VALUES = ("name", "register_year", "value", "low", "high", "definition_version")


def frame(history: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """How each indicator stands to the year before `year`, one row per name.

    A change is real where the 95 % interval of the difference leaves out zero. The interval comes
    from those of both years: L = d - √((v₁-l₁)² + (u₀-v₀)²), U = d + √((u₁-v₁)² + (v₀-l₀)²), the
    square-and-add of Newcombe for any two estimates (Zou, G. Y. and Donner, A. (2008), Statistics
    in Medicine 27: 1693-1702). Values that rest on the same problems in both years vary together,
    so that the interval is rather too wide: what is called real is so.

    Args:
        history: what `indicators.history` gives.
        year: the register year reported on.

    Returns:
        `name`, `shape` (`up`, `down`, `same`; `unknown` where either year has no value) and
        `points`, the values of the last `POINTS` years in order, None for a year without one.
    """
    told = history.loc[~history["name"].isin(_ASIDE) & (history["register_year"] <= year)]
    rows = [
        {
            "name": name,
            "shape": shape(_of(values, year - 1), _of(values, year)),
            "points": [_value(_of(values, at)) for at in range(year - POINTS + 1, year + 1)],
        }
        for name, values in told.groupby("name", sort=True)
    ]
    return pd.DataFrame(rows, columns=["name", "shape", "points"])


def _of(values: pd.DataFrame, year: int) -> dict[Any, Any]:
    found = values.loc[values["register_year"] == year].to_dict("records")
    return found[0] if found else {}


def _value(row: dict[Any, Any]) -> float | None:
    return None if not row or pd.isna(row["value"]) else float(row["value"])


def _is_told(row: Mapping[Any, Any]) -> bool:
    return bool(row) and not any(pd.isna(row[name]) for name in ("value", "low", "high"))


def values(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The values of `indicators.table` as plain numbers, for a later edition to compare with."""
    told = table.loc[(table["status"] == "ok") & ~table["name"].isin(_ASIDE), list(_VALUES)]
    return [
        {str(name): _plain(value) for name, value in row.items()} for row in told.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else round(float(value), 6)


def shape(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> Shape:
    """How the value of `now` stands to that of `before`, each with `value`, `low` and `high`."""
    if not (_is_told(before) and _is_told(now)):
        return "unknown"
    difference = float(now["value"] - before["value"])
    below = math.hypot(now["value"] - now["low"], before["high"] - before["value"])
    above = math.hypot(now["high"] - now["value"], before["value"] - before["low"])
    if difference - below > 0:
        return "up"
    return "down" if difference + above < 0 else "same"
