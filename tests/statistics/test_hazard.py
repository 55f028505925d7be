"""Discrete-time hazards against the published life table and regression; separation fails."""

import numpy as np
import pytest

from analysis.statistics import hazard

AT_RISK, EVENTS = [180, 165, 158, 134, 105, 80], [15, 7, 24, 29, 25, 26]
AT_RISK_BY_GROUP = [72, 70, 68, 60, 52, 42, 108, 95, 90, 74, 53, 38]
EVENTS_BY_GROUP = [2, 2, 8, 8, 10, 8, 13, 5, 16, 21, 15, 18]
BY_GROUP = np.column_stack([np.vstack([np.eye(6)] * 2), np.repeat([0.0, 1.0], 6)])


def test_first_sex_life_table():
    table = hazard.life_table(AT_RISK, EVENTS)
    assert table.hazard == pytest.approx([0.0833, 0.0424, 0.1519, 0.2164, 0.2381, 0.325], abs=1e-4)
    survived = [0.9167, 0.8778, 0.7444, 0.5833, 0.4444, 0.3000]
    assert table.survival == pytest.approx(survived, abs=1e-4)


def test_the_life_table_is_the_one_of_the_bundled_series(small):
    assert small["first_sex"] == {"at_risk": AT_RISK, "events": EVENTS}


def test_first_sex_by_grade():
    found = hazard.fit(np.eye(6), EVENTS, AT_RISK)
    expected = [-2.3979, -3.1167, -1.7198, -1.2867, -1.1632, -0.7309]
    assert found.coefficients == pytest.approx(expected, abs=1e-4)
    assert found.deviance == pytest.approx(651.96, abs=1e-2)
    assert (found.status, found.event_count, found.events_per_parameter) == ("ok", 126, 21)


def test_parental_transition_by_logit_and_by_cloglog():
    logit = hazard.fit(BY_GROUP, EVENTS_BY_GROUP, AT_RISK_BY_GROUP)
    assert logit.coefficients[-1] == pytest.approx(0.8736, abs=1e-3)
    assert logit.errors[-1] == pytest.approx(0.2174, abs=1e-3)
    assert logit.deviance == pytest.approx(634.66, abs=1e-2)
    cloglog = hazard.fit(BY_GROUP, EVENTS_BY_GROUP, AT_RISK_BY_GROUP, link="cloglog")
    assert cloglog.coefficients[-1] == pytest.approx(0.7854, abs=1e-3)
    assert cloglog.errors[-1] == pytest.approx(0.1956, abs=1e-3)
    assert np.exp(cloglog.coefficients[-1]) == pytest.approx(2.193, abs=1e-3)


def test_single_periods_give_the_fit_of_grouped_ones():
    ended = [np.r_[np.ones(d), np.zeros(n - d)] for n, d in zip(AT_RISK, EVENTS, strict=True)]
    single = hazard.fit(np.repeat(np.eye(6), AT_RISK, axis=0), np.concatenate(ended), np.ones(822))
    grouped = hazard.fit(np.eye(6), EVENTS, AT_RISK)
    assert single.coefficients == pytest.approx(grouped.coefficients, abs=1e-8)
    assert single.deviance == pytest.approx(grouped.deviance, abs=1e-8)


@pytest.mark.parametrize(
    ("design", "ended", "status"),
    [
        ([[1, 0], [1, 0], [1, 1], [1, 1]], [0, 0, 1, 1], "separated"),
        ([[1, 0], [1, 0], [1, 1], [1, 1]], [0, 1, 1, 1], "separated"),  # one side only
        ([[1, 0], [1, 0], [1, 1], [1, 1]], [0, 1, 0, 1], "ok"),
        ([[1, 0], [1, 1]], [0, 0], "no_events"),
    ],
)
def test_separation_is_a_failure_and_gives_no_number(design, ended, status):
    found = hazard.fit(design, ended, np.ones(len(ended)))
    assert found.status == status
    assert np.isnan(found.coefficients).all() == (status != "ok")


def test_repeating_each_period_tenfold_within_its_unit_adds_no_certainty():
    # Each unit ten times the same period: with G units the sandwich is that of one row a unit.
    ended = np.array([0, 1, 0, 1, 1, 0, 0, 1], dtype=float)
    design = np.column_stack([np.ones(8), [0, 0, 0, 0, 1, 1, 1, 1]])
    alone = hazard.fit(design, ended, np.ones(8), units=range(8))
    tenfold = hazard.fit(
        np.repeat(design, 10, axis=0), np.repeat(ended, 10), np.ones(80),
        units=np.repeat(np.arange(8), 10),
    )  # fmt: skip
    correction = np.sqrt((79 / 78) / (7 / 6))
    assert tenfold.errors == pytest.approx(alone.errors * correction, rel=1e-6)


@pytest.mark.slow
def test_clustered_limits_cover_no_effect_in_95_of_100_runs():
    generator = np.random.default_rng(1)
    units, years, covered = 40, 12, []
    for _ in range(1_000):
        banded = np.repeat(generator.integers(0, 2, units), years)
        level = np.repeat(generator.normal(0, 0.5, units), years) - 1.2
        ended = generator.random(units * years) < 1 / (1 + np.exp(-level))
        design = np.column_stack([np.ones(units * years), banded])
        names = np.repeat(np.arange(units), years)
        found = hazard.fit(design, ended, np.ones(units * years), units=names)
        covered.append(found.low[1] <= 0 <= found.high[1])
    assert 0.93 <= np.mean(covered) <= 0.97
