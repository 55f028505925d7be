"""Ratios of rates by hand: log interval, overdispersion, sides without events."""

import math

import pytest

from analysis.statistics import rates


def test_the_ratio_of_two_rates_has_the_interval_of_its_logarithm():
    # 20 findings in 10 visits against 10 in 20: rates 2 and 0.5, ratio 4; each row as by chance.
    found = rates.rate_ratio([(20, 10)], [(10, 20)])
    reach = 1.959964 * math.sqrt(1 / 20 + 1 / 10)
    assert found.value == 4 and found.dispersion == 1
    assert found.interval.low == pytest.approx(4 * math.exp(-reach), abs=1e-4)
    assert found.interval.high == pytest.approx(4 * math.exp(reach), abs=1e-4)


def test_rows_that_vary_more_than_by_chance_widen_it():
    # Means 5 and 2: Pearson (25 + 25)/5 + (4 + 4)/2 = 14 on 2 degrees of freedom, so 7.
    found = rates.rate_ratio([(10, 1), (0, 1)], [(4, 1), (0, 1)])
    reach = 1.959964 * math.sqrt(7 * (1 / 10 + 1 / 4))
    assert found.dispersion == 7
    assert found.interval.high == pytest.approx(2.5 * math.exp(reach), abs=1e-3)


@pytest.mark.parametrize("other", [[], [(0, 9)], [(0, 0)]])
def test_without_an_event_or_a_visit_on_one_side_no_ratio_is_said(other):
    assert rates.rate_ratio([(5, 5)], other) is None
