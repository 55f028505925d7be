"""Beta-binomial shrinkage against the rat tumours and five small departments."""

import numpy as np
import pytest

from analysis.statistics import hyperprior, shrinkage

COUNTS, TOTALS = [3, 12, 1, 8, 0], [4, 40, 10, 20, 3]


def test_five_departments_by_moments():
    prior = shrinkage.moments(COUNTS, TOTALS)
    assert prior.status == "partial_pooling"
    found = (prior.share, prior.rho, prior.strength, prior.alpha, prior.beta)
    assert found == pytest.approx((0.31169, 0.083293, 11.006, 3.4304, 7.5754), abs=1e-3)
    units = shrinkage.estimates(COUNTS, TOTALS, prior)
    assert units.mean == pytest.approx([0.4285, 0.3025, 0.2109, 0.3687, 0.2449], abs=1e-3)
    assert (units.low[0], units.high[0]) == pytest.approx((0.1991, 0.676), abs=1e-3)
    assert (units.low[4], units.high[4]) == pytest.approx((0.0668, 0.4914), abs=1e-3)


def test_five_departments_averaged_over_priors():
    found = hyperprior.averaged(COUNTS, TOTALS)
    assert found.mean == pytest.approx([0.4985, 0.3056, 0.2007, 0.3756, 0.2166], abs=1e-3)


def test_maximum_likelihood_that_runs_away_is_refused_and_not_used():
    prior = shrinkage.maximum_likelihood(COUNTS, TOTALS)
    assert prior.status == "refused"
    assert prior.strength > 1e7
    with pytest.raises(ValueError, match="refused"):
        shrinkage.estimates(COUNTS, TOTALS, prior)


def test_units_that_differ_by_chance_only_are_pooled_and_it_is_said():
    prior = shrinkage.moments([3, 3, 3], [10, 10, 10])
    assert (prior.status, prior.rho < 0) == ("complete_pooling", True)
    units = shrinkage.estimates([3, 3, 3], [10, 10, 10], prior)
    assert units.mean.tolist() == pytest.approx([0.3, 0.3, 0.3])
    assert np.isnan(units.low).all()


def test_a_unit_without_cases_does_not_move_the_prior_and_gets_its_mean():
    prior = shrinkage.moments([*COUNTS, 0], [*TOTALS, 0])
    assert prior == shrinkage.moments(COUNTS, TOTALS)
    assert shrinkage.estimates([0], [0], prior).mean == pytest.approx([prior.share])


def test_one_unit_tells_nothing_of_units():
    assert shrinkage.moments([3], [10]).status == "too_few_units"


def test_order_of_units_changes_nothing():
    turned = shrinkage.moments(COUNTS[::-1], TOTALS[::-1])
    assert turned.strength == pytest.approx(shrinkage.moments(COUNTS, TOTALS).strength)


def test_a_count_above_its_total_is_refused():
    with pytest.raises(ValueError, match="outside"):
        shrinkage.moments([5], [4])


@pytest.fixture
def rats(small):
    tumours = small["rat_tumours"]
    return np.array(tumours["events"]), np.array(tumours["trials"])


def test_rat_tumours_by_simple_moments(rats):
    shares = rats[0] / rats[1]
    prior = shrinkage.moments_of_shares(shares)
    assert len(shares) == 70
    assert (shares.mean(), shares.std(ddof=1)) == pytest.approx((0.136, 0.1035), abs=1e-3)
    assert (prior.alpha, prior.beta) == pytest.approx((1.356, 8.615), abs=1e-3)
    current = shrinkage.estimates([4], [14], prior)
    assert (current.mean[0], current.deviation[0]) == pytest.approx((0.223, 0.083), abs=1e-3)


def test_rat_tumours_with_the_published_prior():
    prior = shrinkage.Prior(0.14, 1 / 11, 1.4, 8.6, "partial_pooling")
    current = shrinkage.estimates([4], [14], prior)
    assert (current.mean[0], current.deviation[0]) == pytest.approx((0.225, 0.083), abs=1e-3)


def test_rat_tumours_by_maximum_likelihood(rats):
    prior = shrinkage.maximum_likelihood(*rats)
    assert prior.status == "partial_pooling"
    assert (prior.alpha, prior.beta) == pytest.approx((2.305, 14.080), abs=1e-3)
    reached = shrinkage.log_likelihood(*rats, prior.alpha, prior.beta)
    assert -reached == pytest.approx(154.140, abs=1e-3)


def test_rat_tumours_averaged_over_priors(rats):
    found = hyperprior.averaged(np.append(rats[0], 4), np.append(rats[1], 14))
    assert (found.alpha, found.beta) == pytest.approx((2.40, 14.32), abs=5e-3)
