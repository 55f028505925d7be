"""Intervals against published tables and against statsmodels."""

import pytest
from statsmodels.stats import proportion

from analysis import statistics


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 3, 0.0000, 0.5615),
        (5, 10, 0.2366, 0.7634),
    ],
)
def test_wilson_gives_the_published_intervals(count, total, low, high):
    assert statistics.wilson(count, total) == pytest.approx((low, high), abs=1e-4)


def test_newcombe_gives_the_published_interval_of_a_difference():
    assert statistics.newcombe((56, 70), (48, 80)) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_both_agree_with_statsmodels_on_small_counts():
    for total in range(1, 12):
        for count in range(total + 1):
            wilson = proportion.proportion_confint(count, total, method="wilson")
            assert statistics.wilson(count, total) == pytest.approx(wilson, abs=1e-12)
            newcombe = proportion.confint_proportions_2indep(
                count, total, 3, 7, compare="diff", method="newcomb"
            )
            assert statistics.newcombe((count, total), (3, 7)) == pytest.approx(newcombe, abs=1e-9)


def test_no_case_at_all_has_no_interval():
    with pytest.raises(ValueError, match="0 of 0"):
        statistics.wilson(0, 0)
