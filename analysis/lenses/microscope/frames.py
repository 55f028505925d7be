"""What the microscope shows, as tidy frames: returns by band, chronic problems, copied measures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from analysis import statistics, warehouse
from analysis.lenses.microscope import changes, effects
from analysis.text.forms import forms

BANDS = ("low", "middle", "high")  # 0 to 2, 3 to 5 and 6 to 8 of the eight elements
_MOST = 0.8  # the share of issues whose fewest problems are counted


def return_curves(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many cured problems had come back after each whole year in which someone looked.

    Kaplan-Meier by band of the quantification score (`low`, `middle`, `high`, or `unscored`
    without a measure text) over the spells begun up to `year`, as known now. A return within the
    start year counts as one in the first year; spells held so far leave where looking ended, and
    spells that are too early or that nobody looked for never enter.

    Returns:
        One row per band and looked-for year (0 is the start: nothing has come back):
        `at_risk_count`, `returned_count`, `held_count`, `returned_share` with `low` and `high`
        (95 %, log-log of Greenwood), `is_last`, and `status`, `ok` or `suppressed` (fewer than
        `small_count` followed that long).
    """
    counts = _read(connection, "return_curves", year=year, unit=unit)
    curves = [
        effects.returned(counts.loc[counts["band"] == band].drop(columns="band"), small_count)
        for band in counts["band"].unique()
    ]
    frame = pd.concat([each.assign(band=band) for band, each in _named(counts, curves)])
    totals = ("returned_count", "held_count", "too_early_count", "not_looked_for_count")
    return _titled(
        frame.reset_index(drop=True),
        register_year=year,
        reason=_follow_reason(counts),
        **{name: int(counts[name].sum()) for name in totals},
        **effects.at_two_years(frame),
    )


