"""The register year that titles, names and columns state, and what is doubted of it."""

from __future__ import annotations

import datetime

import duckdb
import pytest

from analysis import match, normalise, settings, warehouse
from analysis.ingest import load, store
from analysis.ingest.layout import context


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023-2024年度", 2024),
        ("2023—2024年度问题台账", 2024),
        ("2023/2024", 2024),
        ("2023至2024学年", 2024),
        ("2023-24", 2024),
        ("FY2023-24", 2024),
        ("2011-12年度", 2012),
        ("2011-12", None),  # may be December
        ("2023-11", None),
        ("2018-2023", None),  # six years, not one
        ("2023-2024-2025", None),
        ("文号〔2023〕24号", None),
        ("2023-24号", None),
    ],
)
def test_the_later_of_two_years_is_the_register_year(text, year):
    assert context.spanned_year(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024台账", 2024), ("民國一一二年度", 2023), ("質檢所民國112年度問題臺賬", 2023)],
)
def test_years_in_names_are_read(text, year):
    assert context.year_of(text) == year


def test_a_register_of_two_years_belongs_to_the_later_and_is_doubted(workbook, issues, read):
    workbook(
        "质检所.xlsx", {"S": [["质检所2023-2024年度问题台账"], ["序号", "存在问题"], [1, "漏签"]]}
    )
    assert issues() == [(3, "质检所", 2024, "漏签")]
    assert [(doubt.row, doubt.value, doubt.rule) for doubt in read()[0].doubts] == [
        (3, "2024", "year_span")
    ]


def test_a_year_said_alone_wins_over_two(workbook, issues):
    workbook(
        "质检所2023.xlsx",
        {"S": [["2023-2024年度问题台账"], ["序号", "存在问题"], [1, "漏签"]]},
    )
    assert [issue[2] for issue in issues()] == [2023]


def test_two_years_in_a_cell_are_doubted_where_they_stand(text_file, issues, read):
    text_file("甲科.csv", "年度,存在问题,整改措施\n2023-2024,漏签,补\n2022,迟报,催\n")
    assert [issue[2] for issue in issues()] == [2024, 2022]
    assert [(doubt.row, doubt.rule) for doubt in read()[0].doubts] == [(2, "year_span")]


@pytest.mark.parametrize(
    ("title", "found", "first", "stale"),
    [
        ("质检所2023-2024年度问题台账", "2023-11-05", 2023, "plausible"),
        ("质检所2023-2024年度问题台账", "2022-11-05", 2023, "stale_column"),
        ("质检所2024年度问题台账", "2023-11-05", 2024, "stale_column"),
    ],
)
def test_the_first_of_two_years_is_no_stale_date(workbook, tmp_path, title, found, first, stale):
    rows = [[title], ["序号", "存在问题", "发现时间"], [1, "化验室记录漏签", found]]
    workbook("质检所.xlsx", {"S": rows})
    with duckdb.connect() as connection:
        for schema in warehouse.SCHEMAS:
            connection.execute(f"create schema {schema}")
        load.load(connection, [tmp_path], loaded_at=datetime.datetime(2025, 1, 1))
        normalise.clean(connection)
        match.link(connection, settings.load().match)
        found_rows = warehouse.rows(
            connection,
            "select registers.register_year, registers.register_first_year, classes.date_class"
            " from linked.classes as classes inner join clean.issues using (issue_id)"
            " inner join clean.registers as registers using (register_id)",
        )
    assert found_rows == [(2024, first, stale)]


def test_a_warehouse_from_before_a_column_gains_it(text_file, tmp_path):
    text_file("甲科.csv", "年度,存在问题\n2023-2024,漏签\n")
    with duckdb.connect() as connection:
        store.create(connection)
        connection.execute("alter table raw.registers drop column register_first_year")
        load.load(connection, [tmp_path], loaded_at=datetime.datetime(2025, 1, 1))
        found = "select register_year, register_first_year from raw.registers"
        assert warehouse.rows(connection, found) == [(2024, 2023)]
