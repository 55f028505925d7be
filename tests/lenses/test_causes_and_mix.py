"""Causes and their depth, the mix of fields, elements by field, a draw by lot, moved deadlines."""

import re
from datetime import date

import numpy as np
import pytest

from analysis import messages
from analysis.lenses import records
from analysis.lenses.microscope import (
    category_mix,
    cause_chains,
    cause_depths,
    moved_deadlines,
    score_shift,
    spot_check,
)


def entry(desk, unit="甲", field=None, year=2023, *, cause=None, measure=None, score=None):
    """One issue with what the microscope reads of it; gives its id."""
    desk.entry(unit, field, year=year)
    issue = f"i{desk._made}"
    desk.add("linked.classes", issue_id=issue, shown_class="new", is_duplicate=False)
    desk.connection.execute(
        "update clean.issues set subject_text = '问题', cause_text = $2 where issue_id = $1",
        [issue, cause],
    )
    if measure is not None:
        desk.add(
            "clean.measures",
            measure_id=f"m{issue}",
            issue_id=issue,
            measure_text=measure,
            quantification_score=score,
            has_owner=bool(score),
            has_quantity=False,
            hollow_share=0.0,
        )
    return issue


def why(desk, issue, *answers, measure=None):
    for depth, text in enumerate(answers, start=1):
        desk.add(
            "clean.causes",
            cause_id=f"{issue}{depth}",
            issue_id=issue,
            depth=depth,
            cause_text=text,
            measure_text=measure if depth == len(answers) else None,
        )


def test_depth_is_the_length_of_the_chain_and_a_column_of_causes_is_a_first_answer(desk):
    why(desk, entry(desk, measure="补"), "没人查", "没有分工", "制度没改", measure="改制度")
    why(desk, entry(desk, measure="补"), "没人查", "没有分工")
    entry(desk, cause="疏忽", measure="补")
    entry(desk, measure="补")
    entry(desk)
    found = cause_depths.frame(desk.connection, year=2023).set_index("cause_depth")
    assert found["issue_count"].to_dict() == {0: 2, 1: 1, 2: 1, 3: 1}
    assert found["issue_share"].sum() == pytest.approx(1)
    # Of four measures two rest on a second answer; one cause record names its measure.
    assert found.attrs["linked_share"] == 0.5
    assert found.attrs["answered_count"] == 1
    # Wilson of 2/4.
    assert found.attrs["low_share"] == pytest.approx(0.1500, abs=1e-3)


def test_a_long_first_answer_is_no_depth(desk):
    entry(desk, cause="因为人手少，因为没有培训，因为制度没改，所以没有查")
    assert cause_depths.frame(desk.connection, year=2023)["cause_depth"].tolist() == [1]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_without_a_cause_the_page_names_the_form(desk, language):
    entry(desk)
    found = cause_depths.frame(desk.connection, year=2023)
    assert records.is_lacking(found)
    assert messages.say(language, "record.causes") in records.needed([found], language)


def test_chains_are_told_from_the_problem_to_its_root(desk):
    why(desk, entry(desk), "没人查")
    why(desk, entry(desk), "<b>没人查", "没有分工", measure="定分工")
    shown = cause_chains.listed(cause_chains.frame(desk.connection, year=2023), "en")
    assert "&lt;b&gt;没人查 ← 没有分工" in shown and "定分工" in shown
    assert shown.index("没有分工") < shown.rindex("没人查")


def mix(desk, year, **counts):
    for field, count in counts.items():
        for _ in range(count):
            entry(desk, field=field, year=year)


def test_stability_is_one_less_half_the_shares_that_moved(desk):
    mix(desk, 2022, a=5, b=3, c=2)
    mix(desk, 2023, a=2, b=3, d=5)
    found = category_mix.frame(desk.connection, year=2023)
    # |.2-.5| + 0 + .2 + .5 = 1.0; half of it moved.
    assert found["stability_share"].tolist() == pytest.approx([0.5])


def test_the_same_mix_is_whole_whatever_the_number_of_issues(desk):
    mix(desk, 2022, a=1, b=1)
    mix(desk, 2023, a=9, b=9)
    assert category_mix.frame(desk.connection, year=2023)["stability_share"].tolist() == [1.0]


