"""Funnel limits by the published formula, overdispersion, and many units at once."""

import numpy as np
import pytest

from analysis.statistics import funnel, multiplicity

COUNTS, TOTALS, TARGET = [3, 12, 1, 8, 0], [4, 40, 10, 20, 3], 24 / 77


@pytest.mark.parametrize(
    ("size", "low", "high"),
    [(20, 0.0117, 0.3661), (50, 0.0844, 0.3071), (100, 0.1197, 0.2765), (200, 0.1434, 0.2543)],
)
def test_exact_limits_at_a_fifth(size, low, high):
    assert funnel.exact_limits(0.2, size) == pytest.approx((low, high), abs=1e-4)


def test_exact_limits_for_naming():
    limits = funnel.exact_limits(0.2, 100, funnel.NAME)
    assert limits == pytest.approx((0.0810, 0.3268), abs=1e-4)


def test_limits_of_a_small_unit_do_not_pass_zero():
    assert funnel.exact_limits(0.2, 10).low == 0


def test_five_departments_vary_no_more_than_chance_allows():
    found = funnel.dispersion(COUNTS, TOTALS, TARGET)
    assert (found.ratio, found.threshold) == pytest.approx((1.556, 2.265), abs=1e-3)
    assert (found.is_over, found.between) == (False, 0)
    assert funnel.wide_limits(TARGET, 40, found) == funnel.exact_limits(TARGET, 40)


def test_units_that_vary_much_get_wider_limits():
    found = funnel.dispersion([10, 90] * 10, [100] * 20, 0.5)
    assert found.is_over
    # All scores are 8 or -8, so φ = 64, and τ² = (20·64 - 19)/(20·400 - 400) with w = 400.
    assert found.ratio == pytest.approx(64)
    assert found.between == pytest.approx((20 * 64 - 19) / 7_600)
    assert funnel.wide_limits(0.5, 100, found).high > funnel.exact_limits(0.5, 100).high


def test_extremes_are_pulled_in_before_dispersion_is_measured():
    calm = [50] * 18
    assert not funnel.dispersion([*calm, 0, 100], [100] * 20, 0.5).is_over


def test_probabilities_are_two_sided_and_alike_on_both_sides():
    spread = funnel.Dispersion(1.0, 2.0, 0.0)
    found = funnel.p_values([20, 50, 80], [100, 100, 100], 0.5, spread)
    assert found[0] == pytest.approx(found[2])
    assert found[1] == pytest.approx(1.0)
    assert found[0] < 1e-8


def test_benjamini_and_hochberg_1995(small):
    p_values = small["benjamini_hochberg_1995"]
    found = multiplicity.adjust(p_values, 0.05)
    assert found.stands.sum() == 4
    assert found.p_values[3] == pytest.approx(0.0356, abs=1e-4)
    assert multiplicity.adjust(p_values, 0.05, "holm").stands.sum() == 3
    assert multiplicity.adjust(p_values, 0.05, "bonferroni").stands.sum() == 3


def test_a_unit_without_a_probability_neither_stands_nor_counts():
    found = multiplicity.adjust([0.04, np.nan], 0.05)
    assert found.stands.tolist() == [True, False]
    assert found.p_values[0] == pytest.approx(0.04)
    assert np.isnan(found.p_values[1])
    assert multiplicity.adjust([np.nan]).stands.tolist() == [False]
