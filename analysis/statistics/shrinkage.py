"""Shares of small units drawn towards the whole: the beta-binomial prior, and what it gives.

Unit i has x_i of n_i; its true share comes from Beta(α, β), so the posterior is
Beta(x_i + α, n_i - x_i + β). M = α + β is the prior's strength in cases. Intervals treat the
prior as known and so are a little too narrow: say so beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special

Floats = NDArray[np.float64]
Status = Literal["partial_pooling", "complete_pooling", "refused", "too_few_units"]

STRENGTH_CAP = 1e3  # a fitted prior worth more cases than this says only that the fit ran away
MIN_UNITS = 2
_LARGEST = 1e9


@dataclass(frozen=True)
class Prior:
    """A beta prior and how it came about.

    `complete_pooling`: the units differ no more than chance makes them, so all get `share`, and
    α and β are infinite. `refused`: the fit ran away; α and β show where to. `too_few_units`:
    fewer than two units with cases; nothing was fitted.
    """

    share: float
    rho: float
    alpha: float
    beta: float
    status: Status

    @property
    def strength(self) -> float:
        """How many cases the prior weighs, M = α + β."""
        return self.alpha + self.beta


@dataclass(frozen=True)
class Estimates:
    """Posterior mean, standard deviation and 95 % interval of each unit's share."""

    mean: Floats
    deviation: Floats
    low: Floats
    high: Floats


def moments(counts: ArrayLike, totals: ArrayLike) -> Prior:
    """The prior by the method of moments on the intraclass correlation ρ.

    p = Σx/Σn, S = Σn(p_i - p)², ρ = [S - pq(k-1)] / {pq[N - Σn²/N - (k-1)]}, M = 1/ρ - 1.
    Kleinman, J. C. (1973), Journal of the American Statistical Association 68: 46-54.
    """
    events, sizes = _counts(counts, totals)
    units, cases = len(sizes), float(sizes.sum())
    share = float(events.sum() / cases) if cases else np.nan
    if units < MIN_UNITS:
        return Prior(share, np.nan, np.nan, np.nan, "too_few_units")
    spread = float((sizes * (events / sizes - share) ** 2).sum())
    noise = share * (1 - share)
    room = noise * (cases - float((sizes**2).sum()) / cases - (units - 1))
    rho = (spread - noise * (units - 1)) / room if room > 0 else 0.0
    if rho <= 0:
        return Prior(share, rho, np.inf, np.inf, "complete_pooling")
    strength = max(1 / rho - 1, 1e-6)
    return Prior(share, rho, share * strength, (1 - share) * strength, "partial_pooling")


def moments_of_shares(shares: ArrayLike) -> Prior:
    """The prior whose mean and variance are those of the observed shares (no weights).

    M = m(1-m)/v - 1 with the sample variance v. Gelman, A. et al. (2013), Bayesian Data
    Analysis, 3rd ed., section 5.1. It takes chance variation for real: prefer `moments`.
    """
    values = np.asarray(shares, dtype=float)
    mean, variance = float(values.mean()), float(values.var(ddof=1))
    strength = mean * (1 - mean) / variance - 1
    rho = 1 / (1 + strength)
    return Prior(mean, rho, mean * strength, (1 - mean) * strength, "partial_pooling")


def maximum_likelihood(counts: ArrayLike, totals: ArrayLike) -> Prior:
    """The prior of greatest likelihood, `refused` where its strength exceeds `STRENGTH_CAP`.

    On few small units the likelihood often rises without end in M (domain.md 5.2).
    """
    events, sizes = _counts(counts, totals)
    share = float(events.sum() / sizes.sum())
    if len(sizes) < MIN_UNITS or share in (0.0, 1.0):
        return Prior(share, np.nan, np.nan, np.nan, "too_few_units")
    start = np.array([special.logit(share), np.log(10.0)])

    def badness(point: Floats) -> float:
        return -log_likelihood(events, sizes, *_beta_of(point))

    found = optimize.minimize(
        badness,
        start,
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-10, "maxiter": 4000},
    )
    alpha, beta = _beta_of(found.x)
    status: Status = "refused" if alpha + beta > STRENGTH_CAP else "partial_pooling"
    return Prior(alpha / (alpha + beta), 1 / (1 + alpha + beta), alpha, beta, status)


def log_likelihood(counts: ArrayLike, totals: ArrayLike, alpha: float, beta: float) -> float:
    """The beta-binomial log-likelihood of all units, binomial coefficients included."""
    events, sizes = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    ways = -np.log1p(sizes) - special.betaln(events + 1, sizes - events + 1)
    kernel = special.betaln(events + alpha, sizes - events + beta) - special.betaln(alpha, beta)
    return float((ways + kernel).sum())


def estimates(counts: ArrayLike, totals: ArrayLike, prior: Prior) -> Estimates:
    """Each unit's share under a prior, in the order given; a unit without cases gets the prior.

    Under `complete_pooling` all get the common share, with no interval of their own (NaN).

    Raises:
        ValueError: the prior was refused or not fitted.
    """
    events, sizes = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    if prior.status == "complete_pooling":
        nothing = np.full(events.shape, np.nan)
        return Estimates(np.full(events.shape, prior.share), nothing, nothing, nothing)
    if prior.status != "partial_pooling":
        raise ValueError(f"no shrinkage under a prior that is {prior.status}")
    alpha, beta = events + prior.alpha, sizes - events + prior.beta
    mean = alpha / (alpha + beta)
    deviation = np.sqrt(mean * (1 - mean) / (alpha + beta + 1))
    low, high = (special.betaincinv(alpha, beta, tail) for tail in (0.025, 0.975))
    return Estimates(mean, deviation, low, high)


def _beta_of(point: Floats) -> tuple[float, float]:
    strength = min(float(np.exp(min(point[1], 30.0))), _LARGEST)
    mean = float(special.expit(point[0]))
    return mean * strength, (1 - mean) * strength


def _counts(counts: ArrayLike, totals: ArrayLike) -> tuple[Floats, Floats]:
    """Counts and sizes of the units that have cases.

    Raises:
        ValueError: a count below 0 or above its total.
    """
    events, sizes = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    if ((events < 0) | (events > sizes)).any():
        raise ValueError("a count lies outside 0 to its total")
    return events[sizes > 0], sizes[sizes > 0]
