"""Two-year return under coarse and under quantified measures, from life tables that know units."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb
import pandas as pd

from analysis import outcomes, warehouse

BAND_UNITS = 3  # units that a band must stand in: with fewer, units and measures are the same thing
_PERIODS = 2


class Band(NamedTuple):
    """A band of measures after two looked-for years."""

    estimate: Any  # of `statistics.clustered`; None where fewer than asked were followed so long
    returned_count: int
    followed_count: int
    unit_count: int


def quantification_difference(
    connection: duckdb.DuckDBPyConnection, *, unit: str | None, small_count: int
) -> pd.DataFrame:
    """Share back within two looked-for years under coarse measures less that under quantified ones.

    Spells begun up to each register year, as known now: what the curves of the microscope say.

    Returns:
        One row per register year: `value`, `low`, `high` (from the intervals of both life tables,
        which allow for units), `share`, `other_share`, `numerator` of `denominator` and
        `other_numerator` of `other_denominator` (came back by then, followed at all), `other_value`
        and `worst_value` (the difference under the other treatments of unlooked years),
        `unvisited_count` and `possible_count` (beside the figure), or `reason`: `no_two_bands`,
        `small_number`, `few_band_units`.
    """
    outcomes.treat(connection)
    query = warehouse.query("indicators/quantification_difference")
    counts = warehouse.read(connection, query, unit=unit)
    found = warehouse.read(connection, warehouse.query("indicators/found_beside"), unit=unit)
    filed = warehouse.rows(connection, warehouse.query("indicators/register_years"))
    rows = [
        _row(int(year), _up_to(counts, year), unit, small_count) | _beside(_up_to(found, year))
        for year, *_ in filed
    ]
    return pd.DataFrame(rows).assign(name="quantification_difference")


def band(counts: pd.DataFrame, small_count: int) -> Band:
    """The share of one band returned within two periods.

    Args:
        counts: `unit`, `period`, `event_count`, `trial_count` of that band.
        small_count: problems that must have been at risk in the second period.
    """
    from analysis.statistics import clustered

    if counts.empty:
        return Band(None, 0, 0, 0)
    table = clustered.life_table(
        counts["unit"], counts["period"], counts["event_count"], counts["trial_count"]
    )
    is_long = len(table.shares) >= _PERIODS and table.at_risk[_PERIODS - 1] >= max(small_count, 1)
    return Band(
        table.shares[_PERIODS - 1] if is_long else None,
        int(table.events[:_PERIODS].sum()),
        int(table.at_risk[0]),
        int(counts["unit"].nunique()),
    )


def is_apart(one: Band, other: Band, *, is_one_unit: bool) -> bool:
    """Whether both bands stand in enough units that measures do not just stand for units."""
    return is_one_unit or min(one.unit_count, other.unit_count) >= BAND_UNITS


def _row(year: int, counts: pd.DataFrame, unit: str | None, small_count: int) -> dict[str, Any]:
    from analysis.statistics import clustered

    low, high = _bands(counts, "main", small_count)
    row: dict[str, Any] = {
        "register_year": year,
        "numerator": low.returned_count,
        "denominator": low.followed_count,
        "other_numerator": high.returned_count,
        "other_denominator": high.followed_count,
        "is_inspected": bool(counts["is_inspected"].any()),
    }
    if not low.followed_count or not high.followed_count:
        return row | {"reason": "no_two_bands"}
    if not is_apart(low, high, is_one_unit=unit is not None):
        return row | {"reason": "few_band_units"}
    if low.estimate is None or high.estimate is None:
        return row | {"reason": "small_number"}
    limits = clustered.difference(low.estimate, high.estimate)
    return row | {
        "value": low.estimate.share - high.estimate.share,
        "low": limits.low,
        "high": limits.high,
        "share": low.estimate.share,
        "other_share": high.estimate.share,
        "other_value": _gap(_bands(counts, "other", small_count)),
        "worst_value": _gap(_bands(counts, "worst", small_count)),
    }


def _up_to(counts: pd.DataFrame, year: Any) -> pd.DataFrame:
    return counts.loc[counts["start_year"] <= int(year)]


def _beside(found: pd.DataFrame) -> dict[str, Any]:
    return {name: int(found[name].sum()) for name in ("unvisited_count", "possible_count")}


def _bands(counts: pd.DataFrame, treatment: str, small_count: int) -> tuple[Band, Band]:
    chosen = counts.loc[counts["treatment"] == treatment]
    low, high = (band(chosen.loc[chosen["band"] == name], small_count) for name in ("low", "high"))
    return low, high


def _gap(bands: tuple[Band, Band]) -> float | None:
    low, high = (each.estimate for each in bands)
    return None if low is None or high is None else low.share - high.share
