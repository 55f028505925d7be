"""Verdicts put onto the links that they were made on, and on no other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.review import replies, store

_TEXT = pa.string()


def apply(
    connection: duckdb.DuckDBPyConnection,
    decisions: Path | None,
    hide: Callable[[str], str] = str,
) -> None:
    """Fill `linked.links.verdict` from the verdicts in a folder, and rebuild what people said.

    That is `linked.decisions`, and `linked.replies` of the units.

    A link takes the verdict that all who judged it share; where they differ it is `unsure`, and
    so is a rewording that only one has confirmed. A decision on a pair of which a text changed
    or an issue is gone is listed as `stale` and applied to nothing. What people wrote beside a
    verdict is kept as `hide` leaves it.
    """
    prepare(connection, decisions, hide)
    warehouse.materialise(connection, "linked.links", warehouse.query("review/links"))
    warehouse.materialise(connection, "linked.decisions", warehouse.query("review/decisions"))
    filed = [one._replace(reply=hide(one.reply)) for one in replies.read(decisions).values()]
    _stage(connection, "filed_replies", replies.Reply._fields, filed)
    warehouse.materialise(connection, "linked.replies", warehouse.query("review/replies"))


def prepare(
    connection: duckdb.DuckDBPyConnection,
    decisions: Path | None,
    hide: Callable[[str], str] = str,
) -> None:
    """Hold `pairs`, `standing` and `settled` for the queries of this stage."""
    standing = [
        one._replace(note=hide(one.note), reviewer=hide(one.reviewer))
        for one in store.standing(store.read(decisions))
    ]
    _stage(connection, "standing", store.Decision._fields, standing)
    for name in ("pairs", "settled"):
        warehouse.derive(connection, f"review/{name}")


def _stage(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Iterable[str],
    rows: Collection[NamedTuple],
) -> None:
    """Hold rows of texts as a temporary table."""
    data = {name: pa.array([getattr(row, name) for row in rows], _TEXT) for name in columns}
    warehouse.stage(connection, table, pa.table(data))
