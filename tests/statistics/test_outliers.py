"""Units that stand out: found whatever they do to the spread, and hardly ever called by chance."""

import numpy as np
import pytest

from analysis.statistics import outliers


@pytest.mark.parametrize("units", [5, 6, 7, 8, 9])
def test_one_unit_at_87_among_others_at_20_of_60_is_found_and_only_that_one(units):
    found = outliers.sides([52] + [12] * (units - 1), [60] * units)
    assert found.tolist() == [1] + [0] * (units - 1)


def test_one_bad_and_one_good_unit_do_not_hide_each_other():
    counts = [20 + place % 4 for place in range(30)] + [55, 0]
    assert outliers.sides(counts, [100] * 32).tolist() == [0] * 30 + [1, -1]


def test_few_units_are_not_judged():
    assert outliers.sides([0, 60, 0, 0], [60] * 4).tolist() == [0] * 4


@pytest.mark.parametrize("units", [5, 9, 12, 20])
@pytest.mark.parametrize("spread", [0, 0.3])
def test_units_that_differ_by_chance_or_a_little_are_hardly_ever_called(units, spread):
    random = np.random.default_rng(units)
    calls = 0
    for _ in range(400):
        rates = 1 / (1 + np.exp(np.log(4) - random.normal(0, spread, units)))
        calls += outliers.sides(random.binomial(60, rates), [60] * units).any()
    assert calls / 400 <= 0.05
