"""The ten indicators of page one: value, interval, n, and why where there is no value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import duckdb
import pandas as pd

from analysis import errors, outcomes, settings, warehouse
from analysis.indicators import modelled, two_years
from analysis.indicators.held import unnamed_hits

DEFINITION_VERSION = "1"  # of what was never redefined
# A definition that changed, with its version now, so that nobody sets its values beside older ones.
_REDEFINED: Mapping[str, str] = MappingProxyType(
    {
        "one_year_return": "2",  # one rule of looking; no spell without a measure; no doubtful link
        "quantified_measures": "2",  # the measure of an entry may stand on any of its copies
        "coarse_measures": "2",
        "quantification_difference": "2",  # from life tables
        "chronic_problems": "2",  # doubtful links carry no problem on
        "closed_and_proven": "3",  # only forms that ask for a verification
        "time_to_close": "3",  # a copy keeps the day on which its problem was first found
        "outlying_units": "2",
    }
)

# The values in the order of the page, each with the number of its indicator (domain, page one).
NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        "one_year_return": 1,
        "redated_flagged": 2,
        "redated_confirmed": 2,
        "stale_dates": 3,
        "chronic_problems": 4,
        "quantified_measures": 5,
        "coarse_measures": 5,
        "quantification_difference": 6,
        "closed_and_proven": 7,
        "missed_by_self": 8,
        "time_to_close": 9,
        "outlying_units": 10,
    }
)

# Why there is no value → the status that says so in one word.
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "catalogue": "not_applicable",
        "no_baseline": "no_denominator",
        "no_verdicts": "not_yet",
        "no_spells": "no_denominator",
        "not_looked_for": "not_looked_for",
        "too_early": "too_early",
        "few_years": "too_early",
        "no_measure_text": "no_denominator",
        "no_two_bands": "no_denominator",
        "few_band_units": "suppressed",
        "no_closures": "no_denominator",
        "no_verification": "no_denominator",
        "no_issues": "no_denominator",
        "small_number": "suppressed",
        "no_outside_check": "not_yet",
        "only_hit_counts": "not_yet",
        "no_clock": "no_denominator",
        "not_half_closed": "too_early",
        "few_units": "no_denominator",
    }
)

_QUERIES = (
    "one_year_return",
    "redated",
    "stale_dates",
    "chronic_problems",
    "quantification",
    "closed_and_proven",
)
_LATER = MappingProxyType(
    {
        "missed_by_self": "no_outside_check",
        "time_to_close": "no_clock",
        "outlying_units": "few_units",
    }
)
_MODELLED = (modelled.time_to_close, modelled.outlying_units, two_years.quantification_difference)
_COUNTS = ("numerator", "denominator", "other_numerator", "other_denominator", "unit_count")
_VALUES = ("value", "low", "high")
_COLUMNS = ("name", "number", "register_year", *_VALUES, *_COUNTS, "status", "reason")
_FURTHER_COUNTS = (
    *("within_count", "dated_count", "unvisited_count", "possible_count"),
    "wordless_count",
)
_FURTHER_VALUES = ("share", "other_share", "other_value", "worst_value")
_FURTHER = (*_FURTHER_VALUES, *_FURTHER_COUNTS, "is_inspected", *modelled.FURTHER_COUNTS)
_EVERY_COLUMN = (*_COLUMNS, *_FURTHER)


def table(
    connection: duckdb.DuckDBPyConnection,
    *,
    year: int = 0,
    unit: str | None = None,
    limits: settings.Settings | None = None,
) -> pd.DataFrame:
    """The indicators of one register year, one row per value, in the order of the page.

    Args:
        connection: the warehouse.
        year: a register year; 0 stands for the latest that is complete.
        unit: one unit, or None for the whole bureau.
        limits: settings of the run; the bundled ones when None.

    Returns:
        `name`, `number` (1 to 10), `register_year`, `value`, `low`, `high` (95 % interval),
        `numerator`, `denominator`, `other_numerator`, `other_denominator` (the second share of a
        difference), `unit_count` (units in the numerator), `status`, `reason`, `prior_value` (the
        year before), `definition_version` and, for `time_to_close`, the counts of all entries
        (`analysis.indicators.modelled`). Beside rates that rest on looking: `other_value` and
        `worst_value` (the same under the other treatments of unlooked years: registers as looking
        where visits are, `is_inspected`; the problem back in each of them), `unvisited_count`
        (found without a visit), `possible_count` (links in doubt), `wordless_count` (followed from
        a correction date, no measure being written), `within_count` of `dated_count`
        (back within 365 days, where the days are known), `unnamed_count` of `held_count` (held
        though visits recorded findings without saying which), `share` and `other_share` of a
        difference. Shares of the bureau have intervals that allow for units
        (`statistics.clustered`). `value` is a share (0 to 1), for `quantification_difference` one
        share less another, for `time_to_close` days, for `outlying_units` a number of units without
        interval; it is missing unless `status` is `ok`, and `reason` (a key of `STATUSES`) then
        says why.
    """
    at = reporting_year(connection, year=year, limits=limits)
    every = history(connection, unit=unit, limits=limits)
    asked = pd.DataFrame({"name": list(NUMBERS), "number": list(NUMBERS.values())})
    now = asked.merge(
        every.loc[every["register_year"] == at].drop(columns="number"), how="left", on="name"
    )
    reason = now["reason"].where(now["status"].notna(), now["name"].map(_later(connection)))
    reason = reason.where(now["status"].notna() | reason.notna(), "no_issues")
    before = every.loc[every["register_year"] == at - 1].set_index("name")["value"]
    hits = unnamed_hits(connection, year=at, unit=unit or "")
    rests_on_held = now["name"].isin(("one_year_return", "quantification_difference"))
    told = {name: int(hits[name].sum()) for name in ("held_count", "unnamed_count")}
    return now.loc[:, list(_EVERY_COLUMN)].assign(
        **{name: rests_on_held.map({True: count, False: 0}) for name, count in told.items()},
        register_year=at,
        reason=reason,
        status=now["status"].where(now["status"].notna(), reason.map(STATUSES)),
        prior_value=now["name"].map(before).astype("Float64"),
        definition_version=now["name"].map(_REDEFINED).fillna(DEFINITION_VERSION),
    )


def history(
    connection: duckdb.DuckDBPyConnection,
    *,
    unit: str | None = None,
    limits: settings.Settings | None = None,
) -> pd.DataFrame:
    """The values that can be computed, one row per name and register year, as `table` has them."""
    chosen = limits or settings.load()
    outcomes.treat(connection)
    further: dict[str, dict[str, Any]] = {
        "chronic_problems": {"chronic_years": chosen.outcomes.chronic_years}
    }
    counted = pd.concat(
        warehouse.read(
            connection,
            warehouse.query(f"indicators/{query}"),
            unit=unit,
            **further.get(query, {}),
        )
        for query in _asked(connection)
    ).reset_index(drop=True)
    small_count = chosen.publish.small_count
    made = [make(connection, unit=unit, small_count=small_count) for make in _MODELLED]
    every = pd.concat([_valued(counted, small_count), *made], ignore_index=True)
    reason = every["reason"]
    status = reason.map(STATUSES).where(reason.notna(), "ok")
    numbered = every.assign(number=every["name"].map(NUMBERS), status=status)
    counts = dict.fromkeys((*_COUNTS, *_FURTHER_COUNTS, *modelled.FURTHER_COUNTS), "Int64")
    values = dict.fromkeys((*_VALUES, *_FURTHER_VALUES), "Float64")
    whole = numbered.reindex(columns=list(_EVERY_COLUMN))
    return whole.astype(counts | values | {"is_inspected": "boolean", "reason": "object"})


def reporting_year(
    connection: duckdb.DuckDBPyConnection,
    *,
    year: int = 0,
    limits: settings.Settings | None = None,
) -> int:
    """The register year to report on: `year`, or for 0 the latest that is complete.

    A year is complete when `publish.complete_share` of the units of the year before have filed.

    Raises:
        UsageError: no unit filed a register for `year`, or none was filed at all.
    """
    share = (limits or settings.load()).publish.complete_share
    years = warehouse.rows(connection, warehouse.query("indicators/register_years"))
    filed = [int(row[0]) for row in years]
    if not filed or (year and year not in filed):
        raise errors.UsageError(
            f"No register was filed for the year {year or ''}.".replace(" .", "."),
            f"Years with registers: {', '.join(map(str, filed)) or 'none'}.",
        )
    complete = [int(at) for at, count, _, before in years if count >= share * (before or 0)]
    return year or complete[-1]


def _asked(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The queries that the warehouse can answer: one of an earlier version compares no visits."""
    has_findings = warehouse.has_table(connection, "linked.findings")
    return (*_QUERIES, *(["missed_by_self"] if has_findings else []))


def _later(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Why a value is missing altogether; inspections that only count say so."""
    if not warehouse.has_table(connection, "clean.inspections"):
        return dict(_LATER)
    counted = warehouse.rows(connection, warehouse.query("indicators/hit_counts"))
    return dict(_LATER) | ({"missed_by_self": "only_hit_counts"} if counted[0][0] else {})


def _valued(counted: pd.DataFrame, small_count: int) -> pd.DataFrame:
    """The counts with value and interval; few cases give no value (`small_number`)."""
    few = counted["denominator"] < small_count
    reason = counted["reason"].mask(counted["reason"].isna() & few, "small_number")
    values = [
        _share(numerators, denominators) if pd.isna(why) else (None, None, None)
        for numerators, denominators, why in zip(
            counted["unit_numerators"], counted["unit_denominators"], reason, strict=True
        )
    ]
    valued = pd.DataFrame(values, columns=list(_VALUES), dtype="Float64")
    return counted.assign(**valued, reason=reason)


def _share(numerators: Any, denominators: Any) -> tuple[float, float, float]:
    """The share of all units together, with an interval that allows for units."""
    from analysis.statistics import clustered

    found = clustered.share(numerators, denominators)
    return found.share, *found.interval
