"""Two who judged or looked at the same things: how far they agree, and what both missed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from statsmodels.stats.contingency_tables import mcnemar as _mcnemar
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.statistics.proportions import Interval


class Kappa(NamedTuple):
    """Agreement beyond chance, 1 at best, 0 as by chance, with its 95 % interval."""

    value: float
    interval: Interval


class Shift(NamedTuple):
    """McNemar's statistic and the probability of so one-sided a disagreement by chance."""

    statistic: float
    p_value: float


def kappa(table: ArrayLike) -> Kappa:
    """Cohen's kappa of a square table: rows one judge's classes, columns the other's.

    (p_o - p_e)/(1 - p_e). Cohen, J. (1960), Educational and Psychological Measurement 20: 37-46;
    error by Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). NaN where both put everything
    into one class: agreement beyond chance cannot be told then.
    """
    counts = np.asarray(table, dtype=float)
    chance = float(counts.sum(axis=0) @ counts.sum(axis=1)) / float(counts.sum()) ** 2
    if chance >= 1:
        return Kappa(np.nan, Interval(np.nan, np.nan))
    found = cohens_kappa(counts)
    low, high = float(found.kappa_low), min(1.0, float(found.kappa_upp))
    return Kappa(float(found.kappa), Interval(low, high))


def mcnemar(table: ArrayLike, *, exact: bool | None = None) -> Shift:
    """Whether two searches of the same items differ: a 2 x 2 table of found and missed by each.

    χ² = (b - c)²/(b + c) without correction; McNemar, Q. (1947), Psychometrika 12: 153-157. The
    exact binomial test where b + c is below 25, unless `exact` says otherwise.
    """
    counts = np.asarray(table, dtype=float)
    small = bool(counts[0, 1] + counts[1, 0] < 25)
    found = _mcnemar(counts, exact=small if exact is None else exact, correction=False)
    return Shift(float(found.statistic), float(found.pvalue))


def chapman(first: int, second: int, both: int) -> float:
    """How many there are, when two independent searches found `first`, `second` and `both`.

    (n₁+1)(n₂+1)/(m+1) - 1. Chapman, D. G. (1951), University of California Publications in
    Statistics 1: 131-160. Searches that miss the same things make it a lower bound: say so.

    Raises:
        ValueError: `both` exceeds what either found, or is negative.
    """
    if not 0 <= both <= min(first, second):
        raise ValueError(f"{both} found by both, but {first} and {second} by each")
    return (first + 1) * (second + 1) / (both + 1) - 1


def lincoln_petersen(first: int, second: int, both: int) -> float | None:
    """The simpler n₁n₂/m that Chapman's formula corrects; None when nothing was found by both."""
    return first * second / both if both else None
