"""Return under fuller and coarser measures: curves, the difference at two years, hazard ratios."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis import statistics
from analysis.statistics import hazard, survival

_TWO_YEARS = 2
_FEW_EVENTS = 5  # events to each coefficient below which no ratio is shown
_COLUMNS = (
    "looked_year",
    "at_risk_count",
    "returned_count",
    "held_count",
    "returned_share",
    "low",
    "high",
    "status",
)
_TERMS = ("middle", "high", "is_repeat")


def returned(counts: pd.DataFrame, small_count: int) -> pd.DataFrame:
    """The Kaplan-Meier share returned after each looked-for year, from one band's counts.

    Args:
        counts: `looked_year`, `returned_count` and `held_count`; year 0 never enters.
        small_count: from how many still followed the share is said.
    """
    followed = counts.loc[counts["looked_year"] > 0]
    if followed.empty:
        return pd.DataFrame(columns=[*_COLUMNS, "is_last"])
    years = pd.DataFrame({"looked_year": range(1, int(followed["looked_year"].max()) + 1)})
    full = years.merge(followed, how="left", on="looked_year").fillna(0)
    ended, censored = (full[f"{name}_count"].astype(int) for name in ("returned", "held"))
    curve = survival.from_counts(full["looked_year"].to_numpy(float), ended, censored)
    shown = curve.at_risk >= max(small_count, 1)
    shares = [np.where(shown, 1 - held, np.nan) for held in (curve.survival, curve.high, curve.low)]
    said = np.where(shown, "ok", "suppressed")
    columns = [full["looked_year"].astype(int), curve.at_risk, ended, censored, *shares, said]
    values = pd.DataFrame(dict(zip(_COLUMNS, columns, strict=True)))
    start = [0, int(ended.sum() + censored.sum()), 0, 0, 0.0, 0.0, 0.0, "ok"]
    whole = pd.concat([pd.DataFrame([start], columns=list(_COLUMNS)), values], ignore_index=True)
    last = int(whole.loc[whole["status"] == "ok", "looked_year"].max())
    return whole.assign(is_last=whole["looked_year"] == last)


def at_two_years(curves: pd.DataFrame) -> dict[str, Any]:
    """The share returned after two looked-for years of each band that is known so far."""
    rows = curves.loc[(curves["looked_year"] == _TWO_YEARS) & (curves["status"] == "ok")]
    shares = rows["returned_share"].astype("float64").tolist()
    bands = zip(rows["band"], shares, strict=True)
    return {f"{band}_two_year_share": share for band, share in bands}


def difference(frame: pd.DataFrame) -> dict[str, Any]:
    """Share returned under the low band less that under the high one, with Newcombe's interval."""
    enough = frame.loc[frame["status"] == "ok"].set_index("band")
    if not {"low", "high"} <= set(enough.index):
        return {"has_difference": False}
    taken, other = _counted(enough, "low"), _counted(enough, "high")
    limits = statistics.newcombe(taken, other)
    return {
        "has_difference": True,
        "difference": taken[0] / taken[1] - other[0] / other[1],
        "difference_low": limits.low,
        "difference_high": limits.high,
        "low_returned_count": taken[0],
        "low_followed_count": taken[1],
        "high_returned_count": other[0],
        "high_followed_count": other[1],
    }


def _counted(frame: pd.DataFrame, band: str) -> tuple[int, int]:
    row: Any = frame.loc[band]
    return int(row["returned_count"]), int(row["followed_count"])


def ratios(counts: pd.DataFrame) -> pd.DataFrame:
    """Hazard ratios of the fuller bands and of repeated problems, errors clustered by unit."""
    design, terms = _design(counts)
    columns = ["term", "hazard_ratio", "low", "high", "status"]
    if not terms:
        return pd.DataFrame(columns=columns)
    fit = hazard.fit(
        design,
        counts["event_count"],
        counts["trial_count"],
        link="cloglog",
        units=counts["unit"].tolist() if counts["unit"].nunique() > 1 else None,
    )
    few = fit.status == "ok" and fit.events_per_parameter < _FEW_EVENTS
    status = "few_events" if few else fit.status
    first = design.shape[1] - len(terms)
    values = np.exp(np.column_stack([fit.coefficients, fit.low, fit.high])[first:])
    shown = values if status == "ok" else np.full(values.shape, np.nan)
    return pd.DataFrame(shown, columns=columns[1:4]).assign(term=terms, status=status)[columns]


def under_high(ratios: pd.DataFrame) -> dict[str, Any]:
    """The ratio of quantified measures with its limits, where the model has one."""
    rows = ratios.loc[(ratios["term"] == "high") & (ratios["status"] == "ok")]
    columns = {"hazard_ratio": "ratio", "low": "ratio_low", "high": "ratio_high"}
    return {name: float(rows[column].iloc[0]) for column, name in columns.items() if len(rows)}


def _design(counts: pd.DataFrame) -> tuple[np.ndarray[Any, np.dtype[np.float64]], list[str]]:
    """Looked-for years one by one, then the terms that vary; rare last years stand together."""
    events = counts.groupby("looked_year")["event_count"].sum()
    last = int(events[events > 0].index.max()) if (events > 0).any() else 1
    years = counts["looked_year"].clip(upper=last)
    baseline = [(years == year).to_numpy(float) for year in sorted(years.unique())]
    told = {
        "middle": counts["band"] == "middle",
        "high": counts["band"] == "high",
        "is_repeat": counts["is_repeat"].astype(bool),
    }
    terms = [term for term in _TERMS if 0 < told[term].sum() < len(counts)]
    columns = [*baseline, *(told[term].to_numpy(float) for term in terms)]
    return np.column_stack(columns) if columns else np.empty((0, 0)), terms
