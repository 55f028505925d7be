"""Curves with limits that allow for units: against single cases, by hand, and by simulation."""

import numpy as np
import pytest

from analysis.statistics import clustered_curves, survival

DAYS = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161]
ENDED = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]


def test_of_one_unit_the_curve_is_kaplan_and_meiers():
    """The maintained arm of the leukaemia data: S(23) = .61364 (R, survival::aml)."""
    left = [1 - each for each in ENDED]
    found = clustered_curves.curve(["U"] * 11, DAYS, ENDED, left)
    plain = survival.kaplan_meier(DAYS, ENDED)
    assert found.at(23)[0] == pytest.approx(0.61364, abs=1e-5)
    assert found.low.tolist() == plain.low.tolist() and found.high.tolist() == plain.high.tolist()


def test_the_share_does_not_depend_on_which_unit_has_the_cases():
    left = [1 - each for each in ENDED]
    found = clustered_curves.curve(list("aabbccddeef"), DAYS, ENDED, left)
    assert found.survival.tolist() == survival.kaplan_meier(DAYS, ENDED).survival.tolist()


def test_units_of_one_case_each_have_the_error_of_a_share_times_what_few_units_cost():
    found = clustered_curves.curve(range(10), range(1, 11), [1] * 10, [0] * 10)
    # Nothing is censored, so S is a share: its variance S(1 - S)/n, times k/(k - 1).
    assert found.error[4] ** 2 == pytest.approx(0.5 * 0.5 / 10 * 10 / 9)


def test_units_that_close_all_at_once_are_worth_as_many_cases_as_units():
    units = np.repeat(range(10), 20)
    found = clustered_curves.curve(units, units + 1, np.ones(200), np.zeros(200))
    assert found.error[4] ** 2 == pytest.approx(0.5 * 0.5 / 10 * 10 / 9)
    narrow = survival.kaplan_meier(units + 1, np.ones(200))
    assert found.error[4] > 4 * narrow.error[4]


def test_the_limits_cover_the_share_closed_in_time_where_units_differ():
    random = np.random.default_rng(7)
    truth = 1 - (1 / 3) * sum(np.exp(-90 * rate) for rate in (0.004, 0.01, 0.025))
    covered = alone = 0
    for _ in range(400):
        rates = random.choice([0.004, 0.01, 0.025], 15)
        units = np.repeat(np.arange(15), 20)
        days = np.ceil(random.exponential(1 / rates[units]))
        ended, days = days <= 200, np.minimum(days, 200)
        for name, who in (("units", units), ("cases", np.zeros(300))):
            limits = clustered_curves.curve(who, days, ended, ~ended).at(90)[1]
            holds = limits.low <= 1 - truth <= limits.high
            covered += holds and name == "units"
            alone += holds and name == "cases"
    assert covered >= 0.93 * 400 > alone  # as single cases they would claim too much
