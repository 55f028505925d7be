"""How far two reviewers agree."""

import pytest

from analysis.review import agreement, store


def decision(pair, reviewer, verdict):
    filler = dict.fromkeys(store.Decision._fields, "")
    return store.Decision(**filler | {"pair_key": pair, "reviewer": reviewer, "verdict": verdict})


def test_V4_agreement_is_cohens_kappa_over_the_links_both_judged():
    # Cohen's textbook table: 20 both yes, 5 and 10 apart, 15 both no: kappa 0.4.
    told = [("confirmed", "confirmed")] * 20 + [("confirmed", "dismissed")] * 5
    told += [("dismissed", "confirmed")] * 10 + [("dismissed", "dismissed")] * 15
    made = [
        decision(str(pair), name, verdict)
        for pair, both in enumerate(told)
        for name, verdict in zip("ab", both, strict=True)
    ]
    (found,) = agreement.agreements([*made, decision("alone", "a", "unsure")])
    assert (found.first, found.second, found.pair_count) == ("a", "b", 50)
    assert found.kappa == pytest.approx(0.4)
