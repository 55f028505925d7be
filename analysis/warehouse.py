"""The DuckDB file: opened read-only by readers, built beside itself and renamed by writers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from analysis import drafts, errors

# A missing extension must be our error, not a download.
_SAFE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_LEAST_GIGABYTES = 2  # besides what matching itself holds: 2,000,000 issues stay under 4 GiB
_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB")
_QUERIES = Path(__file__).parent / "queries"
SCHEMAS = ("raw", "clean", "linked")


def connect(path: Path | str, *, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """A connection to the warehouse at `path`; a missing or busy file is said in words."""
    if read_only and not Path(path).is_file():
        raise errors.InputError(
            f"There is no warehouse at {path}.",
            "Make one with `fivelens load SOURCE --warehouse FILE`.",
        )
    if Path(path).name.split(".")[0].lower() in SCHEMAS:
        raise errors.UsageError(
            f"A warehouse cannot be called {Path(path).name}: a part of it has that name.",
            f"Choose a name other than {', '.join(SCHEMAS)}.",
        )
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(_SAFE))
    except duckdb.Error as failure:
        raise _unreadable(path, failure) from failure
    if not read_only and str(path) != ":memory:":
        connection.execute(f"set memory_limit = '{_bound(connection)}B'")
    return connection


def _bound(connection: duckdb.DuckDBPyConnection) -> int:
    """The bytes that a writer may hold; more goes to disk beside the file, at hardly any cost.

    Never more than DuckDB takes by itself, which knows the machine.
    """
    [(said,)] = rows(connection, "select current_setting('memory_limit')")
    size, unit = said.split()
    own = int(float(size) * 1024 ** _UNITS.index(unit))
    return min(own, max(len(os.sched_getaffinity(0)), _LEAST_GIGABYTES) * 10**9)


def _unreadable(path: Path | str, failure: duckdb.Error) -> errors.FiveLensesError:
    first_line = str(failure).splitlines()[0]
    if "set lock" in first_line:
        return errors.LockedError(
            f"Another program has the warehouse {path} open for writing.",
            "Wait for that run to end, or close the program, and try again.",
        )
    if "version number" in first_line:
        return errors.InputError(
            f"The warehouse {path} was written by a newer version of DuckDB than this one.",
            "Install the newer Five Lenses, or load the registers under another name.",
        )
    cause = "it is no DuckDB file." if "in-memory" in first_line else first_line
    return errors.InputError(
        f"{path} cannot be read as a warehouse: {cause}",
        "Load the registers again under another name: fivelens load SOURCE --warehouse FILE; "
        "a warehouse can always be made anew from its registers.",
    )


@contextmanager
def rebuilt(path: Path, *, fresh: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A writable copy (an empty one if `fresh`) that replaces `path` if the block ends well."""
    with drafts.beside(path) as folder:
        draft = folder / path.name
        if path.is_file() and not fresh:
            connect(path).close()  # what is wrong with it is said of it, not of its copy
            shutil.copyfile(path, draft)
        connection = connect(draft, read_only=False)
        try:
            for schema in SCHEMAS:
                connection.execute(f"create schema if not exists {schema}")
            yield connection
            connection.execute("checkpoint")
        finally:
            connection.close()
        draft.replace(path)


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
    return connection.sql(sql, params=values or None).to_arrow_table()


def materialise(connection: duckdb.DuckDBPyConnection, table: str, sql: str, **values: Any) -> None:
    """Replace `schema.table` by the result of one SELECT."""
    connection.execute(f"create or replace table {table} as {sql}", values or None)


def store(connection: duckdb.DuckDBPyConnection, table: str, data: pa.Table) -> None:
    """Replace `schema.table` by an Arrow table."""
    _fill(connection, f"table {table}", data)


def store_rows(
    connection: duckdb.DuckDBPyConnection, table: str, sql: str, rows: pa.RecordBatchReader
) -> None:
    """Replace `schema.table` by one SELECT from `formed`, which is what the reader gives."""
    _run_on(connection, f"create or replace table {table} as {sql}", rows)


def add_rows(
    connection: duckdb.DuckDBPyConnection, table: str, sql: str, rows: pa.RecordBatchReader
) -> None:
    """Add to `schema.table` as `store_rows` replaces it."""
    _run_on(connection, f"insert into {table} by name {sql}", rows)


def _run_on(connection: duckdb.DuckDBPyConnection, sql: str, rows: pa.RecordBatchReader) -> None:
    connection.register("formed", rows)
    try:
        connection.execute(sql)
    finally:
        connection.unregister("formed")


@contextmanager
def uncompressed(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Tables made in the block are kept as they are: texts gain a third, at four times the work."""
    connection.execute("set force_compression = 'uncompressed'")
    try:
        yield
    finally:
        connection.execute("set force_compression = 'auto'")


def derive(
    connection: duckdb.DuckDBPyConnection, name: str, *, table: str = "", **values: Any
) -> None:
    """Hold the rows of `queries/<name>.sql` as a temporary table that no file keeps.

    The table has the last part of the query's name unless `table` names it.
    """
    held = table or name.rpartition("/")[2]
    connection.execute(f"create or replace temp table {held} as {query(name)}", values or None)


def name(connection: duckdb.DuckDBPyConnection, query_name: str) -> None:
    """Let later queries of this connection say the last part of a query's name for its rows.

    Nothing is computed or kept; a warehouse that is open to read only may be asked this way.
    """
    held = query_name.rpartition("/")[2]
    connection.execute(f"create or replace temp view {held} as {query(query_name)}")


def stage(connection: duckdb.DuckDBPyConnection, name: str, data: pa.Table) -> None:
    """Hold an Arrow table under a name that only this connection sees and no file keeps."""
    _fill(connection, f"temp table {name}", data)


def _fill(connection: duckdb.DuckDBPyConnection, target: str, data: pa.Table) -> None:
    connection.register("incoming", data)
    try:
        connection.execute(f"create or replace {target} as from incoming")
    finally:
        connection.unregister("incoming")


def has_table(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether `schema.table` stands in the warehouse itself, not in one attached to it."""
    listed = (
        "select table_schema || '.' || table_name from information_schema.tables"
        " where table_catalog = current_database()"
    )
    return (table,) in rows(connection, listed)
