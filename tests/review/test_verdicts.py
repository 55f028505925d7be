"""Verdicts: from a link to a sheet to the store and back onto the link, and onto no other."""

import datetime as dt

import openpyxl
import pytest

from analysis import settings, warehouse
from analysis.review import agreement, intake, queue, sheets, store

SETTINGS = settings.load()
NOW = dt.datetime(2024, 5, 6, 7, 8, 9)
HEADER = "序号,部门,问题描述,发现日期\n"
OLD = "二楼消防通道被杂物堵塞，2023年3月检查发现"
COPY = "二楼消防通道被杂物堵塞，2024年3月检查发现"
RULER = "计量器具台账未及时更新，涉及压力表"


def test_a_flag_nobody_judged_is_a_candidate_in_the_queue(bureau):
    rows = bureau.queue()
    assert bureau.verdicts() == [(None,)]
    assert rows[["reason", "shown_class", "changed"]].values.tolist() == [
        ["flagged", "redated_only", "date: 2023年3月 → 2024年3月"]
    ]
    assert rows[["source_row", "prior_source_row"]].values.tolist() == [[2, 2]]


@pytest.mark.parametrize("verdict", ["confirmed", "dismissed", "unsure"])
def test_V1_a_verdict_goes_out_in_a_sheet_and_comes_back_onto_its_link(bureau, verdict):
    done = bureau.judge(verdict, note="seen the file")
    assert (done.added, done.unchanged, done.refused) == (1, 0, ())
    bureau.build()
    assert bureau.verdicts() == [(verdict,)]
    assert bureau.statuses() == [(verdict, "applied")]


def test_a_workbook_comes_back_like_a_csv_and_offers_the_allowed_words(bureau, tmp_path):
    sheet = tmp_path / "review.xlsx"
    sheets.export(bureau.queue(), sheet)
    book = openpyxl.load_workbook(sheet)
    page = book["review"]
    assert page.data_validations.dataValidation[0].formula1 == '"confirmed,dismissed,unsure"'
    columns = {cell.value: cell.column for cell in page[1]}
    page.cell(2, columns["verdict"], "Confirmed")
    page.cell(2, columns["reviewer"], "inspection office")
    book.save(sheet)
    assert bureau.take_in(sheet, reviewer="").added == 1
    assert [one.reviewer for one in store.read(bureau.decisions)] == ["inspection office"]


def test_V1_a_verdict_survives_rows_in_another_order_and_a_renamed_file(bureau):
    bureau.judge("confirmed")
    bureau.file(2023, OLD, RULER)
    (bureau.source / "2024年问题台账.csv").unlink()
    (bureau.source / "2024年.csv").write_text(
        HEADER + f"1,办公室,门岗登记本缺页,2024-03-02\n2,办公室,{COPY},2024-03-01\n",
        encoding="utf-8",
    )
    bureau.build()
    assert bureau.verdicts() == [("confirmed",)]


def test_V1_a_verdict_on_a_text_edited_since_is_stale_and_not_applied(bureau):
    bureau.judge("confirmed")
    bureau.file(2024, COPY + "。", "门岗登记本缺页")
    bureau.build()
    assert bureau.verdicts() == [(None,)]
    assert bureau.statuses() == [("confirmed", "stale")]


def test_a_sheet_exported_before_a_text_was_edited_is_refused_by_row(bureau, tmp_path):
    sheet = tmp_path / "old.csv"
    sheets.export(bureau.queue(), sheet)
    bureau.fill_in(sheet, verdict="confirmed")
    bureau.file(2024, COPY + "。", "门岗登记本缺页")
    bureau.build()
    done = bureau.take_in(sheet)
    assert (done.added, [(one.row, one.reason) for one in done.refused]) == (0, [(2, "stale")])
    assert store.read(bureau.decisions) == []


def test_a_dismissed_copy_keeps_its_problem_and_flags_nothing(bureau):
    assert bureau.ask("select count(*) from linked.problems") == [(3,)]
    bureau.judge("dismissed")
    bureau.build()
    assert bureau.ask("select count(*) from linked.problems") == [(3,)]
    assert bureau.ask("select count(*) from linked.appearances where is_redated_only") == [(0,)]


