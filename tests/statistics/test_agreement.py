"""Agreement of two judges, difference of two searches, and what both missed."""

import numpy as np
import pytest

from analysis.statistics import agreement


def test_kappa_of_fifty_judged_twice():
    found = agreement.kappa([[20, 5], [10, 15]])
    assert found.value == pytest.approx(0.40)
    assert found.interval.low < 0.40 < found.interval.high


def test_judges_who_put_all_into_one_class_leave_kappa_unknown():
    assert np.isnan(agreement.kappa([[50, 0], [0, 0]]).value)


def test_mcnemar_of_the_approval_survey():
    found = agreement.mcnemar([[794, 150], [86, 570]])
    assert found.statistic == pytest.approx(17.356, abs=1e-3)
    assert found.p_value == pytest.approx(3.10e-5, abs=1e-7)


def test_few_disagreements_are_tested_exactly():
    # Nine to one of ten: twice the binomial tail (1 + 10)/1024.
    assert agreement.mcnemar([[5, 9], [1, 5]]).p_value == pytest.approx(22 / 1024)


def test_the_hidden_stock_by_two_searches():
    assert agreement.lincoln_petersen(10, 15, 5) == 30
    assert agreement.chapman(10, 15, 5) == pytest.approx(28.333, abs=1e-3)


def test_nothing_found_by_both_leaves_the_simple_estimate_unknown():
    assert agreement.lincoln_petersen(10, 15, 0) is None
    assert agreement.chapman(10, 15, 0) == 175


def test_more_found_by_both_than_by_one_is_refused():
    with pytest.raises(ValueError, match="found by both"):
        agreement.chapman(3, 5, 4)


def test_kappa_that_cannot_be_told_divides_by_nothing(recwarn):
    agreement.kappa([[50, 0], [0, 0]])
    assert not recwarn.list


def test_twenty_five_disagreements_are_no_longer_few():
    # (16 - 9)²/25.
    assert agreement.mcnemar([[5, 16], [9, 5]]).statistic == pytest.approx(1.96)


def test_one_search_that_found_all_that_the_other_did_leaves_nothing_hidden():
    assert agreement.chapman(3, 5, 3) == 5
