"""How often problems come back: the mean cumulative number of returns per unit over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.proportions import Z95

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class MeanCumulative:
    """Mean returns per unit up to each time at which one happened.

    `error` is the robust one of Lawless and Nadeau, `poisson_error` supposes independent
    events. The limits are M·exp(±z·error/M), which stay above 0. A mean that flattens says
    returns grow rarer, one that steepens that they grow more frequent.
    """

    times: Floats
    at_risk: Counts
    events: Counts
    mean: Floats
    error: Floats
    poisson_error: Floats
    low: Floats
    high: Floats


def mean_cumulative(
    event_units: ArrayLike, event_times: ArrayLike, end_times: ArrayLike
) -> MeanCumulative:
    """The mean cumulative function; a unit is at risk up to and including its end time.

    M(t) = Σ d_j/n_j; variance Σ_i [Σ_j Y_i(t_j)(d_ij - d_j/n_j)/n_j]². Lawless, J. F. and
    Nadeau, C. (1995), Technometrics 37: 158-168.

    Args:
        event_units: For each event, the place of its unit in `end_times`.
        event_times: For each event, its time.
        end_times: For each unit, until when it was watched (units without events too).

    Raises:
        ValueError: an event after its unit's end, or before 0.
    """
    units = np.asarray(event_units, dtype=np.int64)
    moments, ends = np.asarray(event_times, dtype=float), np.asarray(end_times, dtype=float)
    if len(units) and ((moments > ends[units]) | (moments < 0)).any():
        raise ValueError("an event lies outside the time its unit was watched")
    times, places = np.unique(moments, return_inverse=True)
    events = np.bincount(places, minlength=len(times)).astype(np.int64)
    at_risk = len(ends) - np.searchsorted(np.sort(ends), times, side="left").astype(np.int64)
    mean = np.cumsum(events / at_risk)
    error = np.sqrt(_robust_variance(units, places, (times, events, at_risk), ends))
    poisson_error = np.sqrt(np.cumsum(events / at_risk**2))
    reach = np.exp(Z95 * error / mean)
    return MeanCumulative(
        times, at_risk, events, mean, error, poisson_error, mean / reach, mean * reach
    )


def _robust_variance(
    units: Counts, places: Counts, steps: tuple[Floats, Counts, Counts], ends: Floats
) -> Floats:
    """The squared distance of each unit from the mean, added up at every time."""
    times, events, at_risk = steps
    distance = np.zeros(len(ends))
    variance = np.empty(len(times))
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(len(times) + 1))
    for step, time in enumerate(times):
        exposed = ends >= time
        distance[exposed] -= events[step] / at_risk[step] ** 2
        np.add.at(distance, units[order[starts[step] : starts[step + 1]]], 1 / at_risk[step])
        variance[step] = (distance**2).sum()
    return variance
