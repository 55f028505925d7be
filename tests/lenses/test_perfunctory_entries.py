"""Entries that report nothing: which are listed, their share, and what the page says of them."""

import duckdb
import pytest

from analysis.lenses.plane_mirror import perfunctory_entries as entries

ROWS = [
    ("a", "符合要求", "泵每周试运行", 0.9, "new"),
    ("b", "符合要求", "泵每周试运行", 0.9, "new"),
    ("c", "泵不转", "泵每周试运行", 0.1, "new"),
    ("d", "符合要求", "泵每周试运行", 0.9, "duplicate_entry"),
    ("e", "没有分数", None, None, "new"),
    ("f", "<b>正常</b>", None, 0.8, "new"),
]


@pytest.fixture
def scored():
    """Scored issues of one year."""
    with duckdb.connect() as connection:
        connection.execute("create schema clean; create schema linked")
        connection.execute(
            "create table clean.issues (issue_id varchar, issue_text varchar,"
            " standard_text varchar, perfunctory_score double, unit varchar, register_year integer)"
        )
        connection.execute("create table linked.classes (issue_id varchar, is_duplicate boolean)")
        for issue, text, standard, score, shown in ROWS:
            connection.execute(
                "insert into clean.issues values ($1, $2, $3, $4, 'u', 2024)",
                [issue, text, standard, score],
            )
            connection.execute(
                "insert into linked.classes values ($1, $2)", [issue, shown == "duplicate_entry"]
            )
        yield connection


def test_duplicates_and_unscored_entries_count_for_nothing(scored):
    frame = entries.frame(scored, year=2024, bar=0.7, small_count=3)
    assert frame[["entry_text", "issue_count"]].to_numpy().tolist() == [
        ["符合要求", 2],
        ["<b>正常</b>", 1],
    ]
    assert (frame.attrs["perfunctory_count"], frame.attrs["answer_count"]) == (3, 4)
    assert frame.attrs["perfunctory_share"] == pytest.approx(0.75)


def test_of_few_answers_no_share_is_said(scored):
    frame = entries.frame(scored, year=2024, bar=0.7, small_count=5)
    assert frame.attrs["perfunctory_share"] is None
    assert "3 of 4" in str(entries.shown(frame, "en"))
    assert "%" not in str(entries.shown(frame, "en")).split("<table")[0]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_page_escapes_what_was_received(scored, language):
    page = str(entries.shown(entries.frame(scored, year=2024, bar=0.7, small_count=1), language))
    assert "&lt;b&gt;" in page and "<b>" not in page


def test_a_year_without_answers_shows_nothing(scored):
    frame = entries.frame(scored, year=2023, bar=0.7, small_count=1)
    assert str(entries.shown(frame, "en")) == ""
