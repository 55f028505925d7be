"""The groups that are to be asked about a plan, as reviewed judgement defines them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import encodings, warehouse
from analysis.text.forms import forms

FILE_NAME = "consultation_groups.csv"
_SCHEMA = pa.schema([("group_name", pa.string()), ("group_key", pa.string())])


def define(connection: duckdb.DuckDBPyConnection, decisions: Path | None) -> None:
    """Rebuild `linked.defined_groups`; empty where nobody defined any.

    `consultation_groups.csv` has a row per name by which records may call a group, with the
    `group` that it stands for. Without the file no share of groups reached can be said.

    Raises:
        InputError: the file lacks a column.
    """
    _, rows = encodings.reviewed(decisions, FILE_NAME, ("name", "group"))
    named = sorted({(row["name"], row["group"]) for row in rows if row["name"] and row["group"]})
    keys = forms.normal_forms(pa.array([name for name, _ in named], pa.string()))["n1"].to_pylist()
    table = [
        {"group_name": group, "group_key": key} for (_, group), key in zip(named, keys, strict=True)
    ]
    warehouse.store(
        connection, "linked.defined_groups", pa.Table.from_pylist(table, schema=_SCHEMA)
    )
