"""What really changed: by hand for two known pairs of intervals, and the line of six years."""

import pandas as pd
import pytest

from analysis.indicators import moves


def _history(*rows):
    columns = ["name", "register_year", "value", "low", "high"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "Float64", "low": "Float64"})


@pytest.mark.parametrize(
    ("before", "now", "shape"),
    [
        # d = .30, L = .30 - √(.09² + .08²) = .18 > 0
        ((0.20, 0.13, 0.28), (0.50, 0.41, 0.59), "up"),
        ((0.50, 0.41, 0.59), (0.20, 0.13, 0.28), "down"),
        # d = .10, L = .10 - √(.09² + .08²) = -.02
        ((0.20, 0.13, 0.28), (0.30, 0.21, 0.39), "same"),
        # The two intervals overlap and the difference is real: d = .13, L = .13 - √(.08² + .09²)
        ((0.20, 0.12, 0.29), (0.33, 0.25, 0.42), "up"),
        ((0.20, 0.12, 0.29), (None, None, None), "unknown"),
    ],
)
def test_a_change_is_real_where_the_interval_of_the_difference_leaves_out_zero(before, now, shape):
    table = _history(("stale_dates", 2022, *before), ("stale_dates", 2023, *now))
    assert moves.frame(table, year=2023)["shape"].tolist() == [shape]


def test_the_line_has_six_years_with_gaps_and_ends_in_the_reported_one():
    table = _history(
        ("stale_dates", 2017, 0.9, 0.8, 1.0),
        ("stale_dates", 2019, 0.1, 0.0, 0.2),
        ("stale_dates", 2023, 0.2, 0.1, 0.3),
        ("stale_dates", 2024, 0.3, 0.2, 0.4),
    )
    (line,) = moves.frame(table, year=2023)["points"]
    assert line == [None, 0.1, None, None, None, 0.2]


def test_what_stands_in_another_tile_has_no_shape_of_its_own():
    table = _history(("coarse_measures", 2023, 0.2, 0.1, 0.3))
    assert moves.frame(table, year=2023).empty
