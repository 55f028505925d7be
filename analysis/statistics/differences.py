"""Whether units with a change moved more than units without it: difference in differences."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.statistics.proportions import Interval

Floats = NDArray[np.float64]
Status = Literal["ok", "few_units", "too_short"]

MIN_UNITS = 2
FEW_UNITS = 10  # below this the clustered error is too small; shuffle the labels instead
_SHUFFLES = 4_999


@dataclass(frozen=True)
class Effect:
    """How much more the treated units changed, on the scale of the outcome.

    With `few_units` the interval is NaN and `p_value` comes from shuffling who was treated;
    with `too_short` nothing was computed.
    """

    effect: float
    error: float
    interval: Interval
    p_value: float
    unit_count: int
    status: Status


def difference_in_differences(
    before: ArrayLike, after: ArrayLike, is_treated: ArrayLike, *, seed: int = 0
) -> Effect:
    """The change of treated units less that of the others, units weighing alike.

    Each unit enters with its mean before and its mean after; in a balanced panel that is the
    coefficient of unit and period effects, and it is safe against likeness over time (Bertrand,
    M., Duflo, E. and Mullainathan, S. (2004), Quarterly Journal of Economics 119: 249-275,
    section IV.C). The error is Welch's. Units without a mean on both sides (NaN) do not enter;
    fewer than two on either side are refused.
    """
    change = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    known = np.isfinite(change)
    treated = np.asarray(is_treated, dtype=bool)[known]
    change = change[known]
    nothing = Interval(np.nan, np.nan)
    if min(treated.sum(), (~treated).sum()) < MIN_UNITS:
        return Effect(np.nan, np.nan, nothing, np.nan, len(change), "too_short")
    effect = _gap(change, treated)
    error, freedom = _welch(change[treated], change[~treated])
    if len(change) < FEW_UNITS:
        p_value = _shuffled(change, treated, seed)
        return Effect(effect, error, nothing, p_value, len(change), "few_units")
    reach = float(special.stdtrit(freedom, 0.975)) * error
    p_value = float(2 * special.stdtr(freedom, -abs(effect) / error)) if error else np.nan
    return Effect(
        effect, error, Interval(effect - reach, effect + reach), p_value, len(change), "ok"
    )


def _gap(change: Floats, treated: NDArray[np.bool_]) -> float:
    return float(change[treated].mean() - change[~treated].mean())


def _welch(one: Floats, other: Floats) -> tuple[float, float]:
    """Standard error and degrees of freedom of a difference of means (Welch 1947)."""
    first, second = one.var(ddof=1) / len(one), other.var(ddof=1) / len(other)
    spread = float(first + second)
    if spread == 0:
        return 0.0, float(len(one) + len(other) - 2)
    freedom = spread**2 / (first**2 / (len(one) - 1) + second**2 / (len(other) - 1))
    return math.sqrt(spread), float(freedom)


def _shuffled(change: Floats, treated: NDArray[np.bool_], seed: int) -> float:
    """Share of assignments with a gap as large: all of them, or a seeded sample if too many."""
    units, chosen = len(change), int(treated.sum())
    seen = abs(_gap(change, treated)) - 1e-12
    if math.comb(units, chosen) <= _SHUFFLES:
        picks = [list(pick) for pick in itertools.combinations(range(units), chosen)]
    else:
        picks = _sampled(units, chosen, seed)
    labels = np.zeros((len(picks), units), dtype=bool)
    labels[np.arange(len(picks))[:, None], picks] = True
    return float(np.mean([abs(_gap(change, label)) >= seen for label in labels]))


def _sampled(units: int, chosen: int, seed: int) -> list[list[int]]:
    generator = np.random.default_rng(seed)
    return [generator.permutation(units)[:chosen].tolist() for _ in range(_SHUFFLES)]
