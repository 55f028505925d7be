"""Before and after for units picked because they were bad: what chance alone would have given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.proportions import Z95, Interval

Floats = NDArray[np.float64]
Status = Literal["ok", "complete_pooling", "too_few_units", "no_events"]

MIN_UNITS = 8  # below this the spread between units cannot be told from chance


@dataclass(frozen=True)
class BeforeAfter:
    """Observed count after, over the count expected without any effect.

    `naive_ratio` compares with the count before instead, and so takes regression to the mean
    for an improvement. Ratios are NaN unless `status` is `ok` or `complete_pooling` (units
    differ no more than chance: all expect the mean).
    """

    ratio: float
    interval: Interval
    naive_ratio: float
    expected: float
    observed: int
    status: Status


def expected_after(before: float, mean: float, shape: float) -> float:
    """What a unit with `before` events should have next time, were nothing done.

    E[X₂|X₁=x] = w·μ + (1-w)·x with w = k/(k+μ), for Poisson counts whose rates are gamma with
    mean μ and shape k. Robbins, H. (1956), Third Berkeley Symposium 1: 157-163; Hauer, E.
    (1997), Observational Before-After Studies in Road Safety, chapter 11. Infinite k gives μ.
    """
    weight = 1.0 if np.isinf(shape) else shape / (shape + mean)
    return weight * mean + (1 - weight) * before


def before_after(before: ArrayLike, after: ArrayLike, is_picked: ArrayLike) -> BeforeAfter:
    """The effect on picked units, against what all units say about chance.

    μ and k come from all units' counts before, by moments: k = μ²/(v - μ), so that the weight of
    the mean is w = μ/v. The ratio and its error are Hauer's (1997, chapters 6 and 11):
    θ = (O/E)/(1 + V/E²), interval on the log scale; V holds what is left open about the picked
    units' rates, Σ(1-w)E_i, and about μ and v themselves (delta method). Both periods must be
    equally long and equally watched.
    """
    first, second = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    picked = np.asarray(is_picked, dtype=bool)
    if len(first) < MIN_UNITS or not picked.any():
        return _nothing("too_few_units")
    mean, variance = float(first.mean()), float(first.var(ddof=1))
    observed, seen = float(second[picked].sum()), first[picked]
    if observed == 0 or mean == 0:
        return _nothing("no_events")
    pooled = variance <= mean
    shape = np.inf if pooled else mean**2 / (variance - mean)
    expected = sum(expected_after(float(count), mean, shape) for count in seen)
    weight = min(1.0, mean / variance) if variance else 1.0
    spread = (1 - weight) * expected + _prior_variance(first, float(seen.mean()), len(seen))
    status: Status = "complete_pooling" if pooled else "ok"
    return _ratio(observed, expected, spread, float(seen.sum()), status)


def against_others(before: ArrayLike, after: ArrayLike, is_picked: ArrayLike) -> BeforeAfter:
    """The effect on picked units beside that on all others, both over what chance would have given.

    A year that was better for everybody is no effect on those that were bad: the ratio of the
    picked units is divided by that of the rest, the errors added on the log scale. `expected` is
    what chance and the change of the rest would have given the picked.
    """
    picked = np.asarray(is_picked, dtype=bool)
    first = before_after(before, after, picked)
    if np.isnan(first.ratio):
        return first
    rest = before_after(before, after, ~picked)
    if np.isnan(rest.ratio):
        return _nothing(rest.status)
    reach = float(np.hypot(*(np.log(each.interval.high / each.ratio) for each in (first, rest))))
    ratio = first.ratio / rest.ratio
    interval = Interval(ratio / float(np.exp(reach)), ratio * float(np.exp(reach)))
    expected = first.expected * rest.ratio
    return BeforeAfter(ratio, interval, first.naive_ratio, expected, first.observed, first.status)


def _prior_variance(counts: Floats, picked_mean: float, picked_count: int) -> float:
    """Variance of the expected count that comes from estimating μ and w = μ/v."""
    units, mean = len(counts), float(counts.mean())
    away = counts - mean
    variance, third, fourth = (float((away**power).mean()) for power in (2, 3, 4))
    if variance == 0:
        return float(picked_count**2 * mean / units)
    weight, gap = min(1.0, mean / variance), picked_mean - mean
    of_weight = fourth / variance**2 - 1 + variance / mean**2 - 2 * third / (variance * mean)
    of_both = 1 - mean * third / variance**2
    total = gap**2 * weight**2 * of_weight + weight**2 * variance - 2 * weight * gap * of_both
    return max(0.0, picked_count**2 * total / units)


def _ratio(
    observed: float, expected: float, spread: float, before: float, status: Status
) -> BeforeAfter:
    relative = spread / expected**2
    ratio = observed / expected / (1 + relative)
    error = np.sqrt(1 / observed + relative) / (1 + relative)
    reach = float(np.exp(Z95 * error))
    naive = observed / before if before else np.nan
    interval = Interval(ratio / reach, ratio * reach)
    return BeforeAfter(ratio, interval, naive, expected, int(observed), status)


def _nothing(status: Status) -> BeforeAfter:
    return BeforeAfter(np.nan, Interval(np.nan, np.nan), np.nan, np.nan, 0, status)