def test_a_dismissed_copy_is_a_return_that_somebody_saw(bureau):
    bureau.file(2024, COPY)
    (bureau.source / "2023年问题台账.csv").write_text(
        "序号,部门,问题描述,发现日期,整改措施,完成日期\n"
        f"1,办公室,{OLD},2023-03-01,每月清理一次,2023-05-06\n",
        encoding="utf-8",
    )
    bureau.build()
    outcome = "select outcome from linked.outcomes"
    assert bureau.ask(outcome) == [("not_looked_for",)]
    bureau.judge("dismissed")
    bureau.build()
    assert bureau.ask(outcome) == [("returned",)]


def test_another_word_than_the_allowed_ones_is_refused_and_nothing_is_stored(bureau):
    done = bureau.judge("guilty")
    assert done.refused[0].said("en") == (
        "the verdict is 'guilty'; allowed are confirmed, dismissed, unsure"
    )
    assert store.read(bureau.decisions) == []


def test_a_verdict_without_a_reviewer_is_refused(bureau):
    assert "no reviewer" in bureau.judge("confirmed", reviewer="").refused[0].said("en")


def test_the_same_sheet_twice_adds_nothing_the_second_time(bureau):
    assert bureau.judge("confirmed").added == 1
    again = bureau.judge("confirmed")
    assert (again.added, again.unchanged) == (0, 1)
    assert len(store.read(bureau.decisions)) == 1


def test_a_later_verdict_of_the_same_reviewer_replaces_the_earlier_and_both_are_kept(bureau):
    bureau.judge("confirmed")
    bureau.judge("dismissed")
    bureau.build()
    assert bureau.verdicts() == [("dismissed",)]
    assert [one.verdict for one in store.read(bureau.decisions)] == ["confirmed", "dismissed"]


def test_V2_undo_appends_a_retraction_and_leaves_no_verdict(bureau):
    bureau.judge("confirmed")
    assert intake.undo(bureau.decisions, "office", now=NOW).verdict == "confirmed"
    bureau.build()
    assert bureau.verdicts() == [(None,)]
    assert [one.verdict for one in store.read(bureau.decisions)] == ["confirmed", "retracted"]
    assert intake.undo(bureau.decisions, "office", now=NOW) is None


def test_V4_two_reviewers_who_differ_leave_the_link_unsure_and_in_the_queue(bureau):
    bureau.judge("confirmed", reviewer="a")
    bureau.judge("dismissed", reviewer="b")
    bureau.build()
    assert bureau.verdicts() == [("unsure",)]
    assert bureau.statuses() == [("confirmed", "conflict"), ("dismissed", "conflict")]
    assert len(bureau.queue()) == 1
    (made,) = agreement.conflicts(store.read(bureau.decisions)).values()
    assert [(one.reviewer, one.verdict) for one in made] == [("a", "confirmed"), ("b", "dismissed")]


def test_V3_flags_reviewed_and_not_are_counted_with_the_precision_of_those_decided(bureau):
    bureau.file(2024, COPY, RULER)
    bureau.build()
    bureau.judge("confirmed")
    with warehouse.connect(bureau.path) as connection:
        queue.doubtful(connection, SETTINGS.match, bureau.decisions)
        counted = agreement.reviewed(connection)
    assert counted[:6] == (2, 1, 0, 0, 1, 1.0)
    assert counted.interval.low == pytest.approx(0.2065, abs=1e-4)  # Wilson, 1 of 1


def test_only_one_reviewer_of_a_rewording_leaves_it_unsure_two_confirm_it(bureau):
    bureau.file(2023, "部分执法文书归档不及时，材料不齐全和签字缺失")
    bureau.file(2024, "个别执法文书归档不及时，材料不齐全及签字缺失")
    bureau.build()
    assert bureau.queue()["shown_class"].tolist() == ["reworded_only"]
    bureau.judge("confirmed", reviewer="a")
    bureau.build()
    assert (bureau.verdicts(), bureau.statuses()) == (
        [("unsure",)],
        [("confirmed", "waits_for_second")],
    )
    bureau.judge("confirmed", reviewer="b")
    bureau.build()
    assert bureau.verdicts() == [("confirmed",)]
