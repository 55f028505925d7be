"""A bar learned from verdicts, against likenesses whose best bar is known beforehand."""

import pandas as pd
import pytest

from analysis import settings, warehouse
from analysis.cli import listing
from analysis.review import learning, verdicts
from analysis.statistics import proportions

NOW = learning.Bars(0.80, 0.55, 0.66)


def decided(*links, weight=1.0):
    """Decided links (edit, jaccard, whether called a rewording, verdict), none of them spelled."""
    rows = [
        (edit, jaccard, is_said, verdict == "confirmed")
        for edit, jaccard, is_said, verdict in links
    ]
    columns = ["edit", "jaccard", "is_said", "is_confirmed"]
    return pd.DataFrame(rows, columns=columns).assign(is_spelled=False, weight=weight)


def test_a_bar_between_what_people_confirm_and_dismiss_is_found_and_judged_on_the_other_half():
    confirmed = [(0.70 + n / 250, 0.3, n >= 25, "confirmed") for n in range(40)]
    dismissed = [(0.50 + n / 1000, 0.3, False, "dismissed") for n in range(40)]
    found = learning.fitted(decided(*confirmed, *dismissed), NOW)
    assert found.bars == (0.619, 0.55, 0.66)
    assert (found.fitted_count, found.held_count) == (40, 40)
    assert found.before == (1.0, 8 / 20)
    assert found.after == (1.0, 1.0)
    assert found.is_better


def test_each_bar_is_set_by_the_links_that_it_parts():
    by_letters = [(0.70, 0.3, False, "confirmed")] * 40
    by_pairs = [(0.50, 0.60, True, "dismissed")] * 40
    clear = [(0.50, 0.80, True, "confirmed")] * 40
    found = learning.fitted(decided(*by_letters, *by_pairs, *clear), NOW)
    assert 0.5 < found.bars.reworded_edit <= 0.70 and 0.60 < found.bars.reworded_jaccard <= 0.80
    assert found.bars.reworded_alphabetic == NOW.reworded_alphabetic
    assert found.after == (1.0, 1.0)


def test_bars_as_good_as_the_present_ones_are_not_proposed():
    confirmed = [(0.90, 0.7, True, "confirmed")] * 40
    dismissed = [(0.50, 0.3, False, "dismissed")] * 40
    found = learning.fitted(decided(*confirmed, *dismissed), NOW)
    assert (found.bars, found.before, found.is_better) == (NOW, (1.0, 1.0), False)
    assert list(listing.learnt(found, NOW, "en"))[-1].startswith("The proposal is no better")


def test_a_link_counts_for_those_like_it_that_nobody_judged():
    said, doubtful = (0.90, 0.7, True), (0.60, 0.3, False)
    both = [("confirmed",)] * 20 + [("dismissed",)] * 20
    reviewed = decided(*[said + verdict for verdict in both], weight=9.0)
    beside = decided(*[doubtful + verdict for verdict in both])
    found = learning.fitted(pd.concat([reviewed, beside]), NOW)
    assert found.before == (0.5, 0.9)


def test_what_another_rule_calls_a_rewording_stays_one():
    otherwise = [(0.60, 0.3, True, "confirmed")] * 40
    dismissed = [(0.70, 0.3, False, "dismissed")] * 40
    found = learning.fitted(decided(*otherwise, *dismissed), NOW)
    assert (found.bars, found.after) == (NOW, (1.0, 1.0))


def test_few_verdicts_teach_nothing_and_the_answer_says_how_many_are_asked_for():
    found = learning.fitted(decided(*[(0.7, 0.3, True, "confirmed")] * 30), NOW)
    assert found.bars is None
    [said] = listing.learnt(found, NOW, "en")
    assert "30 decided" in said and "20 of each kind" in said


def test_decided_links_come_with_their_forms_and_the_number_they_stand_for(bureau):
    spread = "计量器具台账未及时更新，涉及压力表和天平"
    bureau.file(2024, "计量器具的台账未能及时更新，涉及压力表", spread)
    bureau.build()
    bureau.judge("confirmed")
    with warehouse.connect(bureau.path) as connection:
        verdicts.prepare(connection, bureau.decisions)
        rows = warehouse.read(connection, warehouse.query("review/decided_rewordings"))
        found = learning.propose(connection, settings.load().match)
    assert rows[["is_said", "is_confirmed", "weight"]].values.tolist() == [[True, True, 2.0]]
    assert (found.decided_count, found.confirmed_count, found.bars) == (1, 1, None)


@pytest.mark.parametrize(
    ("share", "population", "needed"),
    [(0.5, 1_000_000, 384), (0.9, 67, 46), (1.0, 67, 10), (0.5, 10, 10)],
)
def test_decisions_until_the_precision_is_known_to_five_points(share, population, needed):
    assert proportions.decisions_needed(share, 0.05, population) == needed
