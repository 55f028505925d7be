"""Before and after: steps in series, differences in differences, regression to the mean."""

import numpy as np
import pytest

from analysis.statistics import differences, interrupted, regression_to_mean

RUNS = 1_000


def test_sicily_smoking_ban(series):
    aces = series("sicily_ace")
    found = interrupted.step_change(aces["aces"], aces["stdpop"], aces["ban"])
    assert (found.before_count + found.after_count, found.status) == (59, "ok")
    assert found.ratio == pytest.approx(0.8944, abs=1e-4)
    assert found.interval == pytest.approx((0.839, 0.953), abs=1e-3)
    assert found.dispersion == pytest.approx(3.559, abs=1e-3)


def test_sicily_smoking_ban_with_seasons(series):
    aces = series("sicily_ace")
    found = interrupted.step_change(aces["aces"], aces["stdpop"], aces["ban"], harmonics=2)
    assert found.ratio == pytest.approx(0.8851, abs=1e-4)
    assert found.interval == pytest.approx((0.8394, 0.9332), abs=1e-4)
    assert found.dispersion == pytest.approx(2.262, abs=1e-3)


@pytest.mark.parametrize(
    ("before", "after", "harmonics", "status"),
    [(6, 6, 0, "ok"), (5, 7, 0, "too_short"), (7, 5, 0, "too_short"), (6, 6, 2, "too_short")],
)
def test_a_series_too_short_for_a_step_is_refused(before, after, harmonics, status):
    counts = np.arange(1, 13) % 5 + 3
    is_after = np.repeat([False, True], [before, after])
    found = interrupted.step_change(counts, np.ones(12), is_after, harmonics=harmonics)
    assert found.status == status
    assert np.isnan(found.ratio) == (status != "ok")


def test_a_side_without_a_single_event_gives_no_ratio():
    counts, after = [3, 4, 5, 4, 3, 4, 0, 0, 0, 0, 0, 0], [0] * 6 + [1] * 6
    assert interrupted.step_change(counts, np.ones(12), after).status == "no_events"


def test_the_difference_in_differences_of_published_means():
    # Card and Krueger 1994: 20.44 to 21.03 jobs with the rise, 23.33 to 21.17 without.
    found = differences.difference_in_differences(
        [20.44, 20.44, 23.33, 23.33], [21.03, 21.03, 21.17, 21.17], [1, 1, 0, 0]
    )
    assert found.effect == pytest.approx(2.75, abs=1e-9)
    assert (found.status, found.p_value) == ("few_units", pytest.approx(1 / 3))


def test_one_treated_unit_is_too_short_for_a_difference():
    found = differences.difference_in_differences([1, 2, 3, 4], [2, 2, 3, 4], [1, 0, 0, 0])
    assert (found.status, np.isnan(found.effect)) == ("too_short", True)


def test_a_unit_seen_on_one_side_only_does_not_enter():
    with_gap = differences.difference_in_differences(
        [1.0, 2.0, 3.0, 4.0, np.nan], [2.0, 4.0, 3.0, 4.0, 9.0], [1, 1, 0, 0, 1]
    )
    assert (with_gap.effect, with_gap.unit_count) == (1.5, 4)


def test_chance_alone_takes_a_bad_unit_back_towards_the_mean():
    assert regression_to_mean.expected_after(10, 4, 2) == pytest.approx(8.0)
    assert regression_to_mean.expected_after(10, 4, np.inf) == 4


def test_few_units_say_nothing_about_chance():
    assert regression_to_mean.before_after([9, 1], [3, 1], [1, 0]).status == "too_few_units"


