"""Errors of a hazard regression from leaving out one unit after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.statistics.proportions import Interval

Floats = NDArray[np.float64]
_MIN_RATE, _MAX_RATE = 1e-9, 1 - 1e-9
_SINGULAR = 1e-9


class Replicates(NamedTuple):
    """Coefficients without each unit in turn (units x coefficients), and with all of them."""

    without: Floats
    whole: Floats

    @property
    def is_resting_on_one(self) -> bool:
        """Whether some coefficient cannot be told once one unit is left out."""
        return not bool(np.isfinite(self.without).all())


def replicates(
    design: ArrayLike,
    events: ArrayLike,
    trials: ArrayLike,
    units: Sequence[object],
    coefficients: ArrayLike,
) -> Replicates:
    """The complementary log-log regression without each unit, one Newton step from the whole fit.

    β₋ᵢ = β - (H - Hᵢ)⁻¹sᵢ with the unit's score s and its part of the information H. Bell, R. M.
    and McCaffrey, D. F. (2002), Survey Methodology 28: 169-181 (the jackknife, CR3). NaN where what
    is left cannot tell a coefficient.

    Args:
        design: Rows x coefficients, as `hazard.fit` took it.
        events: Ends of each row.
        trials: Periods at risk of each row.
        units: The unit of each row.
        coefficients: Of the fit to all rows.
    """
    matrix, whole = np.asarray(design, dtype=float), np.asarray(coefficients, dtype=float)
    ended, exposed = np.asarray(events, dtype=float), np.asarray(trials, dtype=float)
    rate, slope = _rates(matrix @ whole)
    variance = rate * (1 - rate)
    scores = matrix * ((ended - exposed * rate) * slope / variance)[:, None]
    weight = exposed * slope**2 / variance
    information = matrix.T @ (matrix * weight[:, None])
    codes = np.unique(np.asarray(units), return_inverse=True)[1]
    rows = [np.flatnonzero(codes == unit) for unit in range(int(codes.max()) + 1)]
    without = np.array(
        [
            whole - _solved(information - _part(matrix, weight, own), scores[own].sum(axis=0))
            for own in rows
        ]
    )
    return Replicates(without, whole)


def interval(
    found: Replicates, value: Callable[[Floats], float], freedom: float
) -> tuple[float, Interval]:
    """Some value of the coefficients, and its 95 % interval by Student's t.

    V = (k-1)/k · Σ(θ₋ᵢ - θ̄)². Quenouille, M. H. (1956), Biometrika 43: 353-360; Tukey (1958).

    Args:
        found: The replicates.
        value: What is asked of the coefficients.
        freedom: Degrees of freedom; with few units on one side, one less than those.
    """
    values = np.array([value(each) for each in found.without])
    units = len(values)
    error = float(np.sqrt((units - 1) / units * ((values - values.mean()) ** 2).sum()))
    centre = value(found.whole)
    reach = float(special.stdtrit(max(freedom, 1.0), 0.975)) * error
    return centre, Interval(centre - reach, centre + reach)


def _rates(predictor: Floats) -> tuple[Floats, Floats]:
    """The hazard of each row and its slope in the predictor, under the complementary log-log."""
    bounded = np.clip(predictor, -30, 4)
    rate = np.clip(-np.expm1(-np.exp(bounded)), _MIN_RATE, _MAX_RATE)
    return rate, np.exp(bounded - np.exp(bounded))


def _part(matrix: Floats, weight: Floats, rows: NDArray[np.int64]) -> Floats:
    part = matrix[rows]
    return np.asarray(part.T @ (part * weight[rows, None]), dtype=float)


def _solved(information: Floats, score: Floats) -> Floats:
    """What the unit moved the coefficients by; NaN where the rest does not settle them."""
    scale = np.sqrt(np.maximum(np.diag(information), 1e-300))
    scaled = information / np.outer(scale, scale)
    if np.linalg.eigvalsh(scaled)[0] < _SINGULAR:
        return np.full(len(score), np.nan)
    return np.asarray(np.linalg.solve(scaled, score / scale) / scale, dtype=float)
