"""Exact intervals for a share and for a count: cover at least 95 %, at the price of width."""

from __future__ import annotations

from scipy import special

from analysis.statistics.proportions import Interval

_TAIL = 0.025


def clopper_pearson(count: int, total: int) -> Interval:
    """The exact 95 % interval of the share count / total.

    Quantiles of Beta(x, n-x+1) and Beta(x+1, n-x). Clopper, C. J. and Pearson, E. S. (1934),
    Biometrika 26: 404-413.

    Raises:
        ValueError: `total` is not positive, or `count` is outside 0 to `total`.
    """
    if total <= 0 or not 0 <= count <= total:
        raise ValueError(f"no share: {count} of {total}")
    missed = total - count
    low = special.betaincinv(count, missed + 1, _TAIL) if count else 0.0
    high = special.betaincinv(count + 1, missed, 1 - _TAIL) if missed else 1.0
    return Interval(float(low), float(high))


def poisson(count: int, exposure: float = 1.0) -> Interval:
    """The exact 95 % interval of a rate: `count` events in `exposure` (years, visits, files).

    Half the chi-squared quantiles with 2x and 2x+2 degrees of freedom, written as gamma
    quantiles. Garwood, F. (1936), Biometrika 28: 437-442.

    Raises:
        ValueError: a negative count or an exposure that is not positive.
    """
    if count < 0 or exposure <= 0:
        raise ValueError(f"no rate: {count} in {exposure}")
    low = special.gammaincinv(count, _TAIL) if count else 0.0
    high = special.gammaincinv(count + 1, 1 - _TAIL)
    return Interval(float(low) / exposure, float(high) / exposure)
