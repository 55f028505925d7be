"""Drafts compared with the one before and with last year's plan; suggestions traced to a change."""

import pytest

OLD = "加强学习教育提高思想认识。按时完成上级交办的各项任务。"
FIRST = "加强学习教育提高思想认识。按时完成上级交办的各项任务。"
LAST = "每月抽查检验报告四十份并逐份签字。按时完成上级交办的各项任务。"


def drafted(desk):
    desk.plan("old", 2023, text=OLD)
    desk.plan("new", 2024, text=LAST)
    desk.draft("new", 1, FIRST)
    desk.draft("new", 2, LAST)


def test_each_draft_is_compared_with_the_one_before_and_with_last_years_plan(desk):
    drafted(desk)
    desk.follow()
    first, last = desk.rows(
        "select prior_similarity, last_year_similarity, added_count, dropped_count, last_year"
        " from linked.plan_drafts order by draft_number"
    )
    assert first == (None, 1.0, None, None, 2023)
    assert last[0] == last[1] and 0 < last[0] < 0.8
    assert last[2:] == (1, 1, 2023)


def test_a_draft_without_a_text_is_a_row_of_the_record_and_nothing_to_compare(desk):
    desk.plan("new", 2024)
    desk.draft("new", 1, None)
    desk.follow()
    assert desk.rows("select count(*) from linked.plan_drafts") == [(0,)]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("每月抽查检验报告四十份", (True, True)),
        ("按时完成上级交办的各项任务", (True, False)),  # it stood in the first draft
        ("增设举报电话", (True, False)),  # it stands in no draft
        (None, (False, False)),
    ],
)
def test_a_suggestion_is_traced_when_its_passage_came_in_with_a_later_draft(desk, changed, told):
    drafted(desk)
    desk.add(
        "clean.suggestions",
        suggestion_id="s",
        plan_year=2024,
        decision="adopted",
        changed_text=changed,
    )
    desk.follow()
    assert desk.rows("select is_stated, is_traced from linked.suggestion_traces") == [told]


def test_without_texts_of_drafts_nobody_can_tell_whether_a_suggestion_is_traceable(desk):
    desk.plan("new", 2024)
    desk.add(
        "clean.suggestions",
        suggestion_id="s",
        plan_year=2024,
        decision="adopted",
        changed_text="每月抽查检验报告四十份",
    )
    desk.follow()
    assert desk.rows("select is_stated, is_traced from linked.suggestion_traces") == [(True, None)]


def test_groups_are_defined_by_the_names_that_stand_for_them(desk, tmp_path):
    (tmp_path / "consultation_groups.csv").write_text(
        "name,group,reason,role,date\n全体干部职工,干部职工,,,\n全體幹部職工,干部职工,,,\n", "utf-8"
    )
    desk.follow(tmp_path)
    assert desk.rows("select distinct group_name, group_key from linked.defined_groups") == [
        ("干部职工", "全体干部职工")
    ]


def test_where_nobody_defined_groups_the_table_is_empty(desk):
    desk.follow()
    assert desk.rows("select count(*) from linked.defined_groups") == [(0,)]
