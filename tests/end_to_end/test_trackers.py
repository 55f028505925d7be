"""Running lists of known truth: nothing carried forward is accused, nothing copied escapes."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from analysis import warehouse
from analysis.lenses.plane_mirror import repeat_ticks

sys.path.insert(0, str(Path(__file__).parents[1] / "known_answers"))

import trackers  # noqa: E402 - the known answers are no package

FLAGS = """
    select issues.register_year, issues.sequence_text, issues.source_key, classes.shown_class,
        classes.is_redated_only
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
"""


@pytest.fixture
def truth():
    return trackers.tracker()


@pytest.fixture
def connection(built, truth):
    return built({f"{year}.csv": trackers.as_csv(rows, year) for year, rows in truth.items()})


def test_six_years_of_a_tracker_are_told_apart(connection, truth):
    known = {(year, row.number): row for year, rows in truth.items() for row in rows}
    found = {
        (year, number or key): (shown, flagged)
        for year, number, key, shown, flagged in warehouse.rows(connection, FLAGS)
    }
    assert found.keys() == known.keys()
    flagged = {place for place, (_, is_flagged) in found.items() if is_flagged}
    copied = {place for place, row in known.items() if row.truth == "copied"}
    assert len(copied) > 30
    assert len(flagged & copied) >= 0.97 * len(copied)
    assert len(flagged & copied) >= 0.97 * len(flagged)
    rolled = Counter(found[place][0] for place, row in known.items() if row.truth == "rolled")
    assert set(rolled) == {"rolled_forward"}

    deadlines = "select issues.sequence_text, issues.source_key, slippage.move_count"
    told = {
        number or key: count
        for number, key, count in warehouse.rows(
            connection,
            f"{deadlines} from linked.slippage as slippage inner join clean.issues as issues"
            " on issues.issue_id = slippage.issue_id",
        )
    }
    moved = {row.number: len(row.due) - 1 for rows in truth.values() for row in rows}
    assert {name: told.get(name) for name in moved if moved[name]} == {
        name: count for name, count in moved.items() if count
    }

    for year in range(2019, 2024):
        counted = Counter(repeat_ticks.frame(connection, year=year)["agreement"])
        copies = [row for row in truth[year] if row.truth == "copied"]
        ticked = sum(row.tick == "Y" for row in copies)
        assert (counted["both"], counted["computed_only"]) == (ticked, len(copies) - ticked)
        assert counted["ticked_only"] == 0


def test_a_list_of_works_in_a_second_language_flags_nothing(built):
    files = {f"travaux_{year}.csv": text for year, text in trackers.works().items()}
    found = warehouse.rows(built(files), FLAGS)
    classes = Counter(shown for year, _, _, shown, _ in found if year > 2020)
    assert not any(flagged for *_, flagged in found)
    assert classes["rolled_forward"] == 12 + 16 + 20
