"""A bar learned from verdicts, against likenesses whose best bar is known beforehand."""

import duckdb
import pytest

from analysis.cli import listing
from analysis.review import learning
from analysis.statistics import proportions

SCHEMA = """
create schema linked;
create table linked.links (
    issue_id varchar, prior_issue_id varchar, is_best boolean, similarity double,
    shown_class varchar, reuse_class varchar
);
create table pairs (pair_key varchar, issue_id varchar, prior_issue_id varchar);
create table settled (
    pair_key varchar, verdict varchar, is_conflict boolean, is_waiting boolean
);
"""


def decided(*links):
    """A connection with best links (likeness, said to be a rewording, verdict), in that order."""
    connection = duckdb.connect()
    connection.execute(SCHEMA)
    for number, (similarity, is_said, verdict) in enumerate(links):
        key = f"{number:03}"
        shown, reuse = ("reworded_only", "reworded") if is_said else ("needs_review", "review")
        connection.execute(
            "insert into linked.links values ($1, $1, true, $2, $3, $4)",
            [key, similarity, shown, reuse],
        )
        connection.execute("insert into pairs values ($1, $1, $1)", [key])
        connection.execute("insert into settled values ($1, $2, false, false)", [key, verdict])
    return connection


def test_a_bar_between_what_people_confirm_and_dismiss_is_found_and_judged_on_the_other_half():
    confirmed = [(0.70 + n / 1000, n >= 30, "confirmed") for n in range(40)]
    dismissed = [(0.50 + n / 1000, False, "dismissed") for n in range(40)]
    with decided(*confirmed, *dismissed) as connection:
        found = learning.propose(connection)
    assert found.bar == pytest.approx(0.70)
    assert (found.fitted_count, found.held_count) == (40, 40)
    assert found.before == (1.0, 0.25)  # 5 of 20 confirmed ones were said
    assert found.after == (1.0, 1.0)
    assert found.is_better


def test_a_bar_that_does_no_better_on_the_other_half_is_said_to():
    confirmed = [(0.70, True, "confirmed")] * 40
    dismissed = [(0.50, False, "dismissed")] * 40
    with decided(*confirmed, *dismissed) as connection:
        found = learning.propose(connection)
    assert (found.before, found.is_better) == ((1.0, 1.0), False)
    assert list(listing.learnt(found, 0.8, "en"))[-1].startswith("The proposal is no better")


def test_few_verdicts_teach_nothing_and_the_answer_says_how_many_are_asked_for():
    with decided(*[(0.7, True, "confirmed")] * 30) as connection:
        found = learning.propose(connection)
    assert found.bar is None
    [said] = listing.learnt(found, 0.8, "en")
    assert "30 decided" in said and "20 of each kind" in said


@pytest.mark.parametrize(
    ("share", "population", "needed"),
    [(0.5, 1_000_000, 384), (0.9, 67, 46), (1.0, 67, 10), (0.5, 10, 10)],
)
def test_decisions_until_the_precision_is_known_to_five_points(share, population, needed):
    assert proportions.decisions_needed(share, 0.05, population) == needed
