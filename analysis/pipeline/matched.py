"""Whether what stands in the clean tables is what was last matched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import errors, warehouse

_CLEAN, _MATCHED = "clean.state", "linked.matched_state"
_TABLES = (
    "select table_name from information_schema.tables where table_schema = 'clean'"
    " and table_catalog = current_database() and table_name <> 'state' order by table_name"
)
_SCHEMA = pa.schema(
    [("table_name", pa.string()), ("row_count", pa.int64()), ("content_hash", pa.string())]
)


def note_loaded(connection: duckdb.DuckDBPyConnection) -> None:
    """Store what stands in the clean tables, in whatever order the rows lie."""
    state = [_state(connection, name) for (name,) in warehouse.rows(connection, _TABLES)]
    columns = [list(column) for column in zip(*state, strict=True)]
    warehouse.store(connection, _CLEAN, pa.table(columns, schema=_SCHEMA))


def _state(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[str, int, str]:
    sql = f'select count(*), sum(hash(row)::hugeint) from clean."{name}" as row'
    [(count, total)] = warehouse.rows(connection, sql)
    return name, count, str(total)


def note_matched(connection: duckdb.DuckDBPyConnection) -> None:
    """Store that what stands in the clean tables has been matched."""
    if not warehouse.has_table(connection, _CLEAN):  # loaded by an earlier version
        note_loaded(connection)
    warehouse.materialise(connection, _MATCHED, f"from {_CLEAN} order by table_name")


def demand(path: Path) -> None:
    """Refuse a warehouse whose links are not those of its issues: never matched, or loaded since.

    Raises:
        InputError: says to match it, or to load it where there is none or an earlier version's.
    """
    with opened(path):
        return


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse at `path`, read-only, if its links are those of its issues; as `demand`."""
    connection = warehouse.connect(path)
    try:
        warehouse.refuse_outdated(connection, path)
        if not _is_matched(connection):
            raise errors.InputError(
                f"The issues in {path} have not been compared since they were loaded.",
                "Run `fivelens match --warehouse FILE` first.",
            )
        yield connection
    finally:
        connection.close()


def _is_matched(connection: duckdb.DuckDBPyConnection) -> bool:
    if not all(warehouse.has_table(connection, table) for table in (_CLEAN, _MATCHED)):
        return False
    states = [
        warehouse.rows(connection, f"from {table} order by table_name")
        for table in (_CLEAN, _MATCHED)
    ]
    return states[0] == states[1]
