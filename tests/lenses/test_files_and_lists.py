"""Files checked, who checks them, how much a list repeats the last one, other doubts, by hand."""

from datetime import date

import pytest

from analysis import messages
from analysis.lenses import records
from analysis.lenses.plane_mirror import checker_yields, churn, doubt_cards, files_checked


def census(desk, year, existing, checked, hits=None, by=None, unit="甲"):
    desk.add(
        "clean.file_censuses",
        file_census_id=f"{year}{existing}{checked}{by}",
        unit=unit,
        census_year=year,
        existing_count=existing,
        checked_count=checked,
        hit_count=hits,
        checked_by=by,
    )


def problem(desk, unit, year, *names):
    """Entries of one register, one for each problem that stands in it."""
    for name in names:
        desk.entry(unit, None, year=year)
        issue = f"i{desk._made}"
        desk.add("linked.appearances", issue_id=issue, problem_id=name)
        desk.add("linked.classes", issue_id=issue, text_kind="own", shown_class="new")


def test_the_share_is_files_checked_of_files_existing_and_a_missing_number_is_no_nought(desk):
    census(desk, 2022, 120, 30, 6)
    census(desk, 2023, 80, 80, 4)
    census(desk, 2023, 20, 20, 2, unit="乙")
    census(desk, 2023, 50, None)
    census(desk, 2023, None, 7, 1, unit="丙")
    found = files_checked.frame(desk.connection, year=2023).set_index("census_year")
    assert found.loc[2022, ["checked_share", "hit_share"]].tolist() == [0.25, 0.2]
    assert found.loc[2023, "checked_share"] == 1.0
    assert found.loc[2023, "unrecorded_count"] == 2
    # Faults are counted in 80 + 20 + 7 files, whether or not it is known how many exist.
    assert found.loc[2023, "hit_share"] == pytest.approx(7 / 107)
    assert found["low"].isna().all()


def test_no_more_files_are_checked_than_exist(desk):
    census(desk, 2023, 10, 12)
    found = files_checked.frame(desk.connection, year=2023)
    assert found["checked_share"].tolist() == [1.0] and found.attrs["beyond_count"] == 1
    assert "1 counts more files" in files_checked.note(found, "en")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_without_counted_files_the_page_names_the_form(desk, language):
    found = files_checked.frame(desk.connection, year=2023)
    assert records.is_lacking(found)
    assert messages.say(language, "record.file_censuses") in records.needed([found], language)


def test_a_checker_outside_the_funnel_is_marked_and_nobody_is_named_or_ranked(desk):
    for name, hits in (("甲某", 10), ("乙某", 11), ("丙某", 9), ("丁某", 60)):
        census(desk, 2023, 200, 100, hits, by=name)
    found = checker_yields.frame(desk.connection, year=2023, small_count=5)
    assert found.attrs["all_share"] == pytest.approx(0.225)
    assert "checked_by" not in found
    assert found.loc[found["hit_count"] == 60, "checker_number"].notna().all()
    # With so few checkers one far off widens the limits for all (overdispersion).
    assert (found["limit_high"] > 0.225).all() and (found["limit_low"] < 0.225).all()


def test_checkers_who_differ_by_chance_alone_stand_inside_exact_limits(desk):
    for name, hits in (("甲某", 20), ("乙某", 22), ("丙某", 18)):
        census(desk, 2023, 200, 100, hits, by=name)
    found = checker_yields.frame(desk.connection, year=2023, small_count=5)
    # Known answer (domain.md 5.7): target .2, n = 100, 0.1 and 99.9 %.
    assert found["limit_low"].tolist() == pytest.approx([0.0810] * 3, abs=1e-3)
    assert found["limit_high"].tolist() == pytest.approx([0.3268] * 3, abs=1e-3)
    assert found.attrs["outside_count"] == 0


def test_two_checkers_are_not_compared(desk):
    census(desk, 2023, 200, 100, 20, by="甲某")
    census(desk, 2023, 200, 100, 40, by="乙某")
    assert records.is_lacking(checker_yields.frame(desk.connection, year=2023, small_count=5))


def test_the_overlap_is_problems_in_both_years_over_those_in_either(desk):
    problem(desk, "甲", 2022, "a", "b", "c")
    problem(desk, "甲", 2023, "b", "c", "d")
    problem(desk, "乙", 2022, "x")
    problem(desk, "乙", 2023, "x")
    found = churn.frame(desk.connection, year=2023, small_count=0)
    assert found["register_year"].tolist() == [2023]
    assert found.iloc[0][["kept_count", "either_count", "unit_count"]].tolist() == [3, 5, 2]
    # The median of 2/4 and 1/1.
    assert found["overlap_share"].tolist() == [0.75]


def test_a_year_without_a_register_breaks_the_pair_and_changes_no_other_year(desk):
    problem(desk, "甲", 2020, "a")
    problem(desk, "甲", 2021, "a", "b")
    problem(desk, "甲", 2023, "a")
    found = churn.frame(desk.connection, year=2023, small_count=0)
    assert found[["register_year", "overlap_share"]].to_numpy().tolist() == [[2021, 0.5]]


def test_an_entry_twice_in_a_register_counts_once_in_the_overlap(desk):
    problem(desk, "甲", 2022, "a", "a")
    problem(desk, "甲", 2023, "a", "b", "b")
    found = churn.frame(desk.connection, year=2023, small_count=0)
    assert found[["kept_count", "either_count"]].to_numpy().tolist() == [[1, 2]]


def doubtful(desk, shown, *, prior=None, duplicate=None, **values):
    desk.entry("甲", None)
    issue = f"i{desk._made}"
    desk.connection.execute(
        "update clean.issues set issue_text = '台账缺页', source_file = '甲.xlsx', source_row = 3"
        " where issue_id = $1",
        [issue],
    )
    desk.add(
        "linked.classes",
        issue_id=issue,
        shown_class=shown,
        prior_issue_id=prior,
        duplicate_of=duplicate,
        is_redated_only=False,
    )
    desk.add("clean.measures", measure_id=f"m{issue}", issue_id=issue, **values)
    return issue


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_each_kind_of_doubt_has_cards_of_its_own(desk, language):
    first = doubtful(desk, "new")
    doubtful(desk, "duplicate_entry", duplicate=first)
    doubtful(desk, "foreign_residue", prior=first)
    doubtful(desk, "date_paradox", effective_date=date(2023, 1, 2))
    found = doubt_cards.frame(desk.connection, year=2023, card_count=3)
    assert sorted(found["doubt"]) == sorted(doubt_cards.KINDS)
    shown = doubt_cards.shown(found, language)
    assert shown.count("<article") == 3
    # A date that cannot be needs no earlier entry beside it.
    assert shown.count("<blockquote>") == 5
    assert (
        messages.say(language, "plane_mirror.dated_effective", told_date=date(2023, 1, 2)) in shown
    )


def test_no_more_cards_of_a_kind_than_asked_and_all_are_counted(desk):
    first = doubtful(desk, "new")
    for _ in range(4):
        doubtful(desk, "duplicate_entry", duplicate=first)
    found = doubt_cards.frame(desk.connection, year=2023, card_count=2)
    assert len(found) == 2 and found.attrs["same_year_count"] == 4
    assert "Twice in one year: 4" in doubt_cards.shown(found, "en")


def test_where_there_is_no_doubt_the_page_says_so(desk):
    doubtful(desk, "new")
    found = doubt_cards.frame(desk.connection, year=2023, card_count=2)
    assert "no entry stands twice" in doubt_cards.shown(found, "en")
