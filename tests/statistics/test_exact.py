"""Exact intervals against published ones; they cover at least 95 %."""

import numpy as np
import pytest

from analysis.statistics import exact

RUNS = 1_000


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(0, 20, 0.0, 0.1684), (81, 263, 0.2527, 0.3676)]
)
def test_clopper_pearson_gives_the_published_intervals(count, total, low, high):
    assert exact.clopper_pearson(count, total) == pytest.approx((low, high), abs=1e-4)


def test_clopper_pearson_of_all_ends_at_one():
    assert exact.clopper_pearson(20, 20) == pytest.approx((1 - 0.1684, 1.0), abs=1e-4)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904)],
)
def test_poisson_gives_the_published_intervals(count, low, high):
    assert exact.poisson(count) == pytest.approx((low, high), abs=1e-4)


def test_a_rate_is_told_per_exposure():
    assert exact.poisson(5, 10.0) == pytest.approx((0.16235, 1.16683), abs=1e-5)


def test_exact_intervals_cover_at_least_95_of_100_runs():
    generator = np.random.default_rng(21)
    shares = [exact.clopper_pearson(int(x), 60) for x in generator.binomial(60, 0.3, RUNS)]
    rates = [exact.poisson(int(x)) for x in generator.poisson(6, RUNS)]
    assert np.mean([low <= 0.3 <= high for low, high in shares]) >= 0.95
    assert np.mean([low <= 6 <= high for low, high in rates]) >= 0.95


@pytest.mark.parametrize("call", [(3, 2), (0, 0), (-1, 4)])
def test_no_interval_of_what_is_no_share(call):
    with pytest.raises(ValueError, match="no share"):
        exact.clopper_pearson(*call)
