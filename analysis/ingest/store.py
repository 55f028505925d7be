"""The raw tables: their columns, and rows going in and out by source file."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.ingest.entries import loaded
from analysis.ingest.vocabulary import kinds

_REMARKS = pa.schema(
    [
        ("source_file", pa.string()),
        ("source_sheet", pa.string()),
        ("source_row", pa.int32()),
        ("column_name", pa.string()),
        ("value", pa.string()),
        ("rule", pa.string()),
        ("reason", pa.string()),
    ]
)
_FILES = pa.schema(
    [
        ("source_file", pa.string()),
        ("source_sheet", pa.string()),
        ("kind", pa.string()),
        ("mapping", pa.string()),
        ("mapping_hash", pa.string()),
        ("sha256", pa.string()),
        ("encoding", pa.string()),
        ("header_row", pa.int32()),
        ("text_kind", pa.string()),
        ("row_count", pa.int32()),
        ("loaded_count", pa.int32()),
        ("rejected_count", pa.int32()),
        ("blank_count", pa.int32()),
        ("issue_count", pa.int32()),
        ("has_carry_over", pa.bool_()),
        ("has_closed_date", pa.bool_()),
        ("has_verified_date", pa.bool_()),
        ("filed_date", pa.date32()),
        ("loaded_at", pa.timestamp("us")),
    ]
)
_COLUMNS = pa.schema(
    [
        ("source_file", pa.string()),
        ("source_sheet", pa.string()),
        ("column_number", pa.int32()),
        ("column_name", pa.string()),
        ("field", pa.string()),
        ("known_by", pa.string()),
        ("named_like", pa.string()),
        ("content", pa.string()),
    ]
)
_INTEGERS = frozenset(["source_row", "part", "part_count", "register_year", "register_first_year"])
_SQL_TYPES = {
    pa.string(): "varchar",
    pa.int32(): "integer",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp",
}
_REMARK_COLUMNS = ("source_row", "column_name", "value", "rule", "reason")


@functools.cache
def schemas() -> dict[str, pa.Schema]:
    """The Arrow schema of each raw table, by its name without `raw.`."""
    types = {True: pa.int32(), False: pa.string()}
    tables = {
        kind.table: pa.schema(
            [(column, types[column in _INTEGERS]) for column in kind.raw_columns()]
        )
        for kind in kinds.every()
    }
    own = {"files": _FILES, "columns": _COLUMNS, "rejects": _REMARKS, "doubts": _REMARKS}
    return {**own, **tables}


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the raw tables that do not stand yet, empty, and columns that are new."""
    connection.execute("create schema if not exists raw")
    listed = (
        "select table_name, list(column_name) from duckdb_columns() where schema_name = 'raw'"
        " group by table_name order by table_name"
    )
    standing = dict(warehouse.rows(connection, listed))
    for table, schema in schemas().items():
        columns = {field.name: f'"{field.name}" {_SQL_TYPES[field.type]}' for field in schema}
        if table not in standing:
            connection.execute(f"create table raw.{table} ({', '.join(columns.values())})")
            continue
        for name in sorted(set(columns) - set(standing[table])):
            connection.execute(f"alter table raw.{table} add column {columns[name]}")


def blocks_of(sheet: loaded.LoadedSheet) -> dict[str, loaded.Block]:
    """What a sheet adds to the tables of its kinds, to the rejects and the doubts."""
    blocks = {
        table: _placed(block, sheet)
        for table, block in sheet.blocks.items()
        if loaded.height(block)
    }
    for table, remarks in (("rejects", sheet.rejects), ("doubts", sheet.doubts)):
        if remarks:
            columns = zip(*remarks, strict=True)
            blocks[table] = _placed(dict(zip(_REMARK_COLUMNS, columns, strict=True)), sheet)
    if sheet.read_columns:
        columns = zip(*sheet.read_columns, strict=True)
        blocks["columns"] = _placed(dict(zip(_COLUMNS.names[2:], columns, strict=True)), sheet)
    return blocks


def _placed(block: loaded.Block, sheet: loaded.LoadedSheet) -> loaded.Block:
    count = loaded.height(block)
    place = {"source_file": sheet.source_file, "source_sheet": sheet.source_sheet}
    return {**block, **{name: [value] * count for name, value in place.items()}}


def file_row(
    sheet: loaded.LoadedSheet, *, filed: date | None, loaded_at: datetime, **known: str | None
) -> loaded.Block:
    """The row of `raw.files` for one sheet; `known` are sha256, mapping and mapping_hash."""
    row = {
        "source_file": sheet.source_file,
        "source_sheet": sheet.source_sheet,
        "kind": sheet.kind,
        "encoding": sheet.encoding,
        "header_row": sheet.header_row,
        "text_kind": sheet.text_kind,
        "row_count": sheet.row_count,
        "loaded_count": sheet.loaded_count,
        "rejected_count": sheet.rejected_count,
        "blank_count": sheet.blank_count,
        "issue_count": sheet.issue_count,
        "has_carry_over": _asks(sheet, "carry_over"),
        "has_closed_date": _asks(sheet, "closed_date"),
        "has_verified_date": _asks(sheet, "verified_date"),
        "filed_date": filed,
        "loaded_at": loaded_at,
        **known,
    }
    return {name: [value] for name, value in row.items()}


def _asks(sheet: loaded.LoadedSheet, field: str) -> bool | None:
    """Whether a column of the form asks for it, filled in or not."""
    return field in sheet.columns.values() if sheet.kind else None


def arrow(table: str, block: loaded.Block) -> pa.Table:
    """A block as the raw table holds it."""
    schema, count = schemas()[table], loaded.height(block)
    columns = [
        _column(block[field.name], field.type)
        if field.name in block
        else pa.nulls(count, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def add(connection: duckdb.DuckDBPyConnection, pending: Mapping[str, Sequence[pa.Table]]) -> None:
    """Append what waits for each raw table."""
    with _one_thread(connection):
        for table in sorted(pending):
            _append(connection, f"raw.{table}", pa.concat_tables(pending[table]))


def remove(connection: duckdb.DuckDBPyConnection, source_files: Iterable[str]) -> int:
    """Take all rows of some source files out of the raw tables; how many rows had been read."""
    names = sorted(set(source_files))
    if not names:
        return 0
    read = "select sum(row_count) from raw.files where list_contains($names, source_file)"
    [(count,)] = warehouse.rows(connection, read, names=names)
    for table in schemas():
        connection.execute(
            f"delete from raw.{table} where list_contains($names, source_file)", {"names": names}
        )
    return int(count or 0)


@contextmanager
def _one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One thread meanwhile: rows are appended in order, so that two mostly wait for each other."""
    before = warehouse.rows(connection, "select current_setting('threads')")[0][0]
    connection.execute("set threads to 1")
    try:
        yield
    finally:
        connection.execute(f"set threads to {int(before)}")


def _append(connection: duckdb.DuckDBPyConnection, table: str, data: pa.Table) -> None:
    connection.register("incoming", data)
    try:
        connection.execute(f"insert into {table} by name select * from incoming")
    finally:
        connection.unregister("incoming")


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half a surrogate pair, which json can hold and UTF-8 cannot
        clean = [
            value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
            for value in values
        ]
        return pa.array(clean, kind)
