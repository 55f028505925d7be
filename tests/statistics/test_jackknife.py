"""Limits by leaving out one unit after another: a classic mean, whole refits, and refusal."""

import numpy as np
import pytest

from analysis.statistics import hazard, jackknife

# Extra hours of sleep of ten people under one drug over the other: Student (1908), Biometrika 6.
SLEEP = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])


def test_the_jackknife_of_a_mean_is_students_interval():
    """0.7001142 to 2.4598858 by R's t.test of the same differences."""
    without = (SLEEP.sum() - SLEEP) / 9
    found = jackknife.Replicates(without[:, None], np.array([SLEEP.mean()]))
    centre, limits = jackknife.interval(found, lambda values: float(values[0]), freedom=9)
    assert centre == pytest.approx(1.58)
    assert limits == pytest.approx((0.7001142, 2.4598858), abs=1e-6)


def _units(count=12):
    """Units that differ, each with coarse and quantified measures in two periods."""
    random = np.random.default_rng(2)
    rows = [(unit, period, band) for unit in range(count) for period in (1, 2) for band in (0, 1)]
    units, periods, bands = (np.array(each) for each in zip(*rows, strict=True))
    rates = 0.25 * random.lognormal(0, 0.4, count)[units] * np.where(bands, 0.6, 1.0)
    trials = random.integers(8, 25, len(rows))
    design = np.column_stack([periods == 1, periods == 2, bands]).astype(float)
    return design, random.binomial(trials, np.minimum(rates, 0.9)), trials, units


def test_one_step_without_a_unit_is_the_fit_without_it():
    design, events, trials, units = _units()
    whole = hazard.fit(design, events, trials, link="cloglog").coefficients
    found = jackknife.replicates(design, events, trials, units.tolist(), whole)
    for unit in range(12):
        kept = units != unit
        refit = hazard.fit(design[kept], events[kept], trials[kept], link="cloglog").coefficients
        assert found.without[unit] == pytest.approx(refit, abs=0.02)


def test_what_rests_on_one_unit_is_told():
    design, events, trials, units = _units()
    design[:, 2] *= units == 0  # quantified measures stand in one unit alone
    whole = hazard.fit(design, events, trials, link="cloglog").coefficients
    assert jackknife.replicates(design, events, trials, units.tolist(), whole).is_resting_on_one
