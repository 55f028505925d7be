"""Whether a rule change moved a dated series: interrupted time series, where data allow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import statsmodels.api as sm
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.statistics.proportions import Z95, Interval

Floats = NDArray[np.float64]
Status = Literal["ok", "too_short", "no_events"]

# Fewer points than these on a side cannot tell a step from a slope; yearly registers never can.
MIN_POINTS = 6


@dataclass(frozen=True)
class Step:
    """The ratio of the level after the change to the level before, trend taken out.

    `ratio` and the intervals are NaN unless `status` is `ok`. `interval` is the quasi-Poisson one
    with normal quantiles, as published; `student` allows for the dispersion being estimated from so
    few points, and is what pages print. `dispersion` above 1 says that counts vary more than chance
    alone allows; both are widened for it, and not narrowed where it is less.
    """

    ratio: float
    interval: Interval
    student: Interval
    dispersion: float
    before_count: int
    after_count: int
    status: Status


def step_change(
    counts: ArrayLike,
    exposure: ArrayLike,
    is_after: ArrayLike,
    *,
    harmonics: int = 0,
    period: float = 12.0,
) -> Step:
    """The step at a change in a series of counts with a straight trend and, if asked, seasons.

    log μ = β₀ + β₁t + β₂·after + Σ(sin, cos) + log exposure, variance φμ with Pearson's φ.
    Lopez Bernal, J., Cummins, S. and Gasparrini, A. (2017), International Journal of
    Epidemiology 46: 348-355. Refused with fewer than `MIN_POINTS` points on either side, or with
    fewer than two points to a parameter.

    Args:
        counts: Events of each period, in order of time and without gaps.
        exposure: What could have had events (visits, files, people) in each period.
        is_after: Whether the change was in force.
        harmonics: Pairs of sine and cosine terms.
        period: Periods in one season's round (12 for months).
    """
    events, after = np.asarray(counts, dtype=float), np.asarray(is_after, dtype=bool)
    before_count, after_count = int((~after).sum()), int(after.sum())
    status = _status(events, after, 3 + 2 * harmonics)
    if status != "ok":
        nothing = Interval(np.nan, np.nan)
        return Step(np.nan, nothing, nothing, np.nan, before_count, after_count, status)
    design = _design(after, harmonics, period)
    offset = np.log(np.asarray(exposure, dtype=float))
    # The error is widened by hand: fit(scale="X2") fails on a series that fits without remainder.
    result = sm.GLM(events, design, family=sm.families.Poisson(), offset=offset).fit()
    dispersion = float(result.pearson_chi2 / result.df_resid)
    slope, error = float(result.params[1]), float(result.bse[1])
    scaled = error * np.sqrt(dispersion)
    quantile = float(special.stdtrit(result.df_resid, 0.975))
    return Step(
        float(np.exp(slope)),
        _limits(slope, Z95 * scaled),
        _limits(slope, quantile * max(scaled, error)),
        dispersion,
        before_count,
        after_count,
        "ok",
    )


def _limits(slope: float, reach: float) -> Interval:
    return Interval(float(np.exp(slope - reach)), float(np.exp(slope + reach)))


def _status(events: Floats, after: NDArray[np.bool_], parameters: int) -> Status:
    if min(after.sum(), (~after).sum()) < MIN_POINTS or len(events) < 2 * parameters:
        return "too_short"
    return "ok" if events[after].any() and events[~after].any() else "no_events"


def _design(after: NDArray[np.bool_], harmonics: int, period: float) -> Floats:
    time = np.arange(1, len(after) + 1, dtype=float)
    angles = [2 * np.pi * wave * time / period for wave in range(1, harmonics + 1)]
    waves = [wave(angle) for angle in angles for wave in (np.sin, np.cos)]
    return np.column_stack([np.ones_like(time), after.astype(float), time, *waves])
