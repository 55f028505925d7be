"""Before a register is filed: which of its rows repeat earlier ones. Nothing is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import match, normalise, settings, warehouse
from analysis.ingest import load as ingest
from analysis.pipeline import layout, matched
from analysis.pipeline.stages import Inputs
from analysis.text.rows import shingles

# Before the name of the checked file: no other name sorts behind it, so of two equal entries of
# one year the one not filed yet is the second.
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Findings:
    """What a register would be told if it were filed.

    Attributes:
        rows: one per issue: its place, class, and the earlier issue that it repeats.
        remarks: one per filing error (`kind` is `rejected` or `doubted`).
        summary: the account of rows read.
    """

    rows: pd.DataFrame
    remarks: pd.DataFrame
    summary: ingest.LoadSummary


def check(path: Path, inputs: Inputs, limits: settings.Match) -> Findings:
    """Read a file as `load` does and compare it with the warehouse at `path`, in memory only.

    The engine compares the new rows with that part of the history that they can be linked to:
    issues whose text is equal under some mask or shares rare shingles, with the problems they
    belong to; all of a small unit. Wording and names are learned from the whole history. So the
    classes are those that loading the file would give; only fewer texts compete for being among
    the likest, which can show a near copy that a full run passes over.

    Raises:
        InputError: nothing in the file can be loaded, or the warehouse is not matched yet.
    """
    matched.demand(path)
    with _in_memory() as connection:
        summary = ingest.load(
            connection, inputs.sources, inputs.mapping, loaded_at=dt.datetime(1970, 1, 1)
        )
        normalise.clean(connection, inputs.decisions)
        _attach(connection, path)
        made = layout.columns(connection)
        layout.refuse_lacking(layout.columns(connection, "history"), made, path)
        _join_history(connection, limits)
        # What is a code list was settled before, on all rows of all files.
        new = warehouse.arrow(connection, "select issue_id from own_issues")["issue_id"]
        settled = limits.model_copy(
            update={"catalogue_rows": 2**31 - 1, "catalogue_numbered_rows": 2**31 - 1}
        )
        match.link(connection, settled, alone=match.Alone(new, "filing/learning_texts"))
        rows = warehouse.read(connection, warehouse.query("filing/rows"), last=_LAST)
        remarks = warehouse.read(connection, warehouse.query("filing/remarks"))
    return Findings(rows, remarks, summary)


@contextmanager
def _in_memory() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = warehouse.connect(":memory:", read_only=False)
    try:
        for schema in warehouse.SCHEMAS:
            connection.execute(f"create schema {schema}")
        yield connection
    finally:
        connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The warehouse at `path` as `history`, read-only; only once our own tables stand."""
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as history (read_only)")


def _join_history(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Put what the new issues may repeat beside them in the `clean` schema."""
    own = warehouse.rows(connection, warehouse.query("filing/own_files"))
    own_files = [name for (name,) in own]
    warehouse.materialise(
        connection,
        "linked.sources",
        warehouse.query("match/tables/sources"),
        **limits.catalogue,
    )
    warehouse.derive(connection, "filing/own_issues", last=_LAST, own_files=own_files)
    connection.execute("create or replace table clean.issues as from own_issues")
    _stage_alike(connection, limits)
    warehouse.derive(connection, "filing/texts", table="near")
    warehouse.derive(
        connection,
        "filing/issues",
        table="older_issues",
        own_files=own_files,
        small_unit=limits.small_unit,
    )
    connection.execute("insert into clean.issues by name from older_issues")
    connection.execute(
        "insert into clean.texts by name from history.clean.texts"
        " where text_id in (select text_id from older_issues)"
        " and text_id not in (select text_id from clean.texts)"
    )
    for table in ("links", "classes"):
        kept = f"from history.linked.{table} where issue_id in (select issue_id from older_issues)"
        warehouse.materialise(connection, f"linked.{table}", kept)
    warehouse.derive(connection, "filing/teaching_texts", own_files=own_files)
    warehouse.materialise(connection, "clean.measures", warehouse.query("filing/measures"))
    warehouse.materialise(
        connection, "clean.registers", warehouse.query("filing/registers"), own_files=own_files
    )


def _stage_alike(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Hold `alike`: forms of the history that share rare shingles with a new text.

    As in a full run a shingle is rare among all texts, or among those of the new text's unit.
    """
    asked = warehouse.arrow(connection, warehouse.query("filing/asked_forms"))
    pool = warehouse.arrow(connection, warehouse.query("filing/pool"))
    found = [_sharing(pc.unique(asked["form"]), pool["form"], limits)]
    own = warehouse.arrow(connection, warehouse.query("filing/unit_pool"))
    for unit in pc.unique(asked["unit"]):
        new, old = (table.filter(pc.equal(table["unit"], unit))["form"] for table in (asked, own))
        found.append(_sharing(new, old, limits))
    parts = [part for one in found for part in one.chunks]
    warehouse.stage(connection, "alike", pa.table({"form": pa.chunked_array(parts, pa.string())}))


def _sharing(
    asked: pa.Array | pa.ChunkedArray, pool: pa.ChunkedArray, limits: settings.Match
) -> pa.ChunkedArray:
    places = shingles.sharing(
        asked, pool, length=limits.shingle_length, document_cap=limits.document_cap
    )
    return pool.take(places)
