"""Whether what stands in the clean tables is what was last matched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import classes, errors, settings, warehouse
from analysis.pipeline import layout
from analysis.publish import program

_CLEAN, _MATCHED = "clean.state", "linked.matched_state"
_JUDGEMENT = ("clean.judgement", "linked.judgement")
_RULES = "linked.rules"
_NEEDED = ("linked.classes", "linked.shown_classes", "linked.reuse_classes", _RULES)
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


def note_judgement(
    connection: duckdb.DuckDBPyConnection, table: str, hashes: Mapping[str, str]
) -> None:
    """Store in `table` which files of reviewed judgement were read, with their hashes."""
    told = {"file_name": sorted(hashes), "sha256": [hashes[name] for name in sorted(hashes)]}
    schema = pa.schema([("file_name", pa.string()), ("sha256", pa.string())])
    warehouse.store(connection, table, pa.table(told, schema=schema))


def judgement(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The hashes of the files of judgement that were read, by name; empty where none is told."""
    tables = [name for name in _JUDGEMENT if warehouse.has_table(connection, name)]
    return dict(
        row
        for table in tables
        for row in warehouse.rows(connection, f"from {table} order by file_name")
    )


def rules(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """Version and hash of the rules by which the links were made; empty where none are told."""
    if not warehouse.has_table(connection, _RULES):
        return "", ""
    [(version, content)] = warehouse.rows(connection, f"from {_RULES}")
    return str(version), str(content)


def rules_now(chosen: settings.Settings) -> tuple[str, str]:
    """Version and hash of the rules as they are now: numbers, classes and queries that decide."""
    numbers = chosen.model_dump_json(exclude={"publish"})
    ruled = [numbers.encode(), classes.content(), program.judging_hash().encode()]
    content = hashlib.sha256(b"".join(ruled)).hexdigest()
    return chosen.match.rule_version, content


def note_matched(connection: duckdb.DuckDBPyConnection, chosen: settings.Settings) -> None:
    """Store that what stands in the clean tables has been matched, and by which rules."""
    version, content = rules_now(chosen)
    told = {"rule_version": [version], "content_hash": [content]}
    warehouse.store(connection, _RULES, pa.table(told))
    if not warehouse.has_table(connection, _CLEAN):  # loaded by an earlier version
        note_loaded(connection)
    warehouse.materialise(connection, _MATCHED, f"from {_CLEAN} order by table_name")


def demand(path: Path) -> None:
    """Refuse a warehouse whose links are not those of its issues: never matched, or loaded since.

    Raises:
        InputError: says to match it, or to load it where there is none.
    """
    connection = warehouse.connect(path)
    try:
        _demand(connection, path)
    finally:
        connection.close()


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse at `path`, read-only, if its links are those of its issues.

    Raises:
        InputError: as `demand`, or loaded by an earlier version.
    """
    connection = warehouse.connect(path)
    try:
        layout.refuse_outdated(connection, path)
        _demand(connection, path)
        yield connection
    finally:
        connection.close()


def _demand(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    if not _is_matched(connection):
        raise errors.InputError(
            f"The issues in {path} have not been compared since they were loaded.",
            "Run `fivelens match --warehouse FILE` first.",
        )
    if not all(warehouse.has_table(connection, table) for table in _NEEDED):
        raise errors.InputError(
            f"The links in {path} were made by an earlier version of Five Lenses.",
            f"Make them anew: fivelens match --warehouse {path}",
        )


def _is_matched(connection: duckdb.DuckDBPyConnection) -> bool:
    if not all(warehouse.has_table(connection, table) for table in (_CLEAN, _MATCHED)):
        return False
    states = [
        warehouse.rows(connection, f"from {table} order by table_name")
        for table in (_CLEAN, _MATCHED)
    ]
    return states[0] == states[1]
