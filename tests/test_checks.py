import duckdb
import pytest

from analysis import checks, errors

FILES = """
create schema raw;
create table raw.files as
    select 'a.xlsx' as source_file, '总表' as source_sheet, 10 as row_count,
        7 as loaded_count, $rejected::integer as rejected_count, 1 as blank_count;
create table raw.rejects as
    select 'a.xlsx' as source_file, '总表' as source_sheet, row as source_row
    from range(4, 6) as listed(row);
"""


def _warehouse(rejected):
    connection = duckdb.connect()
    for statement in FILES.strip().split(";\n"):
        values = {"rejected": rejected} if "$rejected" in statement else None
        connection.execute(statement, values)
    return connection


def test_a_file_whose_rows_add_up_passes():
    assert checks.run(_warehouse(rejected=2), "raw") == 3


def test_a_lost_row_stops_the_run_and_is_named():
    with pytest.raises(errors.CheckError, match="raw_rows_reconcile found 1 rows.*a.xlsx"):
        checks.run(_warehouse(rejected=1), "raw")
