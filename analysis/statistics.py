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

    Newcombe, R. G. (1998), Statistics in Medicine 17: 873-890, method 10.
    """
    one, other = wilson(*first), wilson(*second)
    share, taken = first[0] / first[1], second[0] / second[1]
    below = math.hypot(share - one.low, other.high - taken)
    above = math.hypot(one.high - share, taken - other.low)
    return Interval(share - taken - below, share - taken + above)
