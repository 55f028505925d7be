"""A `clean` schema from bare rows, so that the engine can be run without files to ingest."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from analysis import normalise, states, warehouse

_TEXTS = """
select distinct substring(md5(issue_text), 1, 16) as text_id, issue_text as subject_text
from received
order by text_id
"""
_ISSUES = """
select
    issue_id, md5(unit || register_year) as register_id, unit, register_year,
    'rows' as source_file, null::varchar as source_sheet,
    (row_number() over ())::integer as source_row, 1 as part,
    null::varchar as sequence_text, null::varchar as issue_text, null::varchar as subject_text,
    substring(md5(issue_text), 1, 16) as text_id,
    category, null::varchar as category_key, null::varchar as document_number,
    null::varchar as number_key, null::varchar as place_key, null::varchar as object_key,
    null::varchar as written_by, null::varchar as state, null::varchar as clause,
    null::varchar as clause_key, null::varchar as severity,
    null::varchar as source_key,
    null::date as found_date, null::varchar as found_text, null::date as found_start_date,
    null::date as found_end_date, 'none' as found_precision, null::varchar as found_by,
    null::varchar as cause_text, null::varchar as standard_text, null::varchar as status,
    null::varchar as carry_over_of, null::varchar as evidence_text, null::date as filed_date,
    'own' as text_kind, false as is_picture, null::double as perfunctory_score
from received
"""
_REGISTERS = """
select
    register_id, unit, register_year, register_year as register_first_year,
    count(*)::integer as issue_count, null::date as filed_date,
    register_year = min(register_year) over (partition by unit) as is_baseline, 'own' as text_kind
from clean.issues
group by register_id, unit, register_year
order by unit, register_year
"""
_MEASURES = """
select
    null::varchar as measure_id, null::varchar as issue_id, null::varchar as measure_text,
    null::date as due_date,
    null::date as effective_date, null::date as closed_date, null::date as verified_date
where false
"""
_UNIT_CHANGES = """
select
    null::varchar as unit, null::varchar as to_unit, null::varchar as change_kind,
    null::date as changed_date
where false
"""


def clean(
    connection: duckdb.DuckDBPyConnection, received: pa.Table, program: str | None = None
) -> None:
    """The tables that matching reads, from issue_id, unit, register_year, category, issue_text.

    Forms that the same `program` made before are kept.
    """
    for schema in warehouse.SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    connection.register("received", received)
    normalise.form_texts(connection, _TEXTS, program=program)
    warehouse.materialise(connection, "clean.issues", _ISSUES)
    warehouse.store(connection, "clean.states", states.table())
    connection.unregister("received")
    warehouse.materialise(connection, "clean.registers", _REGISTERS)
    warehouse.materialise(connection, "clean.measures", _MEASURES)
    warehouse.materialise(connection, "clean.unit_changes", _UNIT_CHANGES)
