"""What holds for every chart of every lens: words for its columns, and a figure of no rows."""

import importlib
import inspect
from datetime import date
from pathlib import Path

import pytest

from analysis import messages, outcomes, settings, warehouse

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
        for quarter in range(8):
            day = date(2022 + quarter // 4, 3 * (quarter % 4) + 2, 15)
            connection.execute(
                "insert into clean.inspections by name select $1::date as inspected_date,"
                " 10 as visit_count, 8 as hit_count",
                [day],
            )
        outcomes.count_issues(connection)
    with warehouse.connect(path) as connection:
        yield connection


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
