"""The four rules that say a series did not merely vary by chance.

Four rules and no more: each further one adds false alarms. Western Electric (1956), Statistical
Quality Control Handbook; Nelson, L. S. (1984), Journal of Quality Technology 16: 237-239.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SIDE_RUN = 8
TREND_RUN = 6


def signals(values: Floats, centre: float, sigma: Floats) -> dict[str, tuple[int, ...]]:
    """For each rule the places of all points that take part in breaking it.

    `beyond`: one point past three sigma. `side`: eight in a row on one side of the centre.
    `trend`: six in a row, each above (or each below) the one before. `near_limit`: two of
    three in a row past two sigma on the same side.
    """
    distance = np.divide(values - centre, sigma, out=np.zeros(len(values)), where=sigma > 0)
    # A constant series has no sigma; a point off its centre would still be off.
    distance = np.where((sigma <= 0) & (values != centre), np.inf, distance)
    return {
        "beyond": _places(np.abs(distance) > 3),
        "side": _union([_runs(distance > 0, SIDE_RUN), _runs(distance < 0, SIDE_RUN)]),
        "trend": _union([_trends(values, 1.0), _trends(values, -1.0)]),
        "near_limit": _union([_two_of_three(distance > 2), _two_of_three(distance < -2)]),
    }


def _places(marked: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(np.flatnonzero(marked).tolist())


def _union(parts: list[set[int]]) -> tuple[int, ...]:
    return tuple(sorted(set().union(*parts)))


def _runs(marked: NDArray[np.bool_], length: int) -> set[int]:
    """Places inside runs of at least `length` marks in a row."""
    found: set[int] = set()
    start = 0
    for place in range(len(marked) + 1):
        if place == len(marked) or not marked[place]:
            if place - start >= length:
                found.update(range(start, place))
            start = place + 1
    return found


def _trends(values: Floats, direction: float) -> set[int]:
    steps = _runs(direction * np.diff(values) > 0, TREND_RUN - 1)
    return steps | {place + 1 for place in steps}


def _two_of_three(far: NDArray[np.bool_]) -> set[int]:
    found: set[int] = set()
    for start in range(len(far) - 2):
        near = [place for place in range(start, start + 3) if far[place]]
        if len(near) >= 2:
            found.update(near)
    return found
