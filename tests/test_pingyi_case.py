"""The bundled case: written again it is the same, and the pipeline finds its story by itself."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis import warehouse

ROOT = Path(__file__).parents[1]
CASE = ROOT / "data" / "pingyi"
TRUTH = ROOT / "tests" / "known_answers" / "pingyi_truth.csv"
PLACE = ["source_file", "source_sheet", "source_row"]
FLAGGED = {
    "verbatim_copy",
    "redated_only",
    "renumbered_only",
    "stale_date",
    "reworded_only",
    "cross_unit_copy",
    "foreign_residue",
}

# Entries filed in 2018 … 2023, and how many of them only repeat an earlier year's.
FILED = {
    "信访室": [8, 11, 12, 10, 12, 8],
    "办公室": [14, 15, 14, 15, 15, 15],
    "政策法规科": [13, 18, 13, 15, 13, 14],
    "标准化科": [15, 14, 16, 16, 16, 12],
    "特种设备安全监察科": [15, 16, 15, 17, 15, 15],
    "稽查大队": [14, 16, 16, 16, 17, 15],
    "行政许可科": [13, 15, 15, 17, 17, 13],
    "計量所": [12, 15, 13, 15, 14, 14],
    "认证监管科": [11, 16, 15, 17, 15, 14],
    "财务科": [13, 12, 13, 12, 12, 10],
    "质检所": [17, 18, 21, 21, 17, 18],
    "食品科": [16, 17, 18, 19, 19, 18],
}
REDATED_ONLY = {
    "信访室": [0, 0, 0, 0, 0, 0],
    "办公室": [0, 9, 10, 10, 10, 11],
    "政策法规科": [0, 0, 0, 0, 0, 0],
    "标准化科": [0, 8, 8, 7, 8, 8],
    "特种设备安全监察科": [0, 8, 8, 9, 8, 8],
    "稽查大队": [0, 1, 1, 1, 1, 1],
    "行政许可科": [0, 1, 1, 1, 1, 1],
    "計量所": [0, 6, 6, 7, 7, 7],
    "认证监管科": [0, 2, 2, 2, 2, 2],
    "财务科": [0, 7, 7, 8, 7, 7],
    "质检所": [0, 10, 11, 11, 11, 12],
    "食品科": [0, 10, 10, 11, 11, 10],
}

ISSUES = """
    select issues.*, classes.shown_class, classes.reuse_class, classes.is_redated_only,
        classes.is_stale_date, classes.is_duplicate,
        prior.source_file as prior_file, prior.source_sheet as prior_sheet,
        prior.source_row as prior_row, prior.unit as prior_unit
    from clean.issues as issues
    left join linked.classes as classes on classes.issue_id = issues.issue_id
    left join clean.issues as prior on prior.issue_id = classes.prior_issue_id
"""


@pytest.fixture(scope="module")
def truth():
    """What each row of the registers is, as the script that wrote it says."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        frame = pd.DataFrame(list(csv.DictReader(file)))
    whole = {"source_row": int, "register_year": int, "is_redated_only": int, "is_stale_date": int}
    return frame.astype(whole)


@pytest.fixture(scope="module")
def connection(pingyi_warehouse):
    """The warehouse that the pipeline made of the case."""
    opened = warehouse.connect(pingyi_warehouse)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(connection, truth):
    """Each row of the truth beside what the pipeline says of it."""
    issues = warehouse.read(connection, ISSUES)
    issues = issues.assign(source_sheet=issues["source_sheet"].fillna(""))
    return truth.merge(issues, on=PLACE, how="outer", suffixes=("_true", ""), indicator=True)


def roles(found, *names):
    return found[found["role"].isin(names)]


def by_unit_and_year(frame, column):
    table = frame.pivot_table(index="unit", columns="register_year", values=column, aggfunc="sum")
    return {
        unit: [int(value) for value in row]
        for unit, row in zip(table.index, table.values, strict=True)
    }


# The files -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory):
    """A folder into which the script has just written the case, and its truth."""
    folder = tmp_path_factory.mktemp("case")
    command = [sys.executable, str(CASE / "make_case.py"), "--to", str(folder / "pingyi")]
    subprocess.run([*command, "--truth", str(folder / "truth.csv")], check=True)
    return folder


