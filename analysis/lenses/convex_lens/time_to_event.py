"""How long something takes while some is still open: Kaplan-Meier quartiles and shares."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.statistics import clustered, clustered_curves, survival


def curve(counts: pd.DataFrame) -> survival.Curve:
    """The curve of one clock from its counts by unit and day, with limits that allow for units."""
    known = counts.loc[counts[["ended_count", "open_count"]].sum(axis=1) > 0]
    return clustered_curves.curve(
        known["unit"].fillna(""), known["day_count"], known["ended_count"], known["open_count"]
    )


def status(items: int, small_count: int) -> str:
    """Whether anything but the counts is said of so many items."""
    if not items:
        return "no_denominator"
    return "ok" if items >= small_count else "suppressed"


def quartiles(curve: survival.Curve | None) -> dict[str, float]:
    """Days by which a quarter, half (with its interval) and three quarters had ended.

    The limits of the median are where those of the curve cross one half: Brookmeyer, R. and
    Crowley, J. (1982), Biometrics 38: 29-41.
    """
    names = ("lower_quartile", "median", "median_low", "median_high", "upper_quartile")
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


def share(curve: survival.Curve, days: int) -> tuple[float, float, float]:
    """Share ended within so many days; known beyond the last day only if all have ended."""
    if curve.times[-1] < days and curve.survival[-1] > 0:
        return np.nan, np.nan, np.nan
    day = min(days, float(curve.times[-1]))
    held, limits = curve.at(day)
    if 0 < held < 1:
        return 1 - held, 1 - limits.high, 1 - limits.low
    # All or none: as wide as so many items watched leave open, not a line and not unknown.
    place = 0 if held == 0 else max(0, int(np.searchsorted(curve.times, day, side="right")) - 1)
    ends = clustered.wilson(1 - held, max(1.0, float(curve.at_risk[place])))
    return 1 - held, ends.low, ends.high


def _first(curve: survival.Curve, heights: survival.Floats, level: float) -> float:
    reached = np.flatnonzero(heights <= level + 1e-12)
    return float(curve.times[reached[0]]) if len(reached) else np.nan
