"""How long measures hold: Kaplan-Meier curves, their limits, medians and comparison.

A spell has a duration and ends either observed (the problem returned) or censored (looking
ended). A spell censored at t counts as at risk at t; one with duration 0 is at risk at 0 only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special
from statsmodels.duration.survfunc import survdiff

from analysis.statistics.proportions import Z95, Interval

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


class Comparison(NamedTuple):
    """A test statistic, its degrees of freedom and the probability of one as large by chance."""

    statistic: float
    freedom: int
    p_value: float


@dataclass(frozen=True)
class Curve:
    """Share still holding after each distinct time, with Greenwood errors and 95 % limits."""

    times: Floats
    at_risk: Counts
    events: Counts
    survival: Floats
    error: Floats
    low: Floats
    high: Floats

    def at(self, time: float) -> tuple[float, Interval]:
        """The share still holding at a time, and its limits; NaN beyond the last time."""
        if len(self.times) == 0 or time > self.times[-1]:
            return np.nan, Interval(np.nan, np.nan)
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return 1.0, Interval(1.0, 1.0)
        return float(self.survival[place]), Interval(
            float(self.low[place]), float(self.high[place])
        )


def kaplan_meier(durations: ArrayLike, observed: ArrayLike) -> Curve:
    """The curve of single spells: how long each lasted and whether its end was seen.

    Raises:
        ValueError: a negative or missing duration.
    """
    lengths, seen = np.asarray(durations, dtype=float), np.asarray(observed, dtype=bool)
    times, places = np.unique(lengths, return_inverse=True)
    ended = np.bincount(places[seen], minlength=len(times))
    censored = np.bincount(places[~seen], minlength=len(times))
    return from_counts(times, ended, censored)


def from_counts(times: ArrayLike, ended: ArrayLike, censored: ArrayLike) -> Curve:
    """The curve of spells already counted by duration, as a query returns them.

    S(t) = Π(1 - d/n); Kaplan, E. L. and Meier, P. (1958), Journal of the American Statistical
    Association 53: 457-481. Variance S² Σ d/(n(n-d)) (Greenwood). Limits S^exp(±z·se/(S ln S)),
    which stay within 0 and 1 (Kalbfleisch, J. D. and Prentice, R. L. (2002), section 1.4).

    Raises:
        ValueError: times that are negative, missing or not increasing.
    """
    moments = np.asarray(times, dtype=float)
    if not (np.isfinite(moments).all() and (moments >= 0).all() and (np.diff(moments) > 0).all()):
        raise ValueError("durations must be finite, not negative and increasing")
    events, lost = np.asarray(ended, dtype=np.int64), np.asarray(censored, dtype=np.int64)
    leaving = events + lost
    at_risk = leaving.sum() - np.concatenate(([0], np.cumsum(leaving)[:-1])).astype(np.int64)
    survival = np.cumprod(1 - events / np.maximum(at_risk, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        sum_of_terms = np.cumsum(events / (at_risk * (at_risk - events)))
        error = survival * np.sqrt(sum_of_terms)
    low, high = limits(survival, error)
    return Curve(moments, at_risk, events, survival, error, low, high)


def median(curve: Curve) -> float | None:
    """The first time by which half have ended; None while more than half still hold."""
    reached = np.flatnonzero(curve.survival <= 0.5 + 1e-12)
    return float(curve.times[reached[0]]) if len(reached) else None


def restricted_mean(curve: Curve, horizon: float) -> float | None:
    """The mean time held up to `horizon`: the area under the curve from 0 to it.

    Irwin, J. O. (1949), Journal of Hygiene 47: 188-189. None where the curve ends earlier than
    the horizon without having fallen to 0: the rest of the area is not known.
    """
    last = curve.times[-1] if len(curve.times) else 0.0
    if last < horizon and (len(curve.times) == 0 or curve.survival[-1] > 0):
        return None
    inside = curve.times < horizon
    edges = np.concatenate(([0.0], curve.times[inside], [horizon]))
    heights = np.concatenate(([1.0], curve.survival[inside]))
    return float((np.diff(edges) * heights).sum())


def log_rank(durations: ArrayLike, observed: ArrayLike, groups: Sequence[object]) -> Comparison:
    """Whether the curves of groups differ over the whole time (log-rank test).

    Mantel, N. (1966), Cancer Chemotherapy Reports 50: 163-170.

    Raises:
        ValueError: fewer than two groups, or no end was seen at all.
    """
    labels, codes = np.unique(np.asarray(groups), return_inverse=True)
    seen = np.asarray(observed, dtype=int)
    if len(labels) < 2 or not seen.any():
        raise ValueError("comparing curves needs two groups and at least one end that was seen")
    statistic, _ = survdiff(np.asarray(durations, dtype=float), seen, codes)
    freedom = len(labels) - 1
    # Its own probability is 1 - cdf, which is 0 when the curves are far apart.
    return Comparison(float(statistic), freedom, float(special.chdtrc(freedom, statistic)))


def limits(survival: Floats, error: Floats) -> tuple[Floats, Floats]:
    """The 95 % limits of a curve from its standard errors, on the log(-log) scale."""
    low, high = survival.copy(), survival.copy()
    inner = (survival > 0) & (survival < 1)
    held = survival[inner]
    reach = np.exp(Z95 * error[inner] / (held * np.log(held)))
    low[inner], high[inner] = held ** (1 / reach), held**reach
    # At 0 the formula has no width; unknown, not certain.
    low[survival == 0], high[survival == 0] = np.nan, np.nan
    return low, high
