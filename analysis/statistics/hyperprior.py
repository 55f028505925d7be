"""Beta-binomial shrinkage that does not trust one prior: averaged over all, weighted by fit.

The cautious default for few units: p(α, β) ∝ (α + β)^(-5/2), which is flat in the prior mean
and in M^(-1/2). Gelman, A. et al. (2013), Bayesian Data Analysis, 3rd ed., section 5.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

# M runs from 1/e to about 400 cases. Its posterior has a long tail (with few units it hardly
# ends), so these limits are part of the definition and not of the arithmetic.
_STRENGTHS = np.linspace(-1.0, 6.0, 241)
_MEAN_STEPS = 241
_MEAN_REACH = 4.0


@dataclass(frozen=True)
class Averaged:
    """Posterior means of α and β, and of each unit's share with its standard deviation."""

    alpha: float
    beta: float
    mean: Floats
    deviation: Floats


def averaged(counts: ArrayLike, totals: ArrayLike) -> Averaged:
    """Each unit's share averaged over a grid of priors, in the order given.

    Raises:
        ValueError: no unit has cases.
    """
    events, sizes = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    if sizes.sum() <= 0:
        raise ValueError("no unit has cases")
    alpha, beta = _grid(events, sizes)
    weights = _weights(events, sizes, alpha, beta)
    means = np.empty(len(events))
    squares = np.empty(len(events))
    for unit, (x, n) in enumerate(zip(events, sizes, strict=True)):
        mean = (x + alpha) / (n + alpha + beta)
        means[unit] = (weights * mean).sum()
        variance = mean * (1 - mean) / (n + alpha + beta + 1)
        squares[unit] = (weights * (variance + mean**2)).sum()
    deviation = np.sqrt(np.maximum(squares - means**2, 0.0))
    return Averaged(float((weights * alpha).sum()), float((weights * beta).sum()), means, deviation)


def _grid(events: Floats, sizes: Floats) -> tuple[Floats, Floats]:
    """α and β over a grid in (logit of the mean, log M) around the pooled share."""
    pooled = (events.sum() + 0.5) / (sizes.sum() + 1)
    centre = special.logit(pooled)
    logits = np.linspace(centre - _MEAN_REACH, centre + _MEAN_REACH, _MEAN_STEPS)
    mean, strength = np.meshgrid(special.expit(logits), np.exp(_STRENGTHS))
    return mean * strength, (1 - mean) * strength


def _weights(events: Floats, sizes: Floats, alpha: Floats, beta: Floats) -> Floats:
    """Posterior weights that sum to 1; αβ is the Jacobian of the grid's axes."""
    log_weight = np.log(alpha) + np.log(beta) - 2.5 * np.log(alpha + beta)
    for x, n in zip(events, sizes, strict=True):
        log_weight += special.betaln(x + alpha, n - x + beta) - special.betaln(alpha, beta)
    weights = np.exp(log_weight - log_weight.max())
    return np.asarray(weights / weights.sum(), dtype=float)
