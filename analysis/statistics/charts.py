"""Control charts: is a series steady, or did something change? Limits at three sigma."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics import signals

Floats = NDArray[np.float64]
Status = Literal["ok", "run_chart"]

MIN_POINTS = 12  # with fewer, limits move with every point: draw the run and its median only
_MOVING = 1.128  # mean range of two normal values in sigmas (d2 for n = 2)
_RANGE_CAP = 3.267  # upper limit of a range of two, in mean ranges (D4 for n = 2)


@dataclass(frozen=True)
class Chart:
    """Values in order of time, centre line, and limits at three sigma for each point.

    `signals` names for each rule the places of the points that break it (see `signals`).
    With `run_chart` there are too few points for limits to be shown.
    """

    values: Floats
    centre: float
    sigma: Floats
    lower: Floats
    upper: Floats
    signals: dict[str, tuple[int, ...]]
    status: Status


def p_chart(counts: ArrayLike, totals: ArrayLike) -> Chart:
    """Shares of totals that differ: p̄ ± 3√(p̄(1-p̄)/n). Shewhart, W. A. (1931)."""
    sizes = np.asarray(totals, dtype=float)
    values = np.asarray(counts, dtype=float) / sizes
    centre = float((values * sizes).sum() / sizes.sum())
    return _chart(values, centre, np.sqrt(centre * (1 - centre) / sizes), ceiling=1.0)


def c_chart(counts: ArrayLike) -> Chart:
    """Counts in equal periods: c̄ ± 3√c̄."""
    values = np.asarray(counts, dtype=float)
    centre = float(values.mean())
    return _chart(values, centre, np.full(len(values), np.sqrt(centre)))


def u_chart(counts: ArrayLike, exposure: ArrayLike) -> Chart:
    """Counts per unit of an exposure that differs: ū ± 3√(ū/a)."""
    sizes, events = np.asarray(exposure, dtype=float), np.asarray(counts, dtype=float)
    centre = float(events.sum() / sizes.sum())
    return _chart(events / sizes, centre, np.sqrt(centre / sizes))


def xmr_chart(values: ArrayLike) -> tuple[Chart, Chart]:
    """Single measurements and their moving ranges: x̄ ± 3·MR̄/1.128, ranges up to 3.267·MR̄."""
    points = np.asarray(values, dtype=float)
    ranges = np.abs(np.diff(points))
    mean_range = float(ranges.mean())
    sigma = np.full(len(points), mean_range / _MOVING)
    spread = np.full(len(ranges), mean_range * (_RANGE_CAP - 1) / 3)
    centre = float(points.mean())
    return (
        _chart(points, centre, sigma, floor=-np.inf),
        _chart(ranges, mean_range, spread),
    )


def g_chart(gaps: ArrayLike) -> Chart:
    """Clean cases (days, visits) between rare events: ḡ ± 3√(ḡ(ḡ+1)).

    Benneyan, J. C. (2001), Health Care Management Science 4: 305-318. The counts are so skewed
    that the lower limit is 0; runs below the centre tell that events grow more frequent.
    """
    values = np.asarray(gaps, dtype=float)
    centre = float(values.mean())
    return _chart(values, centre, np.full(len(values), np.sqrt(centre * (centre + 1))))


def _chart(
    values: Floats,
    centre: float,
    sigma: Floats,
    *,
    floor: float = 0.0,
    ceiling: float = np.inf,
) -> Chart:
    lower = np.maximum(centre - 3 * sigma, floor)
    upper = np.minimum(centre + 3 * sigma, ceiling)
    found = signals.signals(values, centre, sigma)
    status: Status = "ok" if len(values) >= MIN_POINTS else "run_chart"
    return Chart(values, centre, sigma, lower, upper, found, status)
