"""What 0 of n leaves open, and how often 95 % intervals of shares hold the truth."""

import numpy as np
import pytest

from analysis import statistics

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