def test_the_script_writes_the_committed_files_byte_for_byte(rewritten):
    written = {p.relative_to(rewritten / "pingyi"): p for p in (rewritten / "pingyi").rglob("*.*")}
    kept = [p for p in CASE.rglob("*.*") if p.suffix in (".csv", ".xlsx")]

    assert {p.relative_to(CASE) for p in kept} == set(written)
    differing = [
        p.name for p in kept if p.read_bytes() != written[p.relative_to(CASE)].read_bytes()
    ]
    assert differing == []


def test_the_script_writes_the_committed_truth(rewritten):
    assert (rewritten / "truth.csv").read_bytes() == TRUTH.read_bytes()


def test_the_case_stays_small_enough_to_be_cloned_and_read_in_seconds():
    assert sum(p.stat().st_size for p in CASE.rglob("*.*") if p.is_file()) < 2_000_000


def test_the_truth_tells_the_planned_story(truth):
    counts = Counter(truth["role"])

    assert counts["stale_text"] == 7
    assert counts["stale_column"] == 12
    assert counts["carry_over"] == 15
    assert counts["cross_unit"] + counts["foreign_name"] == 15
    assert counts["foreign_name"] == 2
    assert counts["duplicate"] == 6
    assert counts["status_update"] == 11
    assert by_unit_and_year(truth, "is_redated_only") == REDATED_ONLY


# Reading ---------------------------------------------------------------------------------------


def test_every_entry_arrives_from_its_row_and_nothing_else_does(found):
    stray = found[found["_merge"] != "both"]

    assert stray[[*PLACE, "role", "issue_text"]].values.tolist() == []
    assert len(found) == 1063


def test_every_entry_has_its_unit_and_year(found):
    wrong = found[
        (found["unit"] != found["unit_true"])
        | (found["register_year"] != found["register_year_true"])
    ]

    assert wrong[[*PLACE, "unit", "register_year"]].values.tolist() == []


def test_units_file_as_many_entries_a_year_as_the_story_says(connection):
    registers = warehouse.read(
        connection, "select unit, register_year, issue_count from clean.registers order by 1, 2"
    )

    assert by_unit_and_year(registers, "issue_count") == FILED


def test_totals_notes_and_repeated_headers_are_rejected_by_name(connection):
    rules = warehouse.rows(
        connection, "select rule, count(*) from raw.rejects group by rule order by rule"
    )

    assert dict(rules) == {
        "footnote": 78,
        "repeated_header": 3,
        "total_row": 60,
    }


def test_rows_read_are_rows_loaded_rejected_or_blank(connection):
    sums = warehouse.rows(
        connection,
        """
        select source_file from raw.files
        where row_count <> loaded_count + rejected_count + blank_count
        """,
    )

    assert sums == []


def test_the_old_form_programs_files_are_read_as_gb18030(connection):
    encodings = warehouse.rows(
        connection,
        "select distinct encoding from raw.files where source_file like '%.csv'",
    )

    assert encodings == [("gb18030",)]


def days_missing(connection):
    """Entries without a day on which they were found, by unit and year."""
    return warehouse.rows(
        connection,
        """
        select unit, register_year, count(*) from clean.issues where found_date is null
        group by unit, register_year order by unit, register_year
        """,
    )


def test_dates_of_five_spellings_become_the_day_they_name(connection):
    missing = [row for row in days_missing(connection) if row[0] != "标准化科"]

    # 财务科 had no such column until 2021.
    assert missing == [("财务科", 2018, 13), ("财务科", 2019, 12), ("财务科", 2020, 13)]


def test_bare_day_counts_of_a_spreadsheet_become_days(connection):
    assert "标准化科" not in {unit for unit, _, _ in days_missing(connection)}


def test_a_day_that_never_was_stays_unread(found, connection):
    doubted = found[found["doubt"] == "impossible_date"]
    due = warehouse.read(connection, "select issue_id, due_date from clean.measures")

    assert len(doubted) == 2
    assert doubted.merge(due, on="issue_id")["due_date"].isna().all()


