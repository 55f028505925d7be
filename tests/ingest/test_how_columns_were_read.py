"""How the columns of each register were read is told: in raw.columns, by `load`, by year."""

from __future__ import annotations

import datetime

import duckdb
import pytest

from analysis import warehouse
from analysis.cli import account
from analysis.ingest import load


@pytest.fixture
def loaded(tmp_path, text_file):
    """The summary of loading texts by file name, and the rows of a query of the warehouse."""

    def run(files: dict[str, str], sql: str = "select 1"):
        for name, text in files.items():
            text_file(f"in/{name}", text)
        with duckdb.connect() as connection:
            at = datetime.datetime(2025, 1, 1)
            summary = load.load(connection, [tmp_path / "in"], loaded_at=at)
            return summary, warehouse.rows(connection, sql)

    return run


def test_every_column_stands_with_its_field_and_how_that_is_known(loaded):
    text = (
        "Unit,Year,Deficiency,What we saw,Cost,Site measure\n"
        "A,2024,Yes,The gate is left open,10,Close the gate\n"
        "B,2024,No,No one keeps the log,12,Keep the log\n"
    )
    _, rows = loaded(
        {"a.csv": text},
        "select column_number, column_name, field, known_by, named_like, content"
        " from raw.columns order by column_number",
    )
    assert rows == [
        (1, "Unit", "unit", "named", None, "text"),
        (2, "Year", "register_year", "named", None, "number"),
        (3, "Deficiency", None, None, "issue_text", "flag"),
        (4, "What we saw", "issue_text", "cells", None, "text"),
        (5, "Cost", None, None, None, "number"),
        (6, "Site measure", "measure_text", "alike", None, "text"),
    ]


def test_load_names_the_unread_columns_and_the_years_without_a_column(loaded, capsys):
    summary, _ = loaded(
        {
            "a.csv": "部门,年度,存在问题,整改措施,经费\n甲科,2023,记录漏签,补签,3\n",
            "b.csv": "部门,年度,存在问题\n甲科,2024,记录漏签\n",
        }
    )
    assert summary.unread == [("a.csv", None, "经费", None)]
    assert [(row["register_year"], row["measure_count"]) for row in summary.years] == [
        (2023, 1), (2024, 0),
    ]  # fmt: skip
    account.say(summary)
    said = capsys.readouterr()
    assert "Columns left unread (name, sheets): 经费 in 1" in said.out + said.err
    assert "2024, of 1 sheet no column for measures in 1" in said.out + said.err


def test_a_column_that_holds_nothing_is_not_left_unread(loaded):
    text = "Unit,Year,Finding,What we do,Column5\nStores,2024,Gate open,Close it,\n"
    summary, _ = loaded({"a.csv": text + "Stores,2024,Lamp out,Change it,\n"})
    assert [header for _, _, header, _ in summary.unread] == ["What we do"]
    assert [year["unread_count"] for year in summary.years] == [1]
    summary, _ = loaded({"a.csv": "Unit,Year,Finding,Column5\nStores,2024,Gate open,\n"})
    assert (summary.unread, [year["unread_count"] for year in summary.years]) == ([], [0])
