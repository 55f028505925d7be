"""How long something takes in units whose cases are alike: Kaplan-Meier with limits by unit."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.statistics import survival
from analysis.statistics.proportions import Z95

Floats = NDArray[np.float64]


def curve(
    units: ArrayLike, times: ArrayLike, ended: ArrayLike, censored: ArrayLike
) -> survival.Curve:
    """The curve of `survival.from_counts`, its errors and limits allowing for units.

    The variance of log S is the sum over units of squared influences Σ(d_i - h·n_i)/(n(1 - h)),
    times k/(k-1), never less than Greenwood's: Williams, R. L. (1995), Biometrics 51: 1480-1485.
    Limits on the log(-log) scale with Student's t of k - 1 units. One unit alone has Greenwood's.

    Args:
        units: For each row, its unit.
        times: For each row, how long its cases lasted.
        ended: Cases of the row that ended then.
        censored: Cases of the row that were followed no further.

    Raises:
        ValueError: times that are negative or missing.
    """
    moments, places = np.unique(np.asarray(times, dtype=float), return_inverse=True)
    names, codes = np.unique(np.asarray(units), return_inverse=True)
    over, left = (np.zeros((len(names), len(moments))) for _ in range(2))
    np.add.at(over, (codes, places), np.asarray(ended, dtype=float))
    np.add.at(left, (codes, places), np.asarray(censored, dtype=float))
    plain = survival.from_counts(moments, over.sum(axis=0), left.sum(axis=0))
    if len(names) < 2:
        return plain
    variance = np.maximum(_greenwood(plain), _between(plain, over, left))
    stretch = float(special.stdtrit(len(names) - 1, 0.975)) / Z95
    with np.errstate(invalid="ignore"):
        error = plain.survival * np.sqrt(variance)
    low, high = survival.limits(plain.survival, error * stretch)
    return survival.Curve(
        plain.times, plain.at_risk, plain.events, plain.survival, error, low, high
    )


def _greenwood(plain: survival.Curve) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.cumsum(plain.events / (plain.at_risk * (plain.at_risk - plain.events)))


def _between(plain: survival.Curve, over: Floats, left: Floats) -> Floats:
    """The variance of log S from how units differ."""
    leaving = over + left
    exposed = leaving.sum(axis=1, keepdims=True) - np.cumsum(leaving, axis=1) + leaving
    hazard = plain.events / np.maximum(plain.at_risk, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 1 / (plain.at_risk * (1 - hazard))
    scale = np.where(np.isfinite(scale), scale, 0.0)
    influence = np.cumsum((over - hazard * exposed) * scale, axis=1)
    count = len(over)
    spread: Floats = count / (count - 1) * (influence**2).sum(axis=0)
    return spread
