"""One stage on one shard: tables in as Arrow, one thread of DuckDB, tables out as Arrow."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match import found
from analysis.match.scattering.stages import Stage, Task
from analysis.match.teaching import Lessons
from analysis.text.rows import compiling

Places = npt.NDArray[np.int32]
Tables = dict[str, pa.Table]
_TAUGHT = "match/steps/taught_texts"


def run(
    stage: Stage, tables: Mapping[str, pa.Table], limits: settings.Match, shards: int
) -> Tables:
    """What the stage makes of the tables of one shard."""
    with compiling.alone(), _opened() as connection:
        found.begin(connection)
        for name, table in tables.items():
            _hold(connection, name, table)
        task = Task(limits, Lessons(connection, _TAUGHT, limits), shards)
        stage.function(connection, task)
        return {name: taken(connection, f"from {name}") for name in stage.makes}


def taken(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    """The rows of a SELECT, each type as the database has it."""
    connection.execute("set arrow_lossless_conversion = true")
    try:
        return warehouse.arrow(connection, sql)
    finally:
        connection.execute("set arrow_lossless_conversion = false")


def split(table: pa.Table, columns: tuple[str, ...], shards: int) -> list[tuple[int, pa.Table]]:
    """The rows by the shard of their key; shards without any are left out."""
    keys = ", ".join(f'"{column}"' for column in columns)
    sql = f"select (hash({keys}) % {shards})::integer as shard from incoming"
    return parted(table, joined(sql, incoming=table)["shard"].to_numpy())


def parted(table: pa.Table, place: Places) -> list[tuple[int, pa.Table]]:
    """The rows by the shard that `place` names for each; shards without any are left out."""
    order = np.argsort(place, kind="stable")
    ordered, sorted_table = place[order], table.take(pa.array(order))
    chosen, starts = np.unique(ordered, return_index=True)
    ends = np.append(starts, len(ordered))[1:]
    return [
        (int(shard), sorted_table.slice(start, end - start))
        for shard, start, end in zip(chosen, starts, ends, strict=True)
    ]


def joined(sql: str, **tables: pa.Table) -> pa.Table:
    """The rows of a SELECT from tables given by name, in their order."""
    connection = _router()
    for name, table in tables.items():
        connection.register(name, table)
    try:
        return taken(connection, sql)
    finally:
        for name in tables:
            connection.unregister(name)


@cache
def _router() -> duckdb.DuckDBPyConnection:
    return _opened()


def _opened() -> duckdb.DuckDBPyConnection:
    connection = warehouse.connect(":memory:", read_only=False)
    connection.execute("set threads = 1")
    for schema in warehouse.SCHEMAS:
        connection.execute(f"create schema {schema}")
    return connection


def _hold(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    put = warehouse.store if "." in name else warehouse.stage
    put(connection, name, table)
