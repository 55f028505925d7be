"""What page one shows, as tidy frames; no unit is named in any of them (ruling 12)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis import statistics, warehouse
from analysis.lenses import groups


def scope(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """What the page rests on, in one row: units, registers, issues, files, rows and rejects."""
    return _read(connection, "scope", year=year)


def redated_share(
    connection: duckdb.DuckDBPyConnection, *, year: int, small_count: int
) -> pd.DataFrame:
    """The share of issues that are only re-dated, flagged and confirmed, by year up to `year`.

    Returns:
        One row per register year: the counts of the query, `flagged_share` with `low` and `high`
        (95 %), `confirmed_share`, and `status`: `ok`, `not_applicable` (catalogue), `no_baseline`
        or `suppressed` (fewer than `small_count` issues to compare). Shares are missing unless
        `status` is `ok`, and `confirmed_share` also while nobody has decided on a flag.
    """
    counts = _read(connection, "redated_share", year=year)
    status = [_status(row, small_count) for row in counts.itertuples()]
    shares = [
        _share(row.flagged_count, row.compared_count if state == "ok" else 0)
        for row, state in zip(counts.itertuples(), status, strict=True)
    ]
    decided = counts["confirmed_count"] + counts["dismissed_count"] > 0
    confirmed = counts["confirmed_count"] / counts["compared_count"].where(decided)
    valued = pd.DataFrame(shares, columns=["flagged_share", "low", "high"], dtype="float64")
    return counts.drop(columns="is_catalogue").assign(
        **valued,
        confirmed_share=confirmed.where(valued["flagged_share"].notna()),
        status=status,
    )


def return_by_year(
    connection: duckdb.DuckDBPyConnection, *, year: int, small_count: int
) -> pd.DataFrame:
    """How many cured problems came back within a year somebody looked, by year of the measure.

    Returns:
        One row per year in which measures took effect, up to `year`: the counts of the query,
        `returned_share` with `low` and `high`, and `status`: `ok`, `too_early`,
        `not_looked_for`, `no_denominator` or `suppressed`. The newest year is always censored.
    """
    counts = _read(connection, "return_by_year", year=year)
    status = [_followed(row, year=year, small_count=small_count) for row in counts.itertuples()]
    shares = [
        _share(row.returned_count, row.followed_count if state == "ok" else 0)
        for row, state in zip(counts.itertuples(), status, strict=True)
    ]
    valued = pd.DataFrame(shares, columns=["returned_share", "low", "high"], dtype="float64")
    return counts.assign(**valued, status=status)


def mix_by_year(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """What the registers of each year up to `year` are made of, by group of classes.

    `attrs["is_catalogue"]` says that all texts are sentences of a code list.
    """
    counted = _read(connection, "mix_by_year", year=year)
    mixed = groups.gather(counted, by=["register_year"])
    mixed.attrs["is_catalogue"] = bool(counted["is_catalogue"].all())
    return mixed


def unanswered(
    connection: duckdb.DuckDBPyConnection, *, year: int, indicators: pd.DataFrame
) -> pd.DataFrame:
    """What the page cannot say: things left open, and the indicators without a value.

    Args:
        connection: the warehouse.
        year: the register year reported on.
        indicators: the table of `analysis.indicators.table`.

    Returns:
        `kind` (`open` or `indicator`), `name`, `open_count` and `total_count` (for `open`), and
        `reason` (for `indicator`); nothing left open gives no row.
    """
    left_open = _read(connection, "unanswered", year=year).query("open_count > 0")
    missing = indicators.query("status != 'ok'").loc[:, ["name", "reason"]]
    return pd.concat(
        [left_open.assign(kind="open"), missing.assign(kind="indicator")], ignore_index=True
    ).reindex(columns=["kind", "name", "open_count", "total_count", "reason"])


def _read(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> pd.DataFrame:
    sql = Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
    return warehouse.read(connection, sql, **values)


def _share(count: Any, total: Any) -> tuple[float, float, float]:
    if not total:
        return float("nan"), float("nan"), float("nan")
    return count / total, *statistics.wilson(count, total)


def _status(row: Any, small_count: int) -> str:
    if row.is_catalogue:
        return "not_applicable"
    if not row.compared_count:
        return "no_baseline"
    return "ok" if row.compared_count >= small_count else "suppressed"


def _followed(row: Any, *, year: int, small_count: int) -> str:
    """Whether the year's spells give a rate; where none was looked for, why not."""
    if not row.spell_count:
        return "no_denominator"
    if row.start_year >= year:
        return "too_early"
    if not row.followed_count:
        return "not_looked_for" if row.not_looked_for_count else "too_early"
    return "ok" if row.followed_count >= small_count else "suppressed"
