"""A small warehouse and a folder of notebooks, as publishing finds them."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from analysis import settings
from analysis.publish import pieces, provenance, render, runner

NOTEBOOKS = Path(__file__).parent / "notebooks"


@pytest.fixture(scope="session")
def warehouse_path(tmp_path_factory) -> Path:
    """Three issues of two units, as much as provenance reads."""
    path = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    connection = duckdb.connect(str(path))
    connection.execute(
        """
        create schema raw; create schema clean; create schema linked;
        create table raw.files as
            select '2024 <b>.xlsx' as source_file, '总表' as source_sheet,
                repeat('ab', 32) as sha256, 6 as row_count, 3 as loaded_count,
                1 as rejected_count, 2 as blank_count,
                timestamp '2026-01-01 00:00:00' as loaded_at;
        create table clean.registers as
            select * from (values ('r1', '007', 2024), ('r2', '县医疗保障局', 2024))
                as t (register_id, unit, register_year);
        alter table clean.registers add column filed_date date;
        create table clean.issues as
            select * from (values ('i1', '007', date '2024-11-30'),
                ('i2', '007', date '2024-12-20'), ('i3', '县医疗保障局', date '9999-12-31')
            ) as t (issue_id, unit, found_date);
        alter table clean.issues add column number_key varchar;
        create table clean.texts (text_id varchar, oldest_year integer);
        """
    )
    connection.close()
    return path


@pytest.fixture
def notebooks(tmp_path):
    """Makes a folder with copies of the named notebooks; `name=other` copies under another name."""

    def make(*names: str, **renamed: str) -> Path:
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        for target, source in {**{name: name for name in names}, **renamed}.items():
            shutil.copy(NOTEBOOKS / f"{source}.ipynb", folder / f"{target}.ipynb")
        return folder

    return make


@pytest.fixture(scope="session")
def limits():
    """Time enough for a slow machine, and none to wait for what hangs."""
    return settings.load().publish.model_copy(
        update={"cell_timeout_seconds": 60, "page_timeout_seconds": 120}
    )


@pytest.fixture(scope="session")
def executed(limits):
    """The good notebook, run once for all tests that look at its outputs."""
    return runner.run_notebook(NOTEBOOKS / "good.ipynb", {"unit": "007"}, limits=limits)


@pytest.fixture(scope="session")
def told(warehouse_path):
    """The provenance that every page of the small warehouse tells."""
    return provenance.collect(warehouse_path) | {"parameters": {"unit": "007"}}


@pytest.fixture(scope="session")
def page(executed, told):
    """The good notebook as a page, before it becomes HTML."""
    return render.Page(
        language="en",
        head=pieces.head(executed, name="good"),
        pieces=pieces.pieces(executed, name="good", language="en"),
        provenance=told,
    )