def test_a_renamed_office_is_one_unit(connection):
    years = warehouse.rows(
        connection,
        """
        select count(distinct register_year) from clean.registers
        where unit = '特种设备安全监察科'
        """,
    )

    assert years == [(6,)]


# Re-dating -------------------------------------------------------------------------------------


def test_each_units_redated_entries_are_found_and_no_other_is_accused(found):
    wrong = found[found["is_redated_only"] != found["is_redated_only_true"].astype(bool)]

    assert wrong[["role", "unit", "issue_text"]].values.tolist() == []
    assert by_unit_and_year(found, "is_redated_only") == REDATED_ONLY


def test_redated_entries_have_their_class_and_point_at_the_entry_they_repeat(found):
    copies = found[found["is_redated_only_true"] == 1]
    wrong = copies[
        (copies["reuse_class"] != copies["reuse_class_true"])
        | (copies["shown_class"] != copies["shown_class_true"])
        | (copies["prior_file"] != copies["prior_file_true"])
        | (copies["prior_row"] != pd.to_numeric(copies["prior_row_true"]))
    ]

    assert len(copies) == 326
    assert wrong[["unit", "register_year", "issue_text", "prior_row"]].values.tolist() == []


def test_every_date_left_from_last_year_is_found_and_no_allowed_older_year_is(found):
    stale = found[found["is_stale_date"]]

    assert Counter(stale["role"]) == {"stale_text": 7, "stale_column": 12}
    assert set(stale["unit"]) == {"食品科"}
    assert set(stale["shown_class"]) == {"stale_date"}


def test_the_honest_office_is_never_flagged(found):
    honest = found[found["unit"] == "政策法规科"]

    assert len(honest) == 86
    assert set(honest["shown_class"]) & FLAGGED == set()


def test_declared_carry_overs_are_shown_as_such(found):
    carried = roles(found, "carry_over")

    assert set(carried["shown_class"]) == {"carry_over"}
    assert not carried["is_redated_only"].any()


def test_a_second_entry_of_one_event_is_a_duplicate_and_no_recurrence(found, connection):
    doubles = found[found["is_duplicate"]]
    counted = warehouse.rows(connection, "select issue_id from linked.appearances")

    assert set(doubles["role"]) == {"duplicate"}
    assert len(doubles) == 6
    assert not set(doubles["issue_id"]) & {issue_id for (issue_id,) in counted}


def test_the_same_sentence_about_another_enterprise_is_not_flagged(found):
    alike = roles(found, "look_alike", "new", "small")
    flagged = alike[alike["shown_class"].isin(FLAGGED - {"cross_unit_copy"})]

    assert flagged[["unit", "issue_text", "shown_class"]].values.tolist() == []


def test_no_office_is_said_to_share_a_sentence_that_it_wrote_about_another_place(found):
    alike = roles(found, "look_alike", "new", "small")

    assert "cross_unit_copy" not in set(alike["shown_class"])


def test_entries_taken_from_another_office_are_shown_as_shared_and_accuse_nobody(found):
    taken = roles(found, "cross_unit", "foreign_name")

    assert len(taken) == 15
    assert set(taken["shown_class"]) <= {"cross_unit_copy", "foreign_residue"}
    assert set(taken["prior_unit"]) == {"标准化科", "行政许可科"}
    assert not taken["is_redated_only"].any()


def test_problems_found_again_with_evidence_are_recurrences_not_copies(found):
    again = roles(found, "returned")

    assert len(again) == 118
    assert (again["reuse_class"] == again["reuse_class_true"]).all()
    assert (again["shown_class"] == again["shown_class_true"]).all()


def test_a_number_changed_without_evidence_goes_to_people(found):
    assert set(roles(found, "recounted")["shown_class"]) == {"recounted"}


def test_a_cured_problem_is_a_status_update(found):
    cured = roles(found, "status_update")

    assert len(cured) == 11
    assert set(cured["shown_class"]) == {"status_update"}


def test_padded_sentences_are_seen_through(found):
    assert Counter(roles(found, "padded")["shown_class"]) == {"reworded_only": 10}


def test_lightly_reworded_sentences_are_seen_through(found):
    assert Counter(roles(found, "reworded")["shown_class"]) == {"reworded_only": 17}


