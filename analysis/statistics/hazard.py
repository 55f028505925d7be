"""The chance of return in each looked-for year, given that the problem had not returned before.

Discrete-time hazards suit yearly registers: time is grouped and ties are the rule. Each row is
one looked-for period of a spell (trials 1), or of all spells alike in unit and covariates.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import statsmodels.api as sm
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special

from analysis.statistics.proportions import Z95

Floats = NDArray[np.float64]
Link = Literal["logit", "cloglog"]
Status = Literal["ok", "separated", "no_events", "not_converged"]

_LINKS = {"logit": sm.families.links.Logit, "cloglog": sm.families.links.CLogLog}


@dataclass(frozen=True)
class LifeTable:
    """Hazard of each period and the share that survived it."""

    hazard: Floats
    survival: Floats


@dataclass(frozen=True)
class Fit:
    """Coefficients with errors (of the unit-clustered kind where units were given).

    exp(coefficient) is an odds ratio under logit, a hazard ratio under cloglog. The 95 % limits
    use normal quantiles, or Student's with one degree of freedom less than there are units.
    `deviance` is that of single periods, however the rows were grouped. All NaN unless `status`
    is `ok`.
    """

    coefficients: Floats
    errors: Floats
    low: Floats
    high: Floats
    deviance: float
    event_count: int
    status: Status

    @property
    def events_per_parameter(self) -> float:
        """Events to each coefficient; below about ten the errors are not to be trusted."""
        return self.event_count / len(self.coefficients)


def life_table(at_risk: ArrayLike, events: ArrayLike) -> LifeTable:
    """Hazards h = d/n and survival Π(1 - h) by period; NaN from a period with none at risk on.

    Singer, J. D. and Willett, J. B. (2003), Applied Longitudinal Data Analysis, chapter 10.
    """
    exposed, ended = np.asarray(at_risk, dtype=float), np.asarray(events, dtype=float)
    hazard = np.divide(ended, exposed, out=np.full(exposed.shape, np.nan), where=exposed > 0)
    return LifeTable(hazard, np.cumprod(1 - hazard))


def fit(
    design: ArrayLike,
    events: ArrayLike,
    trials: ArrayLike,
    *,
    link: Link = "logit",
    units: Sequence[object] | None = None,
) -> Fit:
    """The regression of the hazard on a design matrix (rows x coefficients).

    Binomial regression on periods; with the cloglog link the coefficients are proportional-
    hazards log ratios for grouped time (Prentice, R. L. and Gloeckler, L. A. (1978), Biometrics
    34: 57-67). With `units` the errors allow for likeness within a unit (Liang, K.-Y. and Zeger,
    S. L. (1986), Biometrika 73: 13-22, times G/(G-1) · (n-1)/(n-k)). Separation, on which
    maximum likelihood has no finite answer, is a failure here and not a warning.
    """
    matrix, ended = np.asarray(design, dtype=float), np.asarray(events, dtype=float)
    exposed = np.asarray(trials, dtype=float)
    if not 0 < ended.sum() < exposed.sum():
        return _failed(matrix, ended, "no_events")
    if is_separated(matrix, ended, exposed):
        return _failed(matrix, ended, "separated")
    family = sm.families.Binomial(link=_LINKS[link]())
    model = sm.GLM(np.column_stack([ended, exposed - ended]), matrix, family=family)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = model.fit(tol=1e-10, maxiter=200, **_covariance(units))
    if not result.converged or not np.isfinite(result.bse).all():
        return _failed(matrix, ended, "not_converged")
    deviance = _deviance(np.asarray(result.mu, dtype=float), ended, exposed)
    centre, error = np.asarray(result.params), np.asarray(result.bse)
    reach = _quantile(units) * error
    return Fit(centre, error, centre - reach, centre + reach, deviance, int(ended.sum()), "ok")


def is_separated(design: ArrayLike, events: ArrayLike, trials: ArrayLike) -> bool:
    """Whether some direction of the design tells ended from not ended without error.

    Then the likelihood has no maximum. Such a direction b has x·b ≥ 0 where a period ended,
    ≤ 0 where one did not, and is not all 0: a linear programme. Albert, A. and Anderson, J. A.
    (1984), Biometrika 71: 1-10; Konis, K. (2007), thesis, Oxford.
    """
    matrix, ended = np.asarray(design, dtype=float), np.asarray(events, dtype=float)
    rest = np.asarray(trials, dtype=float) - ended
    signed = np.unique(np.vstack([matrix[ended > 0], -matrix[rest > 0]]), axis=0)
    found = optimize.linprog(
        -signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1)
    )
    gained = float((signed @ found.x).sum()) if found.x is not None else 0.0
    return gained > 1e-7


def _covariance(units: Sequence[object] | None) -> dict[str, object]:
    if units is None:
        return {}
    codes = np.unique(np.asarray(units), return_inverse=True)[1]
    return {"cov_type": "cluster", "cov_kwds": {"groups": codes}}


def _quantile(units: Sequence[object] | None) -> float:
    if units is None:
        return Z95
    return float(special.stdtrit(max(1, len(np.unique(np.asarray(units))) - 1), 0.975))


def _deviance(share: Floats, ended: Floats, exposed: Floats) -> float:
    """-2 log-likelihood of single periods, whose saturated model has likelihood 1."""
    stayed = exposed - ended
    return float(-2 * (ended @ np.log(share) + stayed @ np.log1p(-share)))


def _failed(matrix: Floats, ended: Floats, status: Status) -> Fit:
    nothing = np.full(matrix.shape[1], np.nan)
    return Fit(nothing, nothing, nothing, nothing, np.nan, int(ended.sum()), status)
