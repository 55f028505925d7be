"""How long something takes when some of it is still open: quantiles and early shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import statistics
from analysis.lenses import closing
from analysis.statistics import survival

EARLY_COLUMNS = ("early_share", "low", "high", "is_open", "status")
_PRODUCTION = 3  # ordinal of the stage after which finding is late


def summary(counts: pd.DataFrame, small_count: int, early_days: Sequence[int]) -> dict[str, Any]:
    """Counts, quartiles and early shares of one clock.

    Args:
        counts: `day_count`, `ended_count`, `open_count`, `backwards_count`, and of all entries
            the counts of `closing.COUNTS`.
        small_count: items below which nothing but the counts is said.
        early_days: for each, the share ended by then (`early_<days>_share`).
    """
    ended, left_open = int(counts["ended_count"].sum()), int(counts["open_count"].sum())
    told = {
        "item_count": ended + left_open,
        "ended_count": ended,
        "open_count": left_open,
        "backwards_count": int(counts["backwards_count"].sum()),
        **{name: int(counts[name].sum()) for name in closing.COUNTS},
    }
    status = _status(ended + left_open, small_count)
    curve = _curve(counts) if status == "ok" else None
    return told | _quartiles(curve) | _early_shares(curve, early_days) | {"status": status}


def early(counts: pd.DataFrame, days: int, small_count: int) -> dict[str, Any]:
    """The share ended within so many days, its interval, and whether some were watched for less."""
    items = int(counts[["ended_count", "open_count"]].to_numpy().sum())
    watched = counts.loc[counts["day_count"] < days, "open_count"].sum() > 0
    told = {"item_count": items, "open_count": int(counts["open_count"].sum())}
    status = _status(items, small_count)
    shares = _share(_curve(counts), days) if status == "ok" else (np.nan,) * 3
    status = "too_early" if status == "ok" and np.isnan(shares[0]) else status
    values = dict(zip(EARLY_COLUMNS, (*shares, bool(watched), status), strict=True))
    return told | values


def before_production(counts: pd.DataFrame) -> dict[str, Any]:
    """The share found before production in the first and last year, and the difference."""
    is_early = counts["stage_ordinal"] < _PRODUCTION
    totals = counts.groupby("register_year")["found_count"].sum()
    found = counts.loc[is_early].groupby("register_year")["found_count"].sum()
    found = found.reindex(totals.index, fill_value=0)
    first, last = (int(totals.index[0]), int(totals.index[-1]))
    then = (int(found.loc[first]), int(totals.loc[first]))
    now = (int(found.loc[last]), int(totals.loc[last]))
    limits = statistics.newcombe(now, then)
    return {
        "first_year": first,
        "last_year": last,
        "first_found_count": then[0],
        "first_total_count": then[1],
        "last_found_count": now[0],
        "last_total_count": now[1],
        "first_share": then[0] / then[1],
        "last_share": now[0] / now[1],
        "difference": now[0] / now[1] - then[0] / then[1],
        "difference_low": limits.low,
        "difference_high": limits.high,
        "found_count": int(totals.sum()),
    }


def _curve(counts: pd.DataFrame) -> survival.Curve:
    known = counts.loc[counts[["ended_count", "open_count"]].sum(axis=1) > 0]
    days = known["day_count"].to_numpy(float)
    return survival.from_counts(days, known["ended_count"], known["open_count"])


def _status(items: int, small_count: int) -> str:
    if not items:
        return "no_denominator"
    return "ok" if items >= small_count else "suppressed"


def _quartiles(curve: survival.Curve | None) -> dict[str, float]:
    """Days by which a quarter, half (with its interval) and three quarters had ended.

    The limits of the median are where those of the curve cross one half: Brookmeyer, R. and
    Crowley, J. (1982), Biometrics 38: 29-41.
    """
    names = ("lower_quartile", "median", "low", "high", "upper_quartile")
    if curve is None:
        return dict.fromkeys(names, np.nan)
    values = (
        _first(curve, curve.survival, 0.75),
        _first(curve, curve.survival, 0.5),
        _first(curve, curve.low, 0.5),
        _first(curve, curve.high, 0.5),
        _first(curve, curve.survival, 0.25),
    )
    return dict(zip(names, values, strict=True))


def _first(curve: survival.Curve, heights: survival.Floats, level: float) -> float:
    reached = np.flatnonzero(heights <= level + 1e-12)
    return float(curve.times[reached[0]]) if len(reached) else np.nan


def _early_shares(curve: survival.Curve | None, early_days: Sequence[int]) -> dict[str, float]:
    return {
        f"early_{days}_share": _share(curve, days)[0] if curve else np.nan for days in early_days
    }


def _share(curve: survival.Curve, days: int) -> tuple[float, float, float]:
    """Share ended within so many days; known beyond the last day only if all have ended."""
    if curve.times[-1] < days and curve.survival[-1] > 0:
        return np.nan, np.nan, np.nan
    held, limits = curve.at(min(days, float(curve.times[-1])))
    return 1 - held, 1 - limits.high, 1 - limits.low