def test_the_first_year_has_nothing_to_repeat(found):
    first = found[found["register_year"] == 2018]

    assert set(first["shown_class"]) <= {"no_baseline", "look_alike", "needs_review"}


# Measures --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def measured(found, connection):
    """Each entry of the truth beside its measure and what became of it."""
    measures = warehouse.read(
        connection,
        """
        select measures.issue_id, measures.is_coarse, measures.quantification_score,
            measures.closed_date, outcomes.outcome, outcomes.start_date, outcomes.end_date,
            outcomes.is_found_unvisited, outcomes.is_possibly_returned,
            outcomes.is_filed_return, outcomes.filed_period_count
        from clean.measures as measures
        left join linked.outcomes as outcomes on outcomes.measure_id = measures.measure_id
        """,
    )
    return found.merge(measures, on="issue_id", suffixes=("_true", ""))


def test_coarse_measures_are_told_from_the_others(measured):
    texts = measured[measured["measure_band"] != ""]
    is_coarse = texts["measure_band"] == "coarse"

    assert (texts["is_coarse"] == is_coarse).all()


def test_quantified_measures_score_above_all_middling_ones(measured):
    scores = measured.groupby("measure_band")["quantification_score"]

    assert scores.max()["middling"] < scores.min()["quantified"]


def test_problems_that_come_back_with_evidence_end_the_spell_of_their_measure(measured):
    closed = measured[measured["closed_date"].notna() & (measured["role"] != "duplicate")]
    came_back = closed["returned_year"] != ""

    unvisited = closed["is_found_unvisited"].fillna(False).astype(bool)
    doubted = closed["is_possibly_returned"].fillna(False).astype(bool)
    assert set(closed[came_back & ~unvisited & ~doubted]["outcome"]) == {"returned"}
    assert "returned" not in set(closed[~came_back]["outcome"])
    assert not unvisited[~came_back].any()
    # A return in a year without a visit ends the spell and counts as nothing.
    assert unvisited.sum() == 50
    # Seven differ in a document number only, which a person must judge first.
    assert (came_back & ~unvisited & (closed["outcome"] != "returned")).sum() == 7
    returned = closed[closed["outcome"] == "returned"]
    assert (
        pd.to_datetime(returned["end_date"]).dt.year == returned["returned_year"].astype(int)
    ).all()


def test_measures_of_the_last_year_are_too_early_to_judge(measured):
    last = measured[(measured["register_year"] == 2023) & measured["outcome"].notna()]

    assert set(last["outcome"]) == {"too_early"}


def test_closed_coarse_measures_fail_more_often_than_quantified_ones(measured):
    followed = measured[
        (measured["register_year"] <= 2021) & (measured["filed_period_count"].fillna(0) > 0)
    ]
    shares = followed.groupby("measure_band")["is_filed_return"].agg(lambda each: each.mean())

    assert shares["coarse"] > 0.5
    assert shares["quantified"] < 0.2


# Looking ---------------------------------------------------------------------------------------


def test_ten_surprise_checks_and_two_breath_tests_keep_what_is_missing_missing(connection):
    visits = warehouse.rows(
        connection,
        """
        select inspection_kind, count(*), count(hit_count), count(tested_count),
            count(positive_count), count(is_announced)
        from clean.inspections where inspection_kind in ('突击检查', '酒精测试')
        group by inspection_kind order by inspection_kind
        """,
    )

    assert visits == [("突击检查", 10, 0, 0, 0, 10), ("酒精测试", 2, 0, 0, 0, 0)]


def test_the_breath_tests_keep_their_hours(connection):
    windows = warehouse.rows(
        connection,
        "select distinct window_text from raw.inspections where inspection_kind = '酒精测试'",
    )

    assert windows == [("13:00-14:30",)]


def test_every_year_was_looked_at_through_december(connection):
    years = warehouse.rows(
        connection,
        """
        select inspection_year from clean.inspections
        group by inspection_year having month(max(inspected_date)) = 12 order by 1
        """,
    )

    assert years == [(2018,), (2019,), (2020,), (2021,), (2022,), (2023,)]
