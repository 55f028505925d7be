"""Entries that report nothing, however long, and entries that report something, however short."""

import pytest

from analysis.text.elements import perfunctory

EMPTY = [
    ("消防泵每周试运行并记录。", "消防泵每周试运行并记录，符合要求。"),
    ("消防泵每周试运行并记录。", "已整改到位"),
    ("消防泵每周试运行并记录。", "经自查，未发现问题"),
    ("消防泵每周試運轉並記錄。", "均依規定辦理"),
    (None, "情况正常"),
    ("The pump is run weekly and the run is recorded.", "The pump is run weekly. Satisfactory."),
    ("The pump is run weekly and the run is recorded.", "No issues noted"),
]
REAL = [
    ("消防泵每周试运行并记录。", "泵不转"),
    ("消防泵每周试运行并记录。", "第三周漏记，值班员老马说忘了"),
    ("消防泵每周試運轉並記錄。", "紀錄停在去年9月"),
    ("The pump is run weekly and the run is recorded.", "seized"),
    ("The pump is run weekly and the run is recorded.", "no run since 4 May, valve stuck"),
]


@pytest.mark.parametrize(("standard", "entry"), EMPTY)
def test_all_is_well_and_the_standard_again_report_nothing(standard, entry):
    assert perfunctory.score(standard, entry) > 0.6


@pytest.mark.parametrize(("standard", "entry"), REAL)
def test_what_is_wrong_or_can_be_looked_at_reports_something(standard, entry):
    assert perfunctory.score(standard, entry) < 0.4


def test_the_same_words_under_many_standards_are_about_none_of_them():
    words = "窗户朝南"
    assert (
        perfunctory.score("灯具完好。", words, 20) >= 0.95 > perfunctory.score("灯具完好。", words)
    )
    assert perfunctory.score("灯具完好。", "灯具3处损坏", 20) < 0.4