def redated_since(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """How many spells saw only a re-dated copy of their problem since: it proves no looking."""
    counts = _read(connection, "redated_since", year=year, unit=unit)
    sums = {name: int(counts[name].sum()) for name in ("spell_count", "copied_count")}
    return _titled(counts, **sums)


def two_year_return(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The share of problems back within two years by band, and the difference of the outer bands.

    Returns:
        One row per band: `returned_count` of `followed_count`, `returned_share` with `low` and
        `high` (Wilson), `status`. In `attrs` the share of the low band less that of the high one:
        `difference` with `difference_low` and `difference_high` (Newcombe) where both have enough.
    """
    counts = _read(connection, "two_year_return", year=year, unit=unit)
    frame = _shared(counts, "returned", "followed", small_count)
    return _titled(
        frame,
        register_year=year,
        reason="suppressed" if len(counts) else "no_followed",
        first_year=int(counts["first_year"].min()) if len(counts) else year,
        last_year=int(counts["last_year"].max()) if len(counts) else year,
        **effects.difference(frame),
    )


def hazard_ratios(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """The chance of return each year under fuller measures over that under coarse ones.

    Discrete-time hazard (complementary log-log, so the ratios are hazard ratios) with looked-for
    year, band and whether the problem had stood there before; errors clustered by unit.

    Returns:
        One row per term (`middle`, `high`, `is_repeat`): `hazard_ratio`, `low`, `high`,
        `event_count`, `trial_count`, `unit_count` and `status` (`ok`, `few_events`, or why the
        model has no answer).
    """
    counts = _read(connection, "hazard_ratios", year=year, unit=unit)
    frame = effects.ratios(counts)
    return _titled(
        frame,
        **effects.under_high(frame),
        register_year=year,
        event_count=int(counts["event_count"].sum()),
        trial_count=int(counts["trial_count"].sum()),
        unit_count=counts["unit"].nunique(),
    )


def rule_steps(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Findings to a visit by quarter, before and after the change of rules that is best covered.

    Returns:
        One row per quarter, none where no change is dated: `quarter_date`, `hit_count`,
        `visit_count`, `visit_hits`, `is_after`. `attrs` has the step (`changes.step`) or `reason`.
    """
    frame = changes.longest(_read(connection, "rule_steps", year=year, unit=unit))
    told = {"register_year": year, "quarter_count": len(frame), **changes.step(frame)}
    if frame.empty:
        return _titled(frame, **told)
    told["revised_date"] = frame["revised_date"].iloc[0].date()
    return _titled(frame.assign(visit_hits=frame["hit_count"] / frame["visit_count"]), **told)


def worst_units(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """Returns in each unit in `year` and the year before; `attrs` sets the worst against chance."""
    counts = _read(connection, "worst_units", year=year, unit=unit)
    return _titled(counts, register_year=year, prior_year=year - 1, **changes.worst(counts))


def chronic_problems(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", chronic_years: int
) -> pd.DataFrame:
    """Problems of the registers up to `year`, most issues first, with their cumulative share.

    Returns:
        One row per problem: the columns of the query, `rank_count`, `issue_share` and
        `cumulative_share`. `attrs` has the smallest number of problems that make 80 % of issues.
    """
    asked = {"year": year, "unit": unit, "chronic_years": chronic_years}
    counts = _read(connection, "chronic_problems", **asked)
    total = int(counts["issue_count"].sum())
    shares = counts["issue_count"] / max(total, 1)
    cumulative = counts["issue_count"].cumsum() / max(total, 1)
    most = int((cumulative < _MOST - 1e-12).sum()) + 1 if total else 0
    chronic = counts["is_chronic"].astype(bool)
    return _titled(
        counts.assign(
            rank_count=range(1, len(counts) + 1), issue_share=shares, cumulative_share=cumulative
        ),
        register_year=year,
        chronic_years_count=chronic_years,
        first_year=int(counts["first_year"].min()) if total else year,
        issue_count=total,
        problem_count=len(counts),
        most_count=most,
        chronic_count=int(chronic.sum()),
        chronic_now_count=int(counts["is_chronic_now"].sum()),
        chronic_issue_share=float(shares[chronic].sum()),
    )


def element_shares(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many measures of `year` state each of the eight elements, and the year before.

    Returns:
        One row per element: counts, `stated_share` with `low` and `high` (Wilson), `prior_share`.
    """
    counts = _read(connection, "element_shares", year=year, unit=unit)
    frame = _shared(counts, "stated", "measure", small_count)
    enough = counts["prior_measure_count"] >= small_count
    prior = counts["prior_stated_count"] / counts["prior_measure_count"].where(enough)
    return _titled(
        frame.assign(prior_share=prior),
        register_year=year,
        reason="suppressed" if len(counts) else "no_measure_text",
        measure_count=int(counts["measure_count"].max()) if len(counts) else 0,
        least=str(frame.sort_values("stated_share", kind="stable")["element"].iloc[0])
        if len(frame)
        else "",
    )


def unchanged_measures(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """Each later measure beside the last one that the unit had set against the same problem.

    Returns:
        One row per pair up to `year`: the columns of the query and `is_unchanged`: the texts are
        equal once dates and list numbers are set aside (normal form N3). `attrs` counts those of
        `year`, apart from the issues that are themselves only re-dated.
    """
    pairs = _read(connection, "unchanged_measures", year=year, unit=unit)
    texts = pd.concat([pairs["measure_text"], pairs["prior_measure_text"]]).tolist()
    plain = forms.normal_forms(pa.array(texts, pa.string()))["n3"].to_pylist()
    same = np.array(plain[: len(pairs)], object) == np.array(plain[len(pairs) :], object)
    frame = pairs.assign(is_unchanged=same.astype(bool))
    now = frame.loc[frame["register_year"] == year]
    back = now.loc[~now["is_redated_only"].astype(bool)]
    return _titled(
        frame,
        register_year=year,
        pair_count=len(now),
        unchanged_count=int(now["is_unchanged"].sum()),
        back_count=len(back),
        back_unchanged_count=int(back["is_unchanged"].sum()),
    )


def _read(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> pd.DataFrame:
    sql = Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
    return warehouse.read(connection, sql, **values)


def _named(counts: pd.DataFrame, curves: list[pd.DataFrame]) -> list[tuple[str, pd.DataFrame]]:
    empty = effects.returned(counts.drop(columns="band"), 0) if not curves else None
    named = [(str(band), each) for band, each in zip(counts["band"].unique(), curves, strict=True)]
    return named if empty is None else [("unscored", empty)]


def _titled(frame: pd.DataFrame, **values: Any) -> pd.DataFrame:
    """The frame with what the title of its chart says in `attrs`."""
    frame.attrs.update(values)
    return frame


def _follow_reason(counts: pd.DataFrame) -> str:
    """Why there is no curve, should there be none."""
    if counts[["returned_count", "held_count"]].to_numpy().sum():
        return "suppressed"
    if counts["not_looked_for_count"].sum():
        return "not_looked_for"
    return "too_early" if counts["too_early_count"].sum() else "no_spells"


def _shared(counts: pd.DataFrame, part: str, whole: str, small_count: int) -> pd.DataFrame:
    """The share of one count in another with its Wilson interval; small totals give none."""
    enough = counts[f"{whole}_count"] >= max(small_count, 1)
    shares = [
        (count / total, *statistics.wilson(count, total)) if fits else (np.nan,) * 3
        for count, total, fits in zip(
            counts[f"{part}_count"], counts[f"{whole}_count"], enough, strict=True
        )
    ]
    valued = pd.DataFrame(shares, columns=[f"{part}_share", "low", "high"], dtype="float64")
    return counts.assign(**valued, status=enough.map({True: "ok", False: "suppressed"}))
