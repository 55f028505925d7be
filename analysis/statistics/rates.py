"""Rates of events in visits, days or files, and the ratio of two of them with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from analysis.statistics.proportions import Z95, Interval

Counts = Sequence[tuple[int, int]]  # (events, exposure) of each row


class Ratio(NamedTuple):
    """One rate over another, its 95 % interval, and how much more rows vary than by chance."""

    value: float
    interval: Interval
    dispersion: float


def rate_ratio(one: Counts, other: Counts) -> Ratio | None:
    """The rate of `one` over that of `other`: (h₁/v₁)/(h₀/v₀).

    The interval is exp(ln r ± 1.96·√(φ(1/h₁ + 1/h₀))); φ, never below 1, is Pearson's statistic
    over its degrees of freedom, because rows (visits) differ more than events that fall by chance
    (McCullagh, P. and Nelder, J. A. (1989), Generalized Linear Models, section 6.2). None where a
    side has no exposure or no event: no ratio can be said then.
    """
    sides = [_total(rows) for rows in (one, other)]
    if any(events <= 0 or exposure <= 0 for events, exposure in sides):
        return None
    rates = [events / exposure for events, exposure in sides]
    value = rates[0] / rates[1]
    scatter = sum(
        (events - rate * exposure) ** 2 / (rate * exposure)
        for rows, rate in zip((one, other), rates, strict=True)
        for events, exposure in rows
        if exposure > 0
    )
    freedom = len(one) + len(other) - 2
    dispersion = max(1.0, scatter / freedom) if freedom > 0 else 1.0
    reach = Z95 * math.sqrt(dispersion * sum(1 / events for events, _ in sides))
    return Ratio(value, Interval(value * math.exp(-reach), value * math.exp(reach)), dispersion)


def _total(rows: Counts) -> tuple[int, int]:
    return sum(events for events, _ in rows), sum(exposure for _, exposure in rows)
