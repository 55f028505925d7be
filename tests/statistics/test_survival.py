"""Curves of time to return against published curves and a cohort to check by hand."""

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from analysis import statistics
from analysis.statistics import survival

# Year closed and year returned of twelve problems; looking ended in 2024.
CLOSED = [2020, 2020, 2020, 2020, 2021, 2021, 2021, 2022, 2022, 2023, 2023, 2024]
RETURNED = [2021, 2022, None, 2021, 2022, None, 2023, 2023, None, 2024, None, None]
YEARS = [(back or 2024) - closed for closed, back in zip(CLOSED, RETURNED, strict=True)]
SEEN = [back is not None for back in RETURNED]


def test_twelve_problems_followed_by_hand():
    curve = survival.kaplan_meier(YEARS, SEEN)
    assert curve.at(1)[0] == pytest.approx(0.545455, abs=1e-6)
    held, limits = curve.at(2)
    assert held == pytest.approx(0.327273, abs=1e-6)
    assert limits == pytest.approx((0.0828, 0.6061), abs=1e-4)
    assert curve.error[2] == pytest.approx(0.14965, abs=1e-5)
    assert survival.median(curve) == 2
    assert survival.restricted_mean(curve, 3) == pytest.approx(1.872727, abs=1e-6)


def test_one_year_return_counts_only_problems_followed_for_a_year():
    followed = [(y, s) for y, s in zip(YEARS, SEEN, strict=True) if y >= 1]
    within_a_year = sum(s and y == 1 for y, s in followed)
    assert (within_a_year, len(followed)) == (5, 11)
    assert statistics.wilson(5, 11) == pytest.approx((0.2127, 0.7199), abs=1e-4)


def test_a_spell_closed_in_the_last_year_is_at_risk_at_zero_only():
    curve = survival.kaplan_meier(YEARS, SEEN)
    assert (curve.at_risk[0], curve.at_risk[1]) == (12, 11)
    assert np.isnan(survival.kaplan_meier([0], [False]).at(1)[0])


def test_what_lies_beyond_the_last_time_is_not_known():
    curve = survival.kaplan_meier([1, 2, 3], [True, False, False])
    assert np.isnan(curve.at(4)[0])
    assert survival.restricted_mean(curve, 4) is None
    assert survival.median(curve) is None
    assert survival.restricted_mean(survival.kaplan_meier([1, 2], [True, True]), 4) == 1.5


def test_counted_spells_give_the_curve_of_single_ones():
    single = survival.kaplan_meier(YEARS, SEEN)
    counted = survival.from_counts([0, 1, 2, 3, 4], [0, 5, 2, 0, 0], [1, 1, 1, 1, 1])
    assert counted.survival.tolist() == single.survival.tolist()
    assert counted.low.tolist() == single.low.tolist()


def test_curve_and_greenwood_error_agree_with_statsmodels(series):
    waltons = series("waltons")
    theirs = SurvfuncRight(waltons["T"], waltons["E"])
    ours = survival.kaplan_meier(waltons["T"], waltons["E"])
    kept = ours.events > 0
    assert ours.survival[kept] == pytest.approx(theirs.surv_prob, abs=1e-12)
    assert ours.error[kept][:-1] == pytest.approx(theirs.surv_prob_se[:-1], abs=1e-12)


def test_waltons_medians_and_log_rank(series):
    waltons = series("waltons")
    curve = survival.kaplan_meier(waltons["T"], waltons["E"])
    parts = {
        name: survival.median(survival.kaplan_meier(part["T"], part["E"]))
        for name, part in waltons.groupby("group")
    }
    found = survival.log_rank(waltons["T"], waltons["E"], waltons["group"])
    assert (len(waltons), int(waltons["E"].sum())) == (163, 156)
    assert (survival.median(curve), parts) == (56, {"control": 58, "miR-137": 26})
    assert found.statistic == pytest.approx(122.249, abs=1e-3)
    assert 0 < found.p_value < 1e-20


def test_leukaemia_medians_curve_and_log_rank(small):
    maintained, plain = ([tuple(zip(*small["aml"][name], strict=True)) for name in
                          ("maintained", "nonmaintained")])  # fmt: skip
    curve = survival.kaplan_meier(*maintained)
    assert survival.median(curve) == 31
    assert survival.median(survival.kaplan_meier(*plain)) == 23
    held = [curve.at(week)[0] for week in (9, 13, 18, 23)]
    assert held == pytest.approx([0.90909, 0.81818, 0.71591, 0.61364], abs=1e-5)
    groups = ["maintained"] * len(maintained[0]) + ["plain"] * len(plain[0])
    found = survival.log_rank(maintained[0] + plain[0], maintained[1] + plain[1], groups)
    assert found.statistic == pytest.approx(3.396, abs=1e-3)
    assert found.p_value == pytest.approx(0.06534, abs=1e-5)


def test_governments_last_a_median_of_four_years(series):
    spells = series("dd")
    assert survival.median(survival.kaplan_meier(spells["duration"], spells["observed"])) == 4


def test_one_group_cannot_be_compared():
    with pytest.raises(ValueError, match="two groups"):
        survival.log_rank([1, 2], [True, True], ["a", "a"])


@pytest.mark.parametrize("durations", [[-1.0, 2.0], [float("nan"), 1.0]])
def test_impossible_durations_are_refused(durations):
    with pytest.raises(ValueError, match="durations"):
        survival.kaplan_meier(durations, [True, True])


@pytest.mark.slow
def test_limits_cover_the_true_share_in_95_of_100_runs():
    generator = np.random.default_rng(31)
    covered = []
    for _ in range(1_000):
        ends, stops = np.ceil(generator.exponential(4, 80)), generator.integers(1, 8, 80)
        _, limits = survival.kaplan_meier(np.minimum(ends, stops), ends <= stops).at(3)
        covered.append(limits.low <= np.exp(-3 / 4) <= limits.high)
    assert 0.93 <= np.mean(covered) <= 0.97
