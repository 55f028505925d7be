"""What the convex lens shows, as tidy frames: clocks, early shares, open items, stages, focus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from analysis import warehouse
from analysis.lenses.convex_lens import waiting
from analysis.text.forms import forms
from analysis.text.letters import script

CLOCKS = ("effective", "closed", "verified")
LOG_CLOCKS = ("arose", "measure_set", "set_closed")  # of the status records, where some are kept
EARLY_DAYS = (30, 90)
_HALF = 0.5
_NO_ROWS = {"clean.status_events": "no_stages", "clean.effort": "no_effort"}


def clocks(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many days pass from finding to measure, to closing, and from closing to verifying.

    Where status records are kept, also from arising to finding to measure to closing by them.

    Kaplan-Meier over the items of registers up to `year`: what was still open when its register
    was last known to be current (filed, or its last date) is censored on that day, because later
    registers do not go back to it; an entry without any measure is open. Entries that are only
    re-dated copies have no clock and are counted apart.

    Returns:
        One row per clock (`effective`, `closed`, `verified`, then those of `LOG_CLOCKS` that run):
        `item_count`, `ended_count`,
        `open_count`, `backwards_count` (ended before it began: left out), of all entries
        `total_count`, `closed_count`, `aside_count` (re-dated copies), `aside_closed_count` and
        `untimed_count`, then `lower_quartile`,
        `median` with `low` and `high` (95 %), `upper_quartile` (days; missing where the curve
        does not fall so far), `early_30_share`, `early_90_share`, and `status`.
    """
    counts = _read(connection, "clocks", year=year, unit=unit)
    frame = pd.DataFrame(
        [
            {"clock": clock}
            | waiting.summary(counts.loc[counts["clock"] == clock], small_count, EARLY_DAYS)
            for clock in (*CLOCKS, *LOG_CLOCKS)
            if clock in CLOCKS or (counts["clock"] == clock).any()
        ]
    )
    return _titled(frame, register_year=year, reason="no_dates")


