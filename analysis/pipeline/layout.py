"""Whether the tables of a warehouse have the columns that this version of the program makes."""

from __future__ import annotations

import functools
from collections.abc import Set
from pathlib import Path

import duckdb

from analysis import errors, measures, normalise, warehouse
from analysis.ingest import store
from analysis.pipeline import heartbeat

Column = tuple[str, str, str]

_TOLD = 3  # columns named in the refusal: enough to see what it is about
_COLUMNS = (
    "select table_schema, table_name, column_name from information_schema.columns"
    " where table_catalog = coalesce($catalog, current_database())"
    " and table_schema in ('raw', 'clean')"
)


def refuse_outdated(connection: duckdb.DuckDBPyConnection, path: Path | str) -> None:
    """Say in words that registers were loaded by an earlier version of the program.

    A warehouse without clean tables is no matter of versions: nothing was loaded into it.

    Raises:
        InputError: a column of the raw or clean tables is not there; names some.
    """
    refuse_lacking(columns(connection), _made(), path)


def refuse_lacking(standing: Set[Column], made: Set[Column], path: Path | str) -> None:
    """As `refuse_outdated`, given the columns that stand there and those that loading makes."""
    lacking = sorted(made - standing)
    if not lacking or not any(schema == "clean" for schema, _, _ in standing):
        return
    named = ", ".join(map(".".join, lacking[:_TOLD])) + (", …" if len(lacking) > _TOLD else "")
    raise errors.InputError(
        f"The warehouse {path} was made by an earlier version of Five Lenses: it lacks {named}.",
        "Load its registers again: fivelens load SOURCE --warehouse FILE.",
    )


def columns(connection: duckdb.DuckDBPyConnection, catalog: str | None = None) -> frozenset[Column]:
    """Schema, table and name of every raw and clean column; those of an attached `catalog`."""
    return frozenset(warehouse.rows(connection, _COLUMNS, catalog=catalog))


@functools.cache
def _made() -> frozenset[Column]:
    """Every column that loading makes, as loading nothing makes it."""
    connection = warehouse.connect(":memory:", read_only=False)
    try:
        for schema in warehouse.SCHEMAS:
            connection.execute(f"create schema {schema}")
        store.create(connection)
        with heartbeat.while_compiling("tables"):
            normalise.clean(connection)
        measures.assess(connection)
        return columns(connection)
    finally:
        connection.close()
