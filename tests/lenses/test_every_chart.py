"""What holds for every chart of every lens: words for its columns, and a figure of no rows."""

import importlib
import inspect
from datetime import date
from pathlib import Path

import pytest

from analysis import messages, outcomes, planning, settings, warehouse

LENSES = Path(__file__).parents[2] / "analysis" / "lenses"
ASKED = {
    "year": 2024,
    "small_count": 1,
    "card_count": 8,
    "chronic_years": settings.load().outcomes.chronic_years,
}


def _charts():
    parts = [query.relative_to(LENSES).with_suffix("").parts for query in LENSES.glob("*/*.sql")]
    modules = {
        part: importlib.import_module(".".join(("analysis.lenses", *part))) for part in parts
    }
    return {part: module for part, module in sorted(modules.items()) if hasattr(module, "figure")}


CHARTS = _charts()


def _frame(connection, chart):
    taken = inspect.signature(chart.frame).parameters
    return chart.frame(connection, **{name: ASKED[name] for name in ASKED if name in taken})


@pytest.fixture(scope="module")
def all_records(built):
    """The registers, and one row of each record that a bureau may keep besides."""
    path = built("all records")
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "insert into clean.status_events by name select '质检所' as unit, 's' as subject_id,"
            " 2024 as register_year, 'detected' as event, date '2024-02-01' as event_date,"
            " 'day' as event_precision, 'planning' as stage, 1 as stage_ordinal, 'f' as source_file"
        )
        connection.execute(
            "insert into clean.effort by name select '检验' as category, 30.0 as spent_hours,"
            " 2024 as effort_year, '质检所' as unit"
        )
        connection.execute(
            "insert into clean.rule_revisions by name select 'r' as rule_revision_id,"
            " '规定' as rule_title, date '2023-01-01' as revised_date"
        )
        connection.execute("update clean.issues set repeat_tick = true where register_year = 2024")
        connection.execute(
            "insert into linked.slippage by name select issue_id, 'p' as problem_id, unit,"
            " 2024 as last_year, date '2023-06-30' as first_due_date,"
            " date '2024-06-30' as last_due_date, 1 as move_count, 366 as slipped_days,"
            " true as is_open from clean.issues where register_year = 2024 limit 1"
        )
        for quarter in range(8):
            day = date(2022 + quarter // 4, 3 * (quarter % 4) + 2, 15)
            connection.execute(
                "insert into clean.inspections by name select $1::date as inspected_date,"
                " 10 as visit_count, 8 as hit_count",
                [day],
            )
        outcomes.count_issues(connection)
        _keep_plans(connection)
        _keep_visits(connection)
        planning.follow(connection, settings.load())
    with warehouse.connect(path) as connection:
        yield connection


def _keep_visits(connection):
    """Visits with and without notice, inside and outside a window, and a test of people."""
    for number, (told, hours) in enumerate([(True, 13), (True, 13), (False, 13), (False, 16)] * 2):
        connection.execute(
            "insert into clean.inspections by name select $1 as inspection_id, '检验' as category,"
            " '检验' as category_key, $2::date as inspected_date, 2024 as inspection_year,"
            " $3 as is_announced, make_time($4, 0, 0) as window_start_time,"
            " make_time($4 + 1, 0, 0) as window_end_time, 2 as visit_count, 1 as hit_count,"
            " '酒精测试' as inspection_kind, 9 as tested_count, 1 as positive_count",
            [f"v{number}", date(2024, 3, number + 1), told, hours],
        )
    for number in range(6):
        connection.execute(
            "insert into linked.findings by name select $1 as finding_id, '质检所' as unit,"
            " 2024 as found_year, 'missed' as self_found",
            [f"f{number}"],
        )
    connection.execute("update clean.issues set category = '检验', category_key = '检验'")
    connection.execute(
        "insert into clean.causes by name select 'c' || issue_id as cause_id, issue_id, 2 as depth,"
        " '没人查' as cause_text from clean.issues where register_year = 2024"
    )
    for checker in ("甲某", "乙某", "丙某"):
        connection.execute(
            "insert into clean.file_censuses by name select $1 as file_census_id, $1 as checked_by,"
            " 2024 as census_year, '质检所' as unit, 40 as existing_count, 20 as checked_count,"
            " 3 as hit_count",
            [checker],
        )


def _keep_plans(connection):
    """Two plans of the bureau in words and items, two drafts, a meeting and a suggestion."""
    for year in (2023, 2024):
        connection.execute(
            "insert into clean.plans by name select $1 as plan_id, $2 as plan_year,"
            " '每月抽查检验报告四十份并逐份签字。' as plan_text, 2 as revision_count,"
            " 1 as item_count",
            [f"p{year}", year],
        )
    connection.execute(
        "insert into clean.plan_items by name select 'i' as plan_item_id, 'p2024' as plan_id,"
        " 2024 as plan_year, '每月抽查检验报告' as item_text,"
        " '26份检验报告未留存原始记录' as problem_text, true as has_frequency,"
        " true as has_verification, false as is_coarse, 'plan.xlsx' as source_file, 3 as source_row"
    )
    for number, text in enumerate(("加强学习。", "每月抽查检验报告四十份并逐份签字。"), start=1):
        connection.execute(
            "insert into clean.plan_revisions by name select $1 as plan_revision_id,"
            " 'p2024' as plan_id, 2024 as plan_year, $2 as revision_number, $3 as revision_text",
            [f"d{number}", number, text],
        )
    connection.execute(
        "insert into clean.consultations by name select 'c' as consultation_id,"
        " 2024 as plan_year, '座谈会' as channel, '全体人员' as audience"
    )
    connection.execute(
        "insert into clean.suggestion_rounds by name select 'r' as round_id, 2024 as plan_year,"
        " '年度计划' as target, 5 as adopted_count"
    )


@pytest.mark.parametrize("chart", CHARTS, ids="/".join)
def test_every_column_under_a_chart_has_a_word_in_every_catalogue(all_records, chart):
    frame = _frame(all_records, CHARTS[chart])
    assert len(frame) > 0
    wordless = [
        (language, column)
        for language in messages.LANGUAGES
        for column in frame.columns
        if f"column.{column}" not in messages.catalogue(language)
    ]
    assert wordless == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("chart", CHARTS, ids="/".join)
def test_every_figure_says_in_words_that_there_is_nothing_to_draw(empty, chart, language):
    with warehouse.connect(empty) as connection:
        frame = _frame(connection, CHARTS[chart])
    figure = CHARTS[chart].figure(frame, language)
    assert not any(len(trace.x) for trace in figure.data)
    assert figure.layout.meta["title"] and figure.layout.meta["alt"]