def early_shares(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The share of the problems of each register that were closed within 90 days of finding.

    Returns:
        One row per register year: `item_count`, `open_count`, `early_share` with `low` and `high`
        (Kaplan-Meier), `is_open` (some were not yet watched for 90 days), and `status`.
    """
    counts = _read(connection, "early_shares", year=year, unit=unit)
    days = EARLY_DAYS[-1]
    frame = pd.DataFrame(
        [
            {"register_year": int(str(at))} | waiting.early(rows, days, small_count)
            for at, rows in counts.groupby("register_year")
        ],
        columns=["register_year", "item_count", "open_count", *waiting.EARLY_COLUMNS],
    )
    return _titled(frame, register_year=year, days_count=days, reason="no_dates")


def open_ages(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """How long the items of the register of `year` that were not closed had been open then."""
    counts = _read(connection, "open_ages", year=year, unit=unit)
    items = int(counts["item_count"].max()) if len(counts) else 0
    return _titled(
        counts,
        register_year=year,
        reason="no_dates",
        open_count=int(counts["open_count"].sum()),
        old_count=int(counts["open_count"].iloc[2:].sum()),
        item_count=items,
    )


def stage_shift(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """In which stage problems were found, by year; empty where no stage is recorded.

    Returns:
        One row per year and stage with `found_count` and `found_share`; in `attrs` the share
        found before production in the first and the last year, the difference and its interval.
    """
    counts = _recorded(connection, "stage_shift", "clean.status_events", year=year, unit=unit)
    if counts.empty:
        return counts
    totals = counts.groupby("register_year")["found_count"].transform("sum")
    frame = counts.assign(found_share=counts["found_count"] / totals)
    return _titled(frame, **waiting.before_production(counts))


def focus(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Whether the measures that set numbers go to the problems that fill the registers.

    Returns:
        One row per problem, most issues first: `issue_count`, `measure_count`,
        `quantified_count`, and the cumulative shares `issue_share` and `quantified_share`.
    """
    counts = _read(connection, "focus", year=year, unit=unit)
    issues, quantified = (counts[f"{name}_count"] for name in ("issue", "quantified"))
    frame = counts.assign(
        issue_share=issues.cumsum() / max(int(issues.sum()), 1),
        quantified_share=quantified.cumsum() / max(int(quantified.sum()), 1),
    )
    half = int((frame["issue_share"] < _HALF - 1e-12).sum())
    return _titled(
        frame,
        register_year=year,
        reason="no_quantified",
        problem_count=len(frame),
        issue_count=int(issues.sum()),
        quantified_count=int(quantified.sum()),
        half_count=half + 1,
        half_issue_share=float(frame["issue_share"].iloc[half]) if len(frame) else np.nan,
        half_quantified_share=float(frame["quantified_share"].iloc[half]) if len(frame) else np.nan,
    )


def effort_shares(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """Hours spent on each area beside the issues that stand in it; empty where none is recorded.

    Returns:
        One row per area, spelled in Simplified characters: `spent_hours` and `hour_share` (missing
        where no hours are recorded), `issue_count` and `issue_share`. `attrs["recorded"]` has the
        areas with hours, each with its share.
    """
    counts = _recorded(connection, "effort_shares", "clean.effort", year=year, unit=unit)
    if counts.empty:
        return counts
    counts = _titled(_folded(counts), register_year=year, reason=counts.attrs["reason"])
    hours, issues = float(counts["spent_hours"].sum()), int(counts["issue_count"].sum())
    frame = counts.assign(
        hour_share=counts["spent_hours"] / max(hours, 1e-9),
        issue_share=counts["issue_count"] / max(issues, 1),
    )
    known = frame.loc[frame["spent_hours"].notna()]
    top: Any = known.iloc[0]
    return _titled(
        frame,
        recorded=list(zip(known["category"], known["hour_share"], strict=True)),
        hour_count=hours,
        issue_count=issues,
        category_text=str(top["category"]),
        top_hour_share=float(top["hour_share"]),
        top_issue_share=float(top["issue_share"]),
    )


def unnamed_hits(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """How many problems count as held though visits found something and do not say what.

    Returns:
        One row: `held_count` (problems begun up to `year` that inspections looked for and did not
        name again), `unnamed_count` (of these, in how many a visit in the held time recorded
        findings without naming any).
    """
    return _read(connection, "unnamed_hits", year=year, unit=unit)


def _folded(counts: pd.DataFrame) -> pd.DataFrame:
    """Areas that differ only in spelling as one, most issues first; no hours stay missing."""
    received = pa.array(counts["category"], pa.string())
    spelled = counts.assign(
        category=script.simplify(received).to_pylist(),
        category_key=forms.normal_forms(received)["n1"].to_pylist(),
    )
    folded = spelled.groupby("category_key", as_index=False).agg(
        category=("category", "first"),
        spent_hours=("spent_hours", lambda hours: hours.sum(min_count=1)),
        issue_count=("issue_count", "sum"),
    )
    return folded.drop(columns="category_key").sort_values(
        ["issue_count", "category"], ascending=[False, True], kind="stable"
    )


def _read(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> pd.DataFrame:
    sql = Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
    return warehouse.read(connection, sql, **values)


def _recorded(
    connection: duckdb.DuckDBPyConnection, name: str, table: str, *, year: int, unit: str
) -> pd.DataFrame:
    """The rows of a record that a bureau may not keep; empty where there is no such table."""
    known = warehouse.has_table(connection, table)
    frame = _read(connection, name, year=year, unit=unit) if known else pd.DataFrame()
    return _titled(frame, register_year=year, reason=_NO_ROWS[table])


def _titled(frame: pd.DataFrame, **values: Any) -> pd.DataFrame:
    """The frame with what the title of its chart says in `attrs`."""
    frame.attrs.update(values)
    return frame
