"""Units whose share stands out, each judged by how much the other units differ, never by itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

MIN_UNITS = 5  # fewer say nothing of how much units differ
FALSE_ALARM = 0.03  # chance that any unit is called though none stands out, all looks together


def sides(counts: ArrayLike, totals: ArrayLike) -> NDArray[np.int64]:
    """1 for each unit whose share is higher than the others explain, -1 for lower, else 0.

    A unit is compared with the share of the others, allowing for chance in both and for the
    variance τ² between the others (DerSimonian, R. and Laird, N. (1986), Controlled Clinical Trials
    7: 177-188), by Student's t of as many others less one (Higgins, J. P. T. et al. (2009), Journal
    of the Royal Statistical Society A 172: 137-159: predicting a new unit). The one that stands out
    most is called where its probability times the number of units is at most `FALSE_ALARM`, and
    leaves the others; then the next. A unit in its own yardstick hides itself: one at 87 % among
    seven at 20 % would widen the limits beyond 87 %.
    """
    events, sizes = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    found = np.zeros(len(events), dtype=np.int64)
    while (found == 0).sum() >= MIN_UNITS:
        kept = np.flatnonzero(found == 0)
        scores = [_score(events, sizes, int(unit), kept) for unit in kept]
        most = int(np.argmax(np.abs(scores)))
        p_value = 2 * float(special.stdtr(len(kept) - 2, -abs(scores[most])))
        if p_value * len(events) > FALSE_ALARM:
            break
        found[kept[most]] = 1 if scores[most] > 0 else -1
    return found


def _score(events: Floats, sizes: Floats, unit: int, kept: NDArray[np.int64]) -> float:
    """How far a unit lies from the others, in standard errors of its prediction from them."""
    others = kept[kept != unit]
    total = float(sizes[others].sum())
    share = (float(events[others].sum()) + 0.5) / (total + 1)
    noise = share * (1 - share)
    weights = sizes[others] / noise
    room = float(weights.sum() - (weights**2).sum() / weights.sum())
    spread = float((weights * (events[others] / sizes[others] - share) ** 2).sum())
    between = max(0.0, (spread - (len(others) - 1)) / room)
    error = noise / sizes[unit] + noise / total + between * (1 + 1 / len(others))
    return float((events[unit] / sizes[unit] - share) / np.sqrt(error))
