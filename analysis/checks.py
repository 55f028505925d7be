"""Checks of our own results: each is a query that must return no rows."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analysis import errors, warehouse

_FOLDER = Path(__file__).parent / "queries" / "checks"
_SHOWN = 3


def run(connection: duckdb.DuckDBPyConnection, schema: str) -> int:
    """Run the checks of one schema (`raw`, `clean` or `linked`); the number run.

    Raises:
        CheckError: names every check that found rows, with the first few of them.
    """
    names = sorted(path.stem for path in _FOLDER.glob(f"{schema}_*.sql"))
    failures = [line for name in names for line in _failure(connection, name)]
    if failures:
        raise errors.CheckError(
            "\n".join(failures), "Nothing was published. This is a fault of the program: report it."
        )
    return len(names)


def _failure(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    found = warehouse.rows(connection, warehouse.query(f"checks/{name}"))
    if not found:
        return []
    shown = "; ".join(str(row) for row in found[:_SHOWN])
    return [f"Check {name} found {len(found)} rows: {shown}"]
