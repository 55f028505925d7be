"""The two indicators that need a model: the median clock with open items, and the funnel of units.

Both give the columns that `analysis.indicators.history` has; no row names a unit.
"""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import outcomes, warehouse

Floats = NDArray[np.float64]
FURTHER_COUNTS = (
    "total_count",
    "closed_count",
    "carried_count",
    "undated_count",
    "untimed_count",
)
_FLAGS = {"reason": "object", "is_inspected": "boolean"}
_MIN_UNITS = 5  # fewer units say nothing of how much units differ


def time_to_close(
    connection: duckdb.DuckDBPyConnection, *, unit: str | None, small_count: int
) -> pd.DataFrame:
    """Median days from finding to closing of each register, open items counted as longer.

    Returns:
        One row per register year: `value`, `low`, `high` in days (Kaplan-Meier; limits where those
        of the curve, which allow for units, cross one half), `numerator` (closed),
        `other_numerator` (still open) and `denominator` (items) of the entries with a clock, and of
        all entries `total_count`, `closed_count`, `carried_count` (filed again: their clock runs
        since the problem was first found), `undated_count` (closed, day unknown) and
        `untimed_count` (without usable dates); `reason` where fewer than half were closed
        (`not_half_closed`) or few items have a clock (`small_number`).
    """
    counts = _read(connection, "time_to_close", unit)
    rows = [
        _median(int(str(year)), days, small_count) for year, days in counts.groupby("register_year")
    ]
    return _frame(rows, "time_to_close")


def outlying_units(
    connection: duckdb.DuckDBPyConnection, *, unit: str | None, small_count: int
) -> pd.DataFrame:
    """How many units stand out in return in the first looked-for period, in either direction.

    A unit counts when the other units, and how much they differ, do not explain its share
    (`statistics.outliers`).

    Returns:
        One row per register year: `value` (units), `numerator` (those with more returns than
        chance explains), `other_numerator` (those with fewer), `denominator` (units compared, each
        with at least `small_count` problems followed), `unit_count` = `value`; `other_value` and
        `worst_value`, how many it would be under the other treatments of unlooked years. A count
        of units has no interval.
    """
    outcomes.treat(connection)
    counts = _read(connection, "outlying_units", unit)
    enough = counts.loc[counts["followed_count"] >= small_count]
    years = sorted(counts.loc[counts["treatment"] == "main", "register_year"].unique())
    rows = [_outside(int(year), enough.loc[enough["register_year"] == year]) for year in years]
    return _frame(rows, "outlying_units")


def _read(connection: duckdb.DuckDBPyConnection, name: str, unit: str | None) -> pd.DataFrame:
    return warehouse.read(connection, warehouse.query(f"indicators/{name}"), unit=unit)


def _frame(rows: list[dict[str, Any]], name: str) -> pd.DataFrame:
    columns = ["register_year", "value", "low", "high", "numerator", "denominator"]
    columns += ["other_numerator", "other_denominator", "unit_count", "reason"]
    columns += [*FURTHER_COUNTS, "other_value", "worst_value", "is_inspected"]
    frame = pd.DataFrame(rows, columns=columns).assign(name=name)
    kinds = dict.fromkeys(("value", "low", "high", "other_value", "worst_value"), "Float64")
    named = ("numerator", "denominator", "other_numerator", "other_denominator", "unit_count")
    counts = (*named, *FURTHER_COUNTS)
    return frame.astype(kinds | dict.fromkeys(counts, "Int64") | _FLAGS)


def _median(year: int, days: pd.DataFrame, small_count: int) -> dict[str, Any]:
    from analysis.statistics import clustered_curves, survival

    ended, left_open = (int(days[f"{name}_count"].sum()) for name in ("ended", "open"))
    row: dict[str, Any] = {
        "register_year": year,
        "numerator": ended,
        "denominator": ended + left_open,
        "other_numerator": left_open,
        **{name: int(days[name].sum()) for name in FURTHER_COUNTS},
    }
    if ended + left_open < small_count:
        return row | {"reason": "small_number"}
    known = days.loc[days["ended_count"] + days["open_count"] > 0]
    curve = clustered_curves.curve(
        known["unit"], known["day_count"], known["ended_count"], known["open_count"]
    )
    median = survival.median(curve)
    if median is None:
        return row | {"reason": "not_half_closed"}
    low, high = (_reached(curve.times, limit) for limit in (curve.low, curve.high))
    return row | {"value": median, "low": low, "high": high}


def _reached(times: Floats, heights: Floats) -> float | None:
    places = np.flatnonzero(heights <= 0.5 + 1e-12)
    return float(times[places[0]]) if len(places) else None


def _outside(year: int, units: pd.DataFrame) -> dict[str, Any]:
    found = {name: _counted(rows) for name, rows in units.groupby("treatment")}
    compared = int((units["treatment"] == "main").sum())
    row: dict[str, Any] = {"register_year": year, "denominator": compared}
    sides = found.get("main")
    if sides is None:
        return row | {"reason": "few_units"}
    above, below = sides
    others = {f"{name}_value": _sum(found.get(name)) for name in ("other", "worst")}
    counts = {"numerator": above, "other_numerator": below, "unit_count": above + below}
    is_inspected = bool(units["is_inspected"].any())
    return row | counts | others | {"value": float(above + below), "is_inspected": is_inspected}


def _counted(units: pd.DataFrame) -> tuple[int, int] | None:
    """Units that stand out above and below; None where too few can be compared."""
    if len(units) < _MIN_UNITS:
        return None
    return _sides(units["returned_count"], units["followed_count"])


def _sum(sides: tuple[int, int] | None) -> float | None:
    return None if sides is None else float(sum(sides))


def _sides(counts: pd.Series[int], totals: pd.Series[int]) -> tuple[int, int]:
    """How many units stand out above and below what the others explain."""
    from analysis.statistics import outliers

    found = outliers.sides(counts, totals)
    return int((found > 0).sum()), int((found < 0).sum())
