"""Mean cumulative returns against the valve seats, and a case to check by hand."""

import numpy as np
import pytest

from analysis.statistics import recurrence


def test_three_units_by_hand():
    # Unit 0 returns at 1 and 3 and is watched to 3; unit 1 returns at 1; unit 2 never, to 2.
    found = recurrence.mean_cumulative([0, 1, 0], [1, 1, 3], [3, 3, 2])
    assert found.times.tolist() == [1, 3]
    assert found.at_risk.tolist() == [3, 2]
    assert found.mean == pytest.approx([2 / 3, 2 / 3 + 1 / 2])
    # Distances at 1: 1/9, 1/9, -2/9; at 3 unit 0 gains 1/4 and unit 1 loses 1/4.
    first = (1 / 9) ** 2 + (1 / 9) ** 2 + (2 / 9) ** 2
    second = (1 / 9 + 1 / 4) ** 2 + (1 / 9 - 1 / 4) ** 2 + (2 / 9) ** 2
    assert found.error**2 == pytest.approx([first, second])


def test_a_unit_watched_until_the_time_of_a_return_counts_as_at_risk():
    assert recurrence.mean_cumulative([0], [2], [2, 2, 1]).at_risk.tolist() == [2]


def test_a_return_after_watching_ended_is_refused():
    with pytest.raises(ValueError, match="outside"):
        recurrence.mean_cumulative([0], [5], [4])


def test_no_returns_make_no_steps():
    assert recurrence.mean_cumulative([], [], [3, 4]).mean.tolist() == []


def test_valve_seats(series):
    seats = series("valve_seat")
    ends = seats.groupby("engine")["day"].max()
    events = seats[seats["status"] == 1]
    units = events["engine"].map({engine: place for place, engine in enumerate(ends.index)})
    found = recurrence.mean_cumulative(units, events["day"], ends)
    days = [61, 139, 265, 408, 581, 646, 653]
    at = np.searchsorted(found.times, days)
    expected = [0.0244, 0.2195, 0.4146, 0.7085, 0.9849, 1.3205, 1.5427]
    assert (len(ends), len(events)) == (41, 48)
    assert found.mean[at] == pytest.approx(expected, abs=1e-4)
    assert found.at_risk[at][-1] == 9
    assert found.error[at][-1] == pytest.approx(0.3117, abs=1e-4)
    assert found.poisson_error[at][-1] == pytest.approx(0.2628, abs=1e-4)


@pytest.mark.slow
def test_limits_cover_the_true_mean_in_95_of_100_runs_though_units_differ():
    generator = np.random.default_rng(41)
    covered = []
    for _ in range(1_000):
        ends = generator.integers(4, 11, 60).astype(float)
        counts = generator.poisson(generator.gamma(2, 0.2, 60) * ends)
        units = np.repeat(np.arange(60), counts)
        found = recurrence.mean_cumulative(units, generator.uniform(0, ends[units]), ends)
        at = int(np.searchsorted(found.times, 4.0)) - 1
        covered.append(found.low[at] <= 1.6 <= found.high[at])
    assert 0.93 <= np.mean(covered) <= 0.97
