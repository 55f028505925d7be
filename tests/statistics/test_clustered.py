"""Intervals that allow for units: against single cases, hand-made extremes, and simulation."""

import numpy as np
import pytest

from analysis import statistics
from analysis.statistics import clustered


def test_of_one_unit_the_interval_is_wilsons():
    found = clustered.share([81], [263])
    assert found.interval == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert found.cases == 263


def test_units_that_are_all_or_nothing_are_worth_hardly_more_cases_than_units():
    found = clustered.share([50, 0, 50, 0, 50, 0, 50, 0], [50] * 8)
    assert found.share == 0.5
    # p(1-p)/V = 7 cases, times (1.96/2.365)².
    assert found.cases == pytest.approx(7 * (1.959964 / 2.364624) ** 2, rel=1e-4)


def test_units_that_are_alike_are_worth_their_cases_less_what_few_units_cost():
    found = clustered.share([10] * 8, [50] * 8)
    assert found.cases == pytest.approx(400 * (1.959964 / 2.364624) ** 2, rel=1e-4)


def test_nothing_of_something_is_not_certain():
    assert clustered.share([0, 0], [4, 3]).interval == statistics.wilson(0, 7)


def test_no_cases_have_no_share():
    with pytest.raises(ValueError, match="no cases"):
        clustered.share([], [])


# The cohort of twelve: at risk 11, 5, 2, 1; returned 5, 2, 0, 0.
TWELVE = ([1, 2, 3, 4], [5, 2, 0, 0], [11, 5, 2, 1])


def test_a_life_table_of_one_unit_gives_the_kaplan_meier_share():
    table = clustered.life_table(["U"] * 4, *TWELVE)
    assert [round(each.share, 6) for each in table.shares[:2]] == [0.454545, 0.672727]
    assert table.shares[0].interval == pytest.approx((0.2127, 0.7199), abs=1e-4)
    assert table.at_risk.tolist() == [11, 5, 2, 1]


def test_a_step_without_returns_has_the_width_that_so_few_at_risk_leave_open():
    table = clustered.life_table(["U"], [1], [0], [7])
    assert table.shares[0].interval == statistics.wilson(0, 7)
    assert table.shares[0].interval.high == pytest.approx(0.3543, abs=1e-4)


def test_a_difference_of_independent_shares_has_newcombes_interval():
    one, other = clustered.share([56], [70]), clustered.share([48], [80])
    assert clustered.difference(one, other) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@pytest.mark.parametrize("units", [6, 12, 40])
def test_the_interval_covers_the_truth_where_units_differ(units):
    random = np.random.default_rng(units)
    covered = 0
    for _ in range(1000):
        rates = random.beta(3, 7, units)
        totals = random.integers(5, 40, units)
        low, high = clustered.share(random.binomial(totals, rates), totals).interval
        covered += low <= 0.3 <= high
    assert covered >= 930


def test_the_life_table_covers_the_truth_where_units_differ():
    random = np.random.default_rng(3)
    covered = 0
    for _ in range(600):
        rates = random.beta(3, 7, 12)
        first = random.integers(5, 40, 12)
        back = random.binomial(first, rates)
        second = random.binomial(first - back, 0.7)
        again = random.binomial(second, rates)
        rows = [[*range(12)] * 2, [1] * 12 + [2] * 12, [*back, *again], [*first, *second]]
        low, high = clustered.life_table(*rows).shares[1].interval
        # Frail units leave the risk set first, so the truth is E over problems at risk.
        truth = 1 - (1 - 0.3) * (1 - (0.3 - (0.09 + 0.3 * 0.7 / 11)) / 0.7)
        covered += low <= truth <= high
    assert covered >= 560


def test_a_unit_without_cases_is_no_unit():
    assert clustered.share([10, 0, 20], [50, 0, 50]) == clustered.share([10, 20], [50, 50])


def test_a_life_table_of_one_period_has_the_interval_of_the_share():
    table = clustered.life_table(["A", "B"], [1, 1], [0, 6], [10, 10])
    share = clustered.share([0, 6], [10, 10])
    assert table.shares[0].share == pytest.approx(share.share)
    assert table.shares[0].interval == pytest.approx(share.interval)


def test_a_period_with_nobody_at_risk_and_one_that_all_return_in_divide_by_nothing(recwarn):
    empty = clustered.life_table(["U", "U"], [1, 3], [1, 0], [5, 3])
    assert [each.share for each in empty.shares] == pytest.approx([0.2, 0.2, 0.2])
    whole = clustered.life_table(["U"], [1], [3], [3])
    assert whole.shares[0].interval == statistics.wilson(3, 3)
    assert not recwarn.list


def test_two_units_are_the_fewest_that_say_how_units_differ():
    assert clustered.share([10, 20], [50, 50]).cases < 100
    assert clustered.worth(0.5, 10, 0.025, 1) == 10


def test_a_share_of_no_variance_or_at_its_end_is_worth_its_cases():
    assert clustered.worth(0.5, 10, 0.0, 3) == clustered.worth(0.0, 10, 0.1, 3) == 10
    assert clustered.worth(1.0, 10, 0.1, 3) == 10
