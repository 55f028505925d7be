"""What one edition leaves for the next to compare itself with: ids and states, no texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from analysis import warehouse

NAME = "data/basis.json"

Basis = dict[str, Any]  # flags: id → verdict; closed, open, returned: ids; values: of page one
Texts = dict[str, dict[str, Any]]  # id → unit, register_year, issue_text


def collect(path: Path, values: list[Mapping[str, Any]]) -> tuple[Basis, Texts]:
    """The basis of the warehouse at `path`, and what its ids stand for.

    Args:
        path: the warehouse.
        values: the indicators of page one: `name`, `register_year`, `value`, `low`, `high`,
            `definition_version`; none where page one was not made.
    """
    connection = warehouse.connect(path)
    try:
        if not warehouse.has_table(connection, "linked.counted_issues"):
            return {"flags": {}, "closed": [], "open": [], "returned": [], "values": []}, {}
        issues = _records(connection, "publish/basis")
        returned = _records(connection, "publish/returned")
    finally:
        connection.close()
    found = {
        "flags": {row["issue_id"]: row["verdict"] for row in issues if row["is_flagged"]},
        "closed": sorted(row["issue_id"] for row in issues if row["is_closed"]),
        "open": sorted(row["issue_id"] for row in issues if row["is_closed"] is False),
        "returned": sorted(row["measure_id"] for row in returned),
        "values": [dict(row) for row in values],
    }
    return found, {row["issue_id"]: row for row in issues} | {
        row["measure_id"]: row for row in returned
    }


def before(out: Path, now: Basis) -> Basis | None:
    """The basis of the edition before; of the same rows published again, the one that they had."""
    try:
        found = json.loads((out / NAME).read_text(encoding="utf-8"))
        stood: Basis | None = found["before"] if found["now"] == now else found["now"]
        return stood if stood is None or set(now) <= set(stood) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def written(now: Basis, former: Basis | None) -> str:
    """The file that the next edition reads."""
    content = {"format": 1, "kind": "basis", "now": now, "before": former}
    return json.dumps(content, ensure_ascii=False, indent=0) + "\n"


def _records(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = connection.execute(warehouse.query(query))
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
