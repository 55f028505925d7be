"""Registers in sight: a few rows in, the class of each out."""

from __future__ import annotations

import datetime as dt

import duckdb
import pyarrow as pa
import pytest

from analysis import match, normalise, settings, states, warehouse

LIMITS = settings.load().match
FIELDS = {
    "issue_id": pa.string(),
    "unit": pa.string(),
    "register_year": pa.int32(),
    "text": pa.string(),
    "source_file": pa.string(),
    "source_row": pa.int32(),
    "part": pa.int32(),
    "source_key": pa.string(),
    "document_number": pa.string(),
    "number_key": pa.string(),
    "place_key": pa.string(),
    "object_key": pa.string(),
    "written_by": pa.string(),
    "state": pa.string(),
    "category": pa.string(),
    "clause": pa.string(),
    "cause_text": pa.string(),
    "status": pa.string(),
    "carry_over_of": pa.string(),
    "evidence_text": pa.string(),
    "found_start_date": pa.date32(),
    "found_end_date": pa.date32(),
    "filed_date": pa.date32(),
    "text_kind": pa.string(),
    "due_date": pa.date32(),
    "closed_date": pa.date32(),
    "measure_text": pa.string(),
}
TEXTS = "select distinct text as text_id, text as subject_text from rows order by text_id"
ISSUES = """
select rows.* replace (coalesce(rows.number_key, rows.source_key) as number_key),
    rows.clause as clause_key, rows.category as category_key,
    md5(unit || register_year) as register_id,
    null::varchar as source_sheet, false as is_picture,
    texts.text_id, rows.text as subject_text
from rows
inner join clean.texts as texts on texts.subject_text = rows.text
"""
REGISTERS = """
select register_id, unit, register_year, register_year as register_first_year,
    register_year = min(register_year) over (partition by unit) as is_baseline
from clean.issues
group by register_id, unit, register_year
"""
MEASURES = """
select issue_id, due_date, closed_date, null::date as verified_date, measure_text
from clean.issues
where coalesce(due_date, closed_date) is not null or measure_text is not null
"""


@pytest.fixture
def row():
    """Builds one issue of one register."""
    return _row


def _row(issue_id, year, text, *, unit="计量科", **fields):
    """One issue; `found` gives its found date to the day."""
    found = fields.pop("found", None)
    day = dt.date.fromisoformat(found) if found else None
    number = sum(ord(letter) for letter in issue_id)
    known = {
        "issue_id": issue_id,
        "unit": unit,
        "register_year": year,
        "text": text,
        "source_file": f"{unit}{year}.xlsx",
        "source_row": number,
        "part": 1,
        "text_kind": "own",
        "found_start_date": day,
        "found_end_date": day,
    }
    return {name: None for name in FIELDS} | known | fields


@pytest.fixture
def cleaned():
    """Hands back a connection with the clean tables of rows, not linked yet."""
    opened = []

    def run(*rows):
        connection = duckdb.connect()
        opened.append(connection)
        for schema in warehouse.SCHEMAS:
            connection.execute(f"create schema {schema}")
        _clean(connection, rows)
        return connection

    yield run
    for connection in opened:
        connection.close()


@pytest.fixture
def linked():
    """Links rows and hands back the connection in which they are linked.

    Given that of an `earlier` call and the same `program`, only what may differ is compared.
    """
    opened = []

    def run(*rows, limits=LIMITS, earlier=None, program=None):
        connection = earlier or duckdb.connect()
        opened.append(connection)
        for schema in warehouse.SCHEMAS:
            connection.execute(f"create schema if not exists {schema}")
        _clean(connection, rows)
        match.link(connection, limits, program)
        return connection

    yield run
    for connection in opened:
        connection.close()


def _clean(connection, rows):
    table = pa.table({name: [row[name] for row in rows] for name in FIELDS}, pa.schema(FIELDS))
    warehouse.stage(connection, "rows", table)
    normalise.form_texts(connection, TEXTS)
    warehouse.materialise(connection, "clean.issues", ISSUES)
    warehouse.materialise(connection, "clean.registers", REGISTERS)
    warehouse.materialise(connection, "clean.measures", MEASURES)
    warehouse.store(connection, "clean.states", states.table())


@pytest.fixture
def shown(linked):
    """The shown class and the earlier issue of every issue."""

    def run(*rows):
        found = warehouse.rows(
            linked(*rows),
            "select issue_id, shown_class, prior_issue_id from linked.classes order by issue_id",
        )
        return {issue: (shown_class, prior) for issue, shown_class, prior in found}

    return run
