"""The ten indicators of page one: value, interval, n, and why where there is no value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import duckdb
import pandas as pd

from analysis import errors, settings, statistics, warehouse
from analysis.indicators import modelled

DEFINITION_VERSION = "1"  # of what was never redefined
# A definition that changed, with its version now, so that nobody sets its values beside older ones.
_REDEFINED: Mapping[str, str] = MappingProxyType(
    {
        "quantified_measures": "2",  # the measure of an entry may stand on any of its copies
        "coarse_measures": "2",
        "closed_and_proven": "2",
        "time_to_close": "2",  # copies have no clock, entries without a measure are open
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
    "quantification_difference",
    "closed_and_proven",
)
_LATER = MappingProxyType(
    {
        "missed_by_self": "no_outside_check",
        "time_to_close": "no_clock",
        "outlying_units": "few_units",
    }
)
_MODELLED = (modelled.time_to_close, modelled.outlying_units)
_COUNTS = ("numerator", "denominator", "other_numerator", "other_denominator", "unit_count")
_VALUES = ("value", "low", "high")
_COLUMNS = ("name", "number", "register_year", *_VALUES, *_COUNTS, "status", "reason")
_EVERY_COLUMN = (*_COLUMNS, *modelled.FURTHER_COUNTS)


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
        (`analysis.indicators.modelled`). `value` is a share (0 to 1), for
        `quantification_difference` one share less another, for `time_to_close` days, for
        `outlying_units` a number of units without interval; it is missing unless `status` is `ok`,
        and `reason` (a key of `STATUSES`) then says why.
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
    return now.loc[:, list(_EVERY_COLUMN)].assign(
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
    counted = counted.assign(
        number=counted["name"].map(NUMBERS),
        **{name: counted[name].astype("Int64") for name in _COUNTS},
    )
    small_count = chosen.publish.small_count
    made = [_judged(make(connection, unit=unit, small_count=small_count)) for make in _MODELLED]
    return pd.concat([_valued(counted, small_count), *made], ignore_index=True)


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


def _judged(modelled: pd.DataFrame) -> pd.DataFrame:
    """Values of a model with number and status."""
    status = modelled["reason"].map(STATUSES).fillna("ok")
    numbered = modelled.assign(number=modelled["name"].map(NUMBERS), status=status)
    return numbered.loc[:, list(_EVERY_COLUMN)]


def _valued(counted: pd.DataFrame, small_count: int) -> pd.DataFrame:
    """The counts with value, interval and status; few cases give no value (`small_number`)."""
    few = counted[["denominator", "other_denominator"]].min(axis=1) < small_count
    reason = counted["reason"].mask(counted["reason"].isna() & few, "small_number")
    status = reason.map(STATUSES).fillna("ok")
    values = [
        _value(*counts) if state == "ok" else (None, None, None)
        for *counts, state in zip(*(counted[name] for name in _COUNTS[:4]), status, strict=True)
    ]
    return counted.assign(
        **pd.DataFrame(values, columns=list(_VALUES), dtype="Float64"), reason=reason, status=status
    ).loc[:, list(_COLUMNS)]


def _value(count: Any, total: Any, other_count: Any, other_total: Any) -> tuple[float, ...]:
    """A share with its Wilson interval, or a difference of shares with Newcombe's."""
    if pd.isna(other_total):
        return count / total, *statistics.wilson(count, total)
    difference = count / total - other_count / other_total
    return difference, *statistics.newcombe((count, total), (other_count, other_total))
