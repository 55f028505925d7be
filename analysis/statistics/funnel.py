"""Units compared with one target, each with the room that its size gives chance.

Spiegelhalter, D. J. (2005), Statistics in Medicine 24: 1185-1202. A funnel says who differs by
more than chance; it does not rank.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

from analysis.statistics.proportions import Interval

Floats = NDArray[np.float64]

LOOK = 0.025  # tails of the 95 % funnel, for looking
NAME = 0.001  # tails of the 99.8 % funnel, for naming
_WINSORISED = 0.10


@dataclass(frozen=True)
class Dispersion:
    """How much more units vary than chance explains.

    `ratio` is φ (1 = chance alone), `threshold` the value above which it counts, `between` the
    additive variance τ² between units; 0 where the ratio does not count.
    """

    ratio: float
    threshold: float
    between: float

    @property
    def is_over(self) -> bool:
        """Whether limits must be widened."""
        return self.ratio > self.threshold


def exact_limits(target: float, size: int, tail: float = LOOK) -> Interval:
    """Limits of the share of a unit with `size` cases, by interpolated binomial quantiles.

    (r - a)/n with r the smallest count that has P(R≤r) ≥ p and a = [P(R≤r) - p]/P(R=r), for p
    and 1 - p; kept within 0 and 1, because interpolation passes 0 on small sizes.
    """
    low, high = (_quantile(target, size, p) for p in (tail, 1 - tail))
    return Interval(max(0.0, low), min(1.0, high))


def dispersion(counts: ArrayLike, totals: ArrayLike, target: float) -> Dispersion:
    """Overdispersion of the units around the target, extreme tenths pulled in on both sides.

    φ = Σz²/I with z = (y - θ)/√(θ(1-θ)/n) winsorised; it counts above 1 + 2√(2/I).
    τ² = max(0, [Iφ - (I-1)] / [Σw - Σw²/Σw]) with w = 1/s².
    """
    sizes = np.asarray(totals, dtype=float)
    variance = target * (1 - target) / sizes
    scores = _winsorised((np.asarray(counts, dtype=float) / sizes - target) / np.sqrt(variance))
    units = len(scores)
    ratio = float((scores**2).mean())
    threshold = 1 + 2 * float(np.sqrt(2 / units))
    weights = 1 / variance
    room = float(weights.sum() - (weights**2).sum() / weights.sum())
    between = max(0.0, (units * ratio - (units - 1)) / room) if room > 0 else 0.0
    return Dispersion(ratio, threshold, between if ratio > threshold else 0.0)


def wide_limits(target: float, size: int, spread: Dispersion, tail: float = LOOK) -> Interval:
    """Limits that allow for variance between units: exact ones where there is none.

    θ ± z√(θ(1-θ)/n + τ²), kept within 0 and 1.
    """
    if not spread.is_over:
        return exact_limits(target, size, tail)
    reach = -float(special.ndtri(tail)) * float(
        np.sqrt(target * (1 - target) / size + spread.between)
    )
    return Interval(max(0.0, target - reach), min(1.0, target + reach))


def p_values(counts: ArrayLike, totals: ArrayLike, target: float, spread: Dispersion) -> Floats:
    """Two-sided probability of each unit's share under the target, for `multiplicity`.

    Twice the smaller mid-p tail of the binomial, or of the widened normal where units vary more
    than chance.
    """
    events, sizes = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    if spread.is_over:
        error = np.sqrt(target * (1 - target) / sizes + spread.between)
        scores = np.abs(events / sizes - target) / error
        return np.asarray(2 * special.ndtr(-scores), dtype=float)
    half = stats.binom.pmf(events, sizes, target) / 2
    below = stats.binom.cdf(events - 1, sizes, target) + half
    return np.asarray(np.minimum(1.0, 2 * np.minimum(below, 1 - below)), dtype=float)


def _quantile(target: float, size: int, share: float) -> float:
    count = int(stats.binom.ppf(share, size, target))
    reached = float(stats.binom.cdf(count, size, target))
    step = float(stats.binom.pmf(count, size, target))
    return (count - (reached - share) / step) / size


def _winsorised(scores: Floats) -> Floats:
    """The lowest and highest tenth replaced by the values next to them (floor of I/10 each)."""
    cut = int(_WINSORISED * len(scores))
    ordered = np.sort(scores)
    return np.clip(scores, ordered[cut], ordered[-1 - cut])
