"""Intervals for shares and their differences that hold on small counts."""

from __future__ import annotations

import math
from typing import NamedTuple

Z95 = 1.959963984540054  # quantile of the standard normal distribution for a 95 % interval


class Interval(NamedTuple):
    """The two ends of a 95 % interval."""

    low: float
    high: float


def wilson(count: int, total: int) -> Interval:
    """The 95 % interval of the share count / total, within 0 and 1.

    Centre (p + z²/2n) / (1 + z²/n), half-width z/(1 + z²/n) · √(p(1-p)/n + z²/4n²).
    Wilson, E. B. (1927), Journal of the American Statistical Association 22: 209-212. Written out
    because importing it from statsmodels takes longer than running a page; a test compares both.

    Raises:
        ValueError: `total` is not positive, or `count` is outside 0 to `total`.
    """
    if total <= 0 or not 0 <= count <= total:
        raise ValueError(f"no share: {count} of {total}")
    share, shrink = count / total, 1 + Z95**2 / total
    centre = (share + Z95**2 / (2 * total)) / shrink
    half = Z95 / shrink * math.sqrt(share * (1 - share) / total + Z95**2 / (4 * total**2))
    return Interval(
        0.0 if count == 0 else centre - half,
        1.0 if count == total else centre + half,
    )


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """The 95 % interval of one share less another, each given as (count, total).

    The Wilson limits (l, u) of both shares combined: d - √((p₁-l₁)² + (u₂-p₂)²) and
    d + √((u₁-p₁)² + (p₂-l₂)²). Newcombe, R. G. (1998), Statistics in Medicine 17: 873-890,
    method 10.

    Raises:
        ValueError: as `wilson`, for either share.
    """
    one, other = wilson(*first), wilson(*second)
    share, taken = first[0] / first[1], second[0] / second[1]
    below = math.hypot(share - one.low, other.high - taken)
    above = math.hypot(one.high - share, taken - other.low)
    return Interval(share - taken - below, share - taken + above)


def none_of(total: int) -> float:
    """The largest share that 0 of `total` leaves open: the upper Wilson limit z²/(n + z²).

    The "rule of three", 3/n, is its one-sided neighbour (Hanley, J. A. and Lippman-Hand, A.
    (1983), JAMA 249: 1743-1745): 0 of 20 leaves 16.1 % open, by the rule 15 %.

    Raises:
        ValueError: `total` is not positive.
    """
    return wilson(0, total).high


def decisions_needed(share: float, half_width: float, population: int) -> int:
    """How many of a finite population must be looked at until the interval is ± `half_width`.

    n₀ = z² p (1 - p) / h², then n = n₀ / (1 + (n₀ - 1) / N): Cochran, W. G. (1977), Sampling
    Techniques, 3rd ed., 4.4. A share of 0 or 1 is read as half a case away from it, so that a few
    decisions that agree do not pass for certainty. At most `population`, which leaves no doubt.

    Raises:
        ValueError: `half_width` or `population` is not positive.
    """
    if half_width <= 0 or population <= 0:
        raise ValueError(f"no sample of {population} for ±{half_width}")
    edge = 1 / (2 * population)
    p = min(max(share, edge), 1 - edge)
    unlimited = Z95**2 * p * (1 - p) / half_width**2
    return min(math.ceil(unlimited / (1 + (unlimited - 1) / population)), population)
