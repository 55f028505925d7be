"""What waits: each task against the registers in sight, and the words of the page."""

import pytest

from analysis import indicators, messages, warehouse
from analysis.lenses import to_do
from analysis.lenses.overview import changed
from analysis.lenses.overview import page as page_one
from analysis.lenses.this_week import page


@pytest.fixture(scope="module")
def waiting(built):
    """The registers of 2024, one form without a verification filled in, one deadline moved."""
    path = built("to do", verdicts=(("z24-1", "confirmed"), ("j24-1", "unsure")))
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "update linked.counted_issues set is_closed_dated = true, is_verified_dated = true,"
            " known_date = date '2024-12-31' where register_year = 2024"
        )
        connection.execute(
            "insert into linked.slippage by name select issue_id, 'p' as problem_id, unit,"
            " 2024 as last_year, 3 as move_count, 400 as slipped_days, true as is_open"
            " from clean.issues where issue_id = 'j24-4'"
        )
    with warehouse.connect(path) as connection:
        yield to_do.frame(connection, year=2024)


def _issues(frame, task):
    return set(frame.loc[frame["task"] == task, "issue_id"])


def test_flags_wait_until_a_person_has_decided_and_unsure_is_no_decision(waiting):
    assert _issues(waiting, "decide") == {"z24-2", "z24-4", "j24-1", "j24-2", "b24-1"}


def test_closings_wait_where_the_form_asks_for_a_verification(waiting):
    closed = waiting.query("task == 'verify'")
    assert set(closed["issue_id"]) == {"z24-1", "j24-3"}
    assert closed["day_count"].tolist() == [30, 30]


def test_entries_wait_that_were_open_for_more_than_a_quarter(waiting):
    overdue = waiting.query("task == 'overdue'")
    assert "j24-5" in set(overdue["issue_id"])  # 10 September: 112 days
    assert "z24-3" not in set(overdue["issue_id"])  # closed
    assert (overdue["day_count"] > to_do.OPEN_DAYS).all()
    assert overdue["day_count"].is_monotonic_decreasing


def test_a_deadline_waits_that_was_moved_three_times(waiting):
    assert waiting.query("task == 'moved'")[["issue_id", "move_count"]].to_numpy().tolist() == [
        ["j24-4", 3]
    ]


def test_each_thing_to_do_leads_to_its_rows_and_none_is_a_zero(waiting):
    told = to_do.actions(waiting.query("task != 'verify'"), "en")
    assert [each["href"] for each in told] == [
        f"this_week.html#{task}" for task in ("decide", "overdue", "moved")
    ]
    assert told[0]["text"] == "5 flags to decide"
    assert told[-1]["text"] == "1 deadline moved 3 times or more: settle it"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_page_has_a_part_with_an_address_for_each_task_that_waits(waiting, language):
    parts = {task: page.part(waiting, task, language) for task in to_do.TASKS}
    assert all(f'<h2 id="{task}">' in text for task, text in parts.items())
    assert page.part(waiting.query("task != 'moved'"), "moved", language) == ""
    assert page.finding(waiting, language) and page.limits(language)
    assert page.finding(waiting.iloc[:0], language) == messages.say(
        language, "this_week.finding_none"
    )


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_first_screen_says_what_changed_and_what_to_do(connection, waiting, language):
    from analysis.indicators import moves

    moved = moves.frame(indicators.history(connection), year=2024)
    said = {
        "changed": changed.sentences(moved, year=2024, language=language),
        "actions": to_do.actions(waiting, language),
    }
    text = page_one.first(said, language)
    assert text.count("<h2") == 2 and 'href="this_week.html#decide"' in text
    assert any(each[0] in "▲▼■" for each in said["changed"])


def test_a_warehouse_without_registers_leaves_nothing_to_do(empty):
    with warehouse.connect(empty) as connection:
        frame = to_do.frame(connection, year=2024)
    assert to_do.actions(frame, "en") == []
