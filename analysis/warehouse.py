"""The DuckDB file: opened read-only by readers, built beside itself and renamed by writers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from analysis import errors

_SAFE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_QUERIES = Path(__file__).parent / "queries"
SCHEMAS = ("raw", "clean", "linked")


def connect(path: Path | str, *, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """A connection to the warehouse at `path`; a missing or busy file is said in words."""
    if read_only and not Path(path).is_file():
        raise errors.InputError(
            f"There is no warehouse at {path}.",
            "Run `fivelens load SOURCE --warehouse FILE` first.",
        )
    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(_SAFE))
    except duckdb.IOException as failure:
        raise errors.LockedError(
            f"The warehouse {path} cannot be opened: {str(failure).splitlines()[0]}",
            "Close the program that has it open for writing, or wait for the run to end.",
        ) from failure


@contextmanager
def rebuilt(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A writable connection to a copy that replaces `path` when the block ends without error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        draft = Path(folder) / path.name
        if path.is_file():
            draft.write_bytes(path.read_bytes())
        connection = connect(draft, read_only=False)
        try:
            for schema in SCHEMAS:
                connection.execute(f"create schema if not exists {schema}")
            yield connection
            connection.execute("checkpoint")
        finally:
            connection.close()
        os.replace(draft, path)


def query(name: str) -> str:
    """The text of `queries/<name>.sql`, for instance `query("clean/issues")`."""
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def read(connection: duckdb.DuckDBPyConnection, sql: str, **values: Any) -> pd.DataFrame:
    """The rows of one SELECT as a tidy frame; `$name` in the SQL is bound from `values`."""
    return connection.execute(sql, values or None).df()


def rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """The rows of one SELECT as tuples, read to the end so the connection is free again."""
    return connection.execute(sql, values or None).fetchall()


def arrow(connection: duckdb.DuckDBPyConnection, sql: str, **values: Any) -> pa.Table:
    """The rows of one SELECT as an Arrow table."""
    return connection.execute(sql, values or None).to_arrow_table()


def materialise(connection: duckdb.DuckDBPyConnection, table: str, sql: str, **values: Any) -> None:
    """Replace `schema.table` by the result of one SELECT."""
    connection.execute(f"create or replace table {table} as {sql}", values or None)


def store(connection: duckdb.DuckDBPyConnection, table: str, data: pa.Table) -> None:
    """Replace `schema.table` by an Arrow table."""
    connection.register("incoming", data)
    try:
        connection.execute(f"create or replace table {table} as select * from incoming")
    finally:
        connection.unregister("incoming")


def has_table(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether `schema.table` stands in the warehouse."""
    schema, _, name = table.partition(".")
    found = rows(
        connection,
        "select 1 from information_schema.tables where table_schema = $schema and table_name = $name",
        schema=schema,
        name=name,
    )
    return bool(found)