def test_what_chance_would_leave_is_the_mean_of_draws_from_one_mix(desk):
    """Trap: a small register changes its mix though nothing changed."""
    shares, sizes = np.array([0.4, 0.3, 0.2, 0.1]), (40, 60)
    rng = np.random.default_rng(1)
    draws = [rng.multinomial(size, shares, 4000) / size for size in sizes]
    simulated = 1 - np.abs(draws[0] - draws[1]).sum(axis=1).mean() / 2
    mix(desk, 2022, a=16, b=12, c=8, d=4)
    mix(desk, 2023, a=24, b=18, c=12, d=6)
    found = category_mix.frame(desk.connection, year=2023)
    assert found["chance_share"].tolist() == pytest.approx([simulated], abs=0.01)


def test_years_that_do_not_follow_one_another_are_not_compared(desk):
    mix(desk, 2020, a=3)
    mix(desk, 2023, a=3)
    found = category_mix.frame(desk.connection, year=2023)
    assert found.empty and not records.is_lacking(found)
    assert category_mix.figure(found, "en").layout.meta["alt"]


def test_elements_are_set_beside_last_year_by_field_and_per_hundred_characters(desk):
    for year, text, scores in ((2022, "补" * 10, (2, 4)), (2023, "补" * 50, (4, 6))):
        for score in scores:
            entry(desk, field="档案", year=year, measure=text, score=score)
    found = score_shift.frame(desk.connection, year=2023, small_count=2)
    [whole, field] = found.to_dict("records")
    assert (field["field"], field["prior_mean_score"], field["mean_score"]) == ("档案", 3.0, 5.0)
    # The text is five times as long: to the hundred characters it states less.
    assert (whole["prior_score_per_hundred"], whole["score_per_hundred"]) == (30.0, 10.0)


def test_a_field_with_few_measures_in_either_year_has_no_line(desk):
    for year in (2022, 2022, 2023):
        entry(desk, field="档案", year=year, measure="补", score=2)
    assert score_shift.frame(desk.connection, year=2023, small_count=2).empty


def test_the_draw_by_lot_is_the_same_each_time_and_shows_what_was_read(desk):
    for number in range(30):
        entry(desk, measure=f"由科长负责{number}", score=number % 2)
    first = spot_check.frame(desk.connection, year=2023, sample_count=20)
    second = spot_check.frame(desk.connection, year=2023, sample_count=20)
    assert len(first) == 20 and first.equals(second)
    shown = spot_check.listed(first, "en")
    assert shown.count("who is responsible") == int(first["has_owner"].sum()) > 0


def deadline(desk, unit, moves, days, is_open, found):
    issue = entry(desk, unit)
    desk.add(
        "linked.slippage",
        issue_id=issue,
        measure_id=f"m{issue}",
        problem_id=issue,
        unit=unit,
        last_year=2023,
        move_count=moves,
        slipped_days=days,
        is_open=is_open,
        found_date=found,
    )


def test_moved_deadlines_are_told_by_unit_with_how_far_and_open_since(desk):
    deadline(desk, "甲", 2, 400, True, date(2021, 3, 1))
    deadline(desk, "甲", 1, 100, True, date(2022, 3, 1))
    deadline(desk, "甲", 1, 50, False, date(2020, 3, 1))
    deadline(desk, "甲", 0, 0, True, date(2019, 3, 1))
    deadline(desk, "乙", 1, 30, True, date(2023, 3, 1))
    found = moved_deadlines.frame(desk.connection, year=2023)
    shown = moved_deadlines.by_unit(found, 2, "en")
    rows = [row.split("</tr>")[0] for row in shown.split("<tr>")[2:]]
    cells = [re.findall(r"<t[hd][^>]*>([^<]*)<", row) for row in rows]
    # Closed ones and ones never moved are open since nothing; one deadline names no unit.
    assert cells[0] == ["甲", "4", "3", "100", "2", "2021-03-01"]
    assert cells[1][1:] == ["1", "1", "30", "1", "2023-03-01"] and "乙" not in shown
