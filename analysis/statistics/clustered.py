"""Shares of problems that lie in units: intervals that allow for likeness within a unit."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.statistics.proportions import Z95, Interval

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Estimate:
    """A share with its 95 % interval; `cases` is how many independent cases it is worth."""

    share: float
    interval: Interval
    cases: float


@dataclass(frozen=True)
class LifeTable:
    """Share returned by the end of each period, from 1 on, with interval."""

    at_risk: Counts
    events: Counts
    shares: tuple[Estimate, ...]


def share(counts: ArrayLike, totals: ArrayLike) -> Estimate:
    """The share of all cases, and Wilson's interval on as many cases as they are worth.

    Variance of a ratio over units, V = k/(k-1) · Σ(x - pn)²/N², never less than that of independent
    cases; cases = p(1-p)/V · (z/t)² with Student's t of k - 1 units. Korn, E. L. and Graubard, B.
    I. (1998), Survey Methodology 24: 193-201; Wilson instead of their exact limits. Of one unit
    alone, or where no case or all of them have it, the cases count as they are.

    Args:
        counts: Cases of each unit that have it.
        totals: Cases of each unit.

    Raises:
        ValueError: no cases at all.
    """
    events, sizes = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    events, sizes = events[sizes > 0], sizes[sizes > 0]
    total = float(sizes.sum())
    if total <= 0:
        raise ValueError("no cases")
    value = float(events.sum()) / total
    spread = _between(events - value * sizes) / total**2
    cases = worth(value, total, max(spread, value * (1 - value) / total), len(sizes))
    return Estimate(value, wilson(value, cases), cases)


def life_table(
    units: ArrayLike, periods: ArrayLike, events: ArrayLike, exposed: ArrayLike
) -> LifeTable:
    """Returned by period, 1 - Π(1 - d/n), with intervals that allow for likeness within a unit.

    The variance of log S is the sum over units of squared influences Σ(d_i - h·n_i)/(n(1 - h)),
    times k/(k-1), never less than Greenwood's. Williams, R. L. (1995), Biometrics 51: 1480-1485.
    Where nothing returned, Wilson on those at risk in the last period.

    Args:
        units: For each row, its unit.
        periods: For each row, its period, from 1.
        events: Returns in that unit and period.
        exposed: Problems at risk in that unit and period.
    """
    codes = np.unique(np.asarray(units), return_inverse=True)[1]
    steps = np.asarray(periods, dtype=np.int64)
    shape = (int(codes.max()) + 1, int(steps.max())) if len(steps) else (0, 0)
    ended, at_risk = np.zeros(shape), np.zeros(shape)
    np.add.at(ended, (codes, steps - 1), np.asarray(events, dtype=float))
    np.add.at(at_risk, (codes, steps - 1), np.asarray(exposed, dtype=float))
    totals, returns = at_risk.sum(axis=0), ended.sum(axis=0)
    hazard = np.divide(returns, totals, out=np.zeros(shape[1]), where=totals > 0)
    room = totals * (1 - hazard)
    scale = np.divide(1.0, room, out=np.zeros(shape[1]), where=room > 0)
    influence = np.cumsum((ended - hazard * at_risk) * scale, axis=1)
    greenwood = np.cumsum(hazard * scale)
    survival = np.cumprod(1 - hazard)
    shares = tuple(
        _step(
            float(1 - survival[place]), influence[:, place], float(greenwood[place]), totals[place]
        )
        for place in range(shape[1])
    )
    return LifeTable(totals.astype(np.int64), returns.astype(np.int64), shares)


def difference(one: Estimate, other: Estimate) -> Interval:
    """The 95 % interval of one share less another, from the limits of both.

    d - √((p₁-l₁)² + (u₂-p₂)²) and d + √((u₁-p₁)² + (p₂-l₂)²), as Newcombe's for single cases. Zou,
    G. Y. and Donner, A. (2008), Statistics in Medicine 27: 1693-1702. Units that are bad at both
    make it wider than need be, never too narrow.
    """
    gap = one.share - other.share
    (low, high), (under, over) = one.interval, other.interval
    below = math.hypot(one.share - low, over - other.share)
    above = math.hypot(high - one.share, other.share - under)
    return Interval(gap - below, gap + above)


def worth(value: float, total: float, variance: float, units: int) -> float:
    """How many independent cases a share of that variance is worth, with so many units."""
    if units < 2 or not 0 < value < 1 or variance <= 0:
        return total
    quantile = float(special.stdtrit(units - 1, 0.975))
    return min(total, value * (1 - value) / variance) * (Z95 / quantile) ** 2


def wilson(value: float, cases: float) -> Interval:
    """Wilson's interval of a share of so many cases, which need not be a whole number."""
    shrink = 1 + Z95**2 / cases
    centre = (value + Z95**2 / (2 * cases)) / shrink
    half = Z95 / shrink * math.sqrt(value * (1 - value) / cases + Z95**2 / (4 * cases**2))
    low = 0.0 if value <= 0 else max(0.0, centre - half)
    return Interval(low, 1.0 if value >= 1 else min(1.0, centre + half))


def _step(value: float, influence: Floats, greenwood: float, at_risk: float) -> Estimate:
    spread = max(_between(influence), greenwood) * (1 - value) ** 2
    here = int((influence != 0).sum()) if spread > 0 else len(influence)
    fewest = max(float(at_risk), 1.0)
    known = 0 < value < 1 and spread > 0
    cases = value * (1 - value) / spread if known else fewest
    cases = worth(value, cases, spread, max(here, 1)) if known else fewest
    return Estimate(value, wilson(value, cases), cases)


def _between(away: Floats) -> float:
    """Sum of squares over units, for units that are a sample of k."""
    units = len(away)
    return float((away**2).sum()) * units / (units - 1) if units > 1 else 0.0
