"""Verdicts put onto the links that they were made on, and on no other."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.review import store

_TEXT = pa.string()


def apply(connection: duckdb.DuckDBPyConnection, decisions: Path | None) -> None:
    """Fill `linked.links.verdict` from the verdicts in a folder, and rebuild `linked.decisions`.

    A link takes the verdict that all who judged it share; where they differ it is `unsure`, and
    so is a rewording that only one has confirmed. A decision on a pair of which a text changed
    or an issue is gone is listed as `stale` and applied to nothing.
    """
    prepare(connection, decisions)
    warehouse.materialise(connection, "linked.links", warehouse.query("review/links"))
    warehouse.materialise(connection, "linked.decisions", warehouse.query("review/decisions"))


def prepare(connection: duckdb.DuckDBPyConnection, decisions: Path | None) -> None:
    """Hold `pairs`, `standing` and `settled` for the queries of this stage."""
    rows = store.standing(store.read(decisions))
    columns = {
        name: pa.array([getattr(row, name) for row in rows], _TEXT)
        for name in store.Decision._fields
    }
    warehouse.stage(connection, "standing", pa.table(columns))
    for name in ("pairs", "settled"):
        warehouse.derive(connection, f"review/{name}")
