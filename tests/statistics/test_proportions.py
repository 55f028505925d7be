"""What 0 of n leaves open, and how often 95 % intervals of shares hold the truth."""

import numpy as np
import pytest

from analysis import statistics
from analysis.statistics import proportions

RUNS = 1_000


@pytest.mark.parametrize(
    ("total", "upper"), [(3, 0.5615), (5, 0.4345), (8, 0.3244), (10, 0.2775), (20, 0.1611)]
)
def test_none_of_few_leaves_much_open(total, upper):
    assert statistics.none_of(total) == pytest.approx(upper, abs=1e-4)
    assert statistics.wilson(0, total) == (0.0, statistics.none_of(total))


def test_wilson_covers_the_true_share_in_95_of_100_runs():
    generator = np.random.default_rng(11)
    limits = [statistics.wilson(int(x), 60) for x in generator.binomial(60, 0.3, RUNS)]
    assert 0.93 <= np.mean([low <= 0.3 <= high for low, high in limits]) <= 0.97


def test_newcombe_covers_no_difference_in_95_of_100_runs():
    generator = np.random.default_rng(12)
    pairs = zip(generator.binomial(50, 0.3, RUNS), generator.binomial(40, 0.3, RUNS), strict=True)
    limits = [statistics.newcombe((int(x), 50), (int(y), 40)) for x, y in pairs]
    assert 0.93 <= np.mean([low <= 0 <= high for low, high in limits]) <= 0.97


def test_a_small_population_needs_nearly_all_of_its_decisions():
    # n₀ = 1.96² · .25/.3² = 10.67, and 10.67/(1 + 9.67/12) = 5.91.
    assert proportions.decisions_needed(0.5, 0.3, 12) == 6


@pytest.mark.parametrize(("half_width", "population"), [(0, 10), (0.05, 0)])
def test_no_width_and_nobody_are_no_sample(half_width, population):
    with pytest.raises(ValueError, match="no sample"):
        proportions.decisions_needed(0.5, half_width, population)
