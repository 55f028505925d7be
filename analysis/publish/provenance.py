"""Where the numbers of a page come from: files, rows, versions, parameters; never the clock."""

from __future__ import annotations

import datetime
import hashlib
import os
import platform
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import duckdb

from analysis import settings, warehouse
from analysis.publish import program

_PROJECT = Path(__file__).resolve().parents[2]
_PACKAGES = ("duckdb", "nbconvert", "opencc", "pandas", "papermill", "plotly", "rapidfuzz")


def collect(path: Path) -> dict[str, Any]:
    """What `run.json` and every page say of the warehouse at `path` and of the program.

    Keys: `as_of` (ISO date), `files` (one mapping per file and sheet, with its sha256 and row
    counts), `columns` (how the columns of each were read), `years` (of how many sheets of each
    register year which columns were read), `tables` (schema.table → rows), `software`,
    `content_sha256` (of every row), `definitions` (versions of rules that decide a class).
    """
    connection = warehouse.connect(path)
    try:
        tables = _tables(connection)
        is_told = "raw.columns" in tables and "raw.registers" in tables
        return {
            "as_of": _as_of(connection),
            "files": _records(connection, "publish/files"),
            "columns": _records(connection, "publish/columns") if is_told else [],
            "years": _records(connection, "publish/columns_by_year") if is_told else [],
            "tables": tables,
            "software": software(),
            "content_sha256": _content_hash(connection),
            "definitions": {"rule_version": _rule_version(connection)},
        }
    finally:
        connection.close()


def software() -> dict[str, Any]:
    """Versions of the program, of Python and of the packages that shape a page."""
    return {
        "five_lenses": metadata.version("five-lenses"),
        "git": _git(),
        "source_sha256": program.source_hash(),
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in _PACKAGES},
    }


def units(path: Path) -> list[str]:
    """The units that filed a register, in order of their names."""
    connection = warehouse.connect(path)
    try:
        return [
            str(unit) for (unit,) in warehouse.rows(connection, warehouse.query("publish/units"))
        ]
    finally:
        connection.close()


def years(path: Path) -> list[int]:
    """The register years that registers were loaded of, in order."""
    connection = warehouse.connect(path)
    try:
        found = warehouse.rows(connection, warehouse.query("publish/years"))
        return [int(year) for (year,) in found]
    finally:
        connection.close()


def content_hash(path: Path) -> str:
    """A hash of every row of every table, in whatever order they lie; the time of loading aside."""
    connection = warehouse.connect(path)
    try:
        return _content_hash(connection)
    finally:
        connection.close()


def _as_of(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The date of the page: SOURCE_DATE_EPOCH, or the last day that the data speak of."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    if not warehouse.has_table(connection, "clean.issues"):
        return None
    ((latest,),) = warehouse.rows(connection, warehouse.query("publish/latest_date"))
    return latest.isoformat() if latest else None


def _rule_version(connection: duckdb.DuckDBPyConnection) -> str:
    """The version of the rules that made the links, not of those that there are by now."""
    if not warehouse.has_table(connection, "linked.rules"):
        return settings.load().match.rule_version
    [(version,)] = warehouse.rows(connection, "select rule_version from linked.rules")
    return str(version)


def _content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    digest = hashlib.sha256()
    for name in _names(connection):
        digest.update(f"{name} {_rows_hash(connection, name)}\n".encode())
    return digest.hexdigest()


def _records(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = connection.execute(warehouse.query(query))
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = {}
    for name in _names(connection):
        ((count,),) = warehouse.rows(connection, f"select count(*) from {_quoted(name)}")
        counts[name] = int(count)
    return counts


def _rows_hash(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    columns = "columns(lambda c: c <> 'loaded_at')"
    ((total, count),) = warehouse.rows(
        connection,
        f"select sum(hash(row)::hugeint), count(*)"
        f" from (select {columns} from {_quoted(name)}) as row",
    )
    return f"{total} {count}"


def _names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = warehouse.rows(connection, warehouse.query("publish/tables"))
    return [f"{schema}.{table}" for schema, table in found]


def _quoted(name: str) -> str:
    schema, _, table = name.partition(".")
    return f'{schema}."{table}"'


def _git() -> Mapping[str, Any] | None:
    """Commit and whether tracked files differ from it; None without git or outside a clone."""
    try:
        commit = _ask_git("rev-parse", "HEAD")
        changes = _ask_git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.SubprocessError):
        return None
    return {"commit": commit, "is_dirty": bool(changes)}


def _ask_git(*words: str) -> str:
    command = ["git", "-C", str(_PROJECT), *words]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    return answer.stdout.strip()