@pytest.mark.slow
def test_steps_and_differences_cover_no_effect_in_95_of_100_runs():
    generator, time = np.random.default_rng(51), np.arange(48)
    steps, gaps = [], []
    for _ in range(RUNS):
        mean = np.exp(3 + 0.005 * time)
        counts = generator.poisson(generator.gamma(10, mean / 10))
        steps.append(interrupted.step_change(counts, np.ones(48), time >= 24).interval)
        before, after = generator.normal(0, 1, 24), generator.normal(0.5, 1, 24)
        found = differences.difference_in_differences(before, after, np.arange(24) < 10)
        gaps.append(found.interval)
    assert 0.93 <= np.mean([low <= 1 <= high for low, high in steps]) <= 0.97
    assert 0.93 <= np.mean([low <= 0 <= high for low, high in gaps]) <= 0.97


@pytest.mark.parametrize("spread", [0, 2])
def test_the_worst_quarter_improves_by_itself_but_shows_no_effect(spread):
    generator = np.random.default_rng(3)
    covered, improved = [], []
    for _ in range(RUNS):
        rates = generator.gamma(3, 2, 40) if spread else np.full(40, 6.0)
        before, after = generator.poisson(rates), generator.poisson(rates)
        worst = before >= np.quantile(before, 0.75)
        found = regression_to_mean.before_after(before, after, worst)
        covered.append(found.interval.low <= 1 <= found.interval.high)
        improved.append(found.naive_ratio)
    assert np.mean(improved) < 0.95
    assert 0.93 <= np.mean(covered) <= 0.97


def test_a_series_without_any_variation_has_no_step_and_does_not_fail():
    found = interrupted.step_change([8] * 14, [10] * 14, [False] * 7 + [True] * 7)
    assert (found.ratio, found.dispersion) == pytest.approx((1, 0), abs=1e-6)


def test_a_series_of_few_points_gets_the_wider_limits_of_student():
    counts = [9, 4, 12, 7, 10, 5, 11, 6, 9, 4, 8, 3, 7, 2, 6, 4]
    found = interrupted.step_change(counts, np.ones(16), np.arange(16) >= 8)
    reach = np.log(found.student.high / found.ratio) / np.log(found.interval.high / found.ratio)
    # Student's quantile with 16 - 3 degrees of freedom, on a dispersion of at least 1.
    assert reach == pytest.approx(2.160369 / 1.959964 * max(1, found.dispersion**-0.5), rel=1e-4)


def test_six_years_of_quarters_turn_limits_of_278_to_986_into_267_to_1025():
    """A printed example: with normal quantiles apart from no step, with Student's not."""
    random = np.random.default_rng(5)
    counts = random.poisson(random.gamma(4, 2, 24))
    found = interrupted.step_change(counts, np.ones(24), np.arange(24) >= 12)
    assert found.dispersion > 1
    longer = np.log(found.student.high / found.ratio) / np.log(found.interval.high / found.ratio)
    middle, reach = np.sqrt(0.278 * 0.986), np.log(0.986 / 0.278) / 2 * longer
    assert middle * np.exp([-reach, reach]) == pytest.approx([0.267, 1.025], abs=1e-3)


@pytest.mark.slow
def test_limits_of_a_short_series_cover_no_step_in_93_of_100_runs():
    generator = np.random.default_rng(8)
    covered = []
    for _ in range(RUNS):
        counts = generator.poisson(generator.gamma(6, 2, 12))
        found = interrupted.step_change(counts, np.ones(12), np.arange(12) >= 6).student
        covered.append(found.low <= 1 <= found.high)
    assert np.mean(covered) >= 0.93


@pytest.mark.parametrize("trend", [0.6, 1.0, 1.5])
def test_a_year_that_changed_for_everybody_is_no_effect_on_the_bad_units(trend):
    generator = np.random.default_rng(4)
    covered = []
    for _ in range(RUNS):
        rates = generator.gamma(3, 2, 40)
        before, after = generator.poisson(rates), generator.poisson(rates * trend)
        worst = before >= np.quantile(before, 0.75)
        low, high = regression_to_mean.against_others(before, after, worst).interval
        covered.append(low <= 1 <= high)
    assert np.mean(covered) >= 0.93
