"""The page on the data model names every table of a build and every column of it."""

import re
from pathlib import Path

import pytest

from analysis import settings, warehouse
from analysis.ingest.vocabulary import kinds
from analysis.pipeline import stages

PAGE = Path(__file__).parents[1] / "docs" / "data-model.md"
ONE_ROW = "部门,年度,问题描述,发现日期,整改措施\n计量科,2024,水表未首检,2024-02-01,补检\n"
# Where a table begins to be told of: at the start of a paragraph or of a sentence.
BEGINNING = re.compile(r"(?:^|(?<=\. ))`((?:raw|clean|linked)\.\w+)`", re.MULTILINE)
# Said once for many tables: where a row stands, and keys that are compared in place of spellings.
PLACE = {"source_file", "source_sheet", "source_row"}
KEYS = {"category_key", "clause_key"}


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Table → its columns, of a whole build of one row."""
    folder = tmp_path_factory.mktemp("one_row")
    (folder / "台账.csv").write_text(ONE_ROW, encoding="utf-8")
    path = tmp_path_factory.mktemp("built") / "warehouse.duckdb"
    stages.build(path, stages.Inputs([folder]), settings.load())
    listed = "select schema_name || '.' || table_name, column_name from duckdb_columns() order by 1"
    found = {}
    with warehouse.connect(path) as connection:
        for table, column in warehouse.rows(connection, listed):
            found.setdefault(table, set()).add(column)
    return {name: found[name] for name in found if name.split(".")[0] in warehouse.SCHEMAS}


def told():
    """Table → what the page says of it."""
    found = {}
    for paragraph in PAGE.read_text(encoding="utf-8").split("\n\n"):
        begun = list(BEGINNING.finditer(paragraph))
        ends = [*(each.start() for each in begun[1:]), len(paragraph)]
        for each, end in zip(begun, ends, strict=True) if begun else ():
            found[each[1]] = found.get(each[1], "") + paragraph[each.start() : end]
    return found


def test_every_table_is_told_of(tables):
    of_kinds = {f"raw.{kind.table}" for kind in kinds.every()}  # told of as one: a column per field
    assert tables.keys() - told().keys() - of_kinds == set()


def test_every_table_told_of_is_there(tables):
    assert told().keys() - tables.keys() == set()


def test_every_column_is_named_where_its_table_is_told_of(tables):
    said = told()
    unnamed = {
        table: missing
        for table in said
        if (missing := tables[table] - set(re.findall(r"`(\w+)`", said[table])) - PLACE - KEYS)
    }
    assert unnamed == {}
