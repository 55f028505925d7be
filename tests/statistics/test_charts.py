"""Control charts against the NIST handbook, and each of the four rules on its own."""

import numpy as np
import pytest

from analysis.statistics import charts, signals


def test_nist_p_chart(small):
    wafers = small["nist_p_chart"]
    counts = np.round(np.array(wafers["shares"]) * wafers["n"])
    found = charts.p_chart(counts, np.full(30, wafers["n"]))
    limits = (found.centre, found.upper[0], found.lower[0])
    assert limits == pytest.approx((0.2313, 0.4102, 0.0524), abs=1e-4)
    assert [place + 1 for place in found.signals["beyond"]] == [15, 23]
    assert found.status == "ok"


def test_nist_individuals(small):
    points, ranges = charts.xmr_chart(small["nist_individuals"])
    limits = (points.centre, ranges.centre, points.upper[0], points.lower[0])
    assert limits == pytest.approx((50.81, 1.8778, 55.8041, 45.8159), abs=1e-3)
    assert ranges.upper[0] == pytest.approx(3.267 * 1.8778, abs=1e-3)
    assert points.status == "run_chart"  # ten points are too few for limits to be shown


def test_limits_of_counts_rates_and_gaps():
    counts = charts.c_chart([4] * 12)
    assert (counts.centre, counts.lower[0], counts.upper[0]) == (4, 0, 10)
    rates = charts.u_chart([4, 8], [1, 4])
    assert rates.centre == pytest.approx(2.4)
    assert rates.upper == pytest.approx([2.4 + 3 * np.sqrt(2.4), 2.4 + 3 * np.sqrt(0.6)])
    gaps = charts.g_chart([3, 5])
    assert (gaps.centre, gaps.lower[0]) == (4, 0)
    assert gaps.upper[0] == pytest.approx(4 + 3 * np.sqrt(20))


def test_limits_of_a_share_stay_between_none_and_all():
    found = charts.p_chart([0, 1, 2], [2, 2, 2])
    assert (found.lower.min(), found.upper.max()) == (0, 1)


@pytest.mark.parametrize(
    ("values", "rule", "places"),
    [
        ([0, 0, 3.1, 0], "beyond", (2,)),
        ([0, 0, 3.0, 0], "beyond", ()),
        ([-1] + [1] * 8 + [-1], "side", tuple(range(1, 9))),
        ([-1] + [1] * 7 + [-1], "side", ()),
        ([1, 1, 1, 1, 0, 1, 1, 1, 1], "side", ()),  # a point on the centre ends the run
        ([-1, 0, 0.1, 0.2, 0.3, 0.4, 0], "trend", (0, 1, 2, 3, 4, 5)),
        ([0, 0.1, 0.2, 0.3, 0.4, 0], "trend", ()),
        ([0.5, 0.4, 0.3, 0.2, 0.1, 0], "trend", (0, 1, 2, 3, 4, 5)),
        ([0, 2.5, 0, 2.5, 0], "near_limit", (1, 3)),
        ([0, 2.5, 0, 0, 2.5], "near_limit", ()),
        ([0, 2.5, -2.5, 0], "near_limit", ()),
    ],
)
def test_each_rule_names_the_points_that_break_it(values, rule, places):
    series = np.array(values, dtype=float)
    assert signals.signals(series, 0.0, np.ones(len(series)))[rule] == places


def test_a_series_that_never_moves_breaks_no_rule():
    found = charts.xmr_chart([5.0] * 14)[0]
    assert set(found.signals.values()) == {()}


def test_limits_stand_from_twelve_points_on():
    assert [charts.c_chart([4] * count).status for count in (11, 12)] == ["run_chart", "ok"]
