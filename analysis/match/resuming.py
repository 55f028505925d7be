"""What an earlier run compared is kept for issues that nothing since could change.

An issue sees only what is older; what is rare, and what the registers teach of names, is counted
up to its own register year. So when registers come, change or go, only issues of years that can see
them are compared again, the new ones among them; the others keep their links and classes, which are
those that a whole run would give.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

import duckdb
import pyarrow as pa

from analysis import settings, warehouse

_log = logging.getLogger("fivelens")
_STATE = (
    "create table if not exists linked.matched_registers (unit_key ubigint,"
    " register_year integer, signature hugeint, version varchar)"
)


def find_asked(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, program: str | None
) -> None:
    """Hold `asked`, the entries to be compared, and `kept`, the issues that keep their links.

    All are asked, unless this very program left its state.
    """
    connection.execute(_STATE)
    if program is None:
        connection.execute("delete from linked.matched_registers")
    said = f"{program} {limits.model_dump_json()}"
    version = hashlib.sha256(said.encode()).hexdigest()
    warehouse.derive(connection, "match/steps/signatures", version=version)
    for name in ("asked", "kept"):
        warehouse.derive(connection, f"match/steps/{name}")
    told = "select (select count(*) from asked), (select count(*) from entries)"
    [(asked, entries)] = warehouse.rows(connection, told)
    _log.info("%-10s %d of %d issues to compare", "match", asked, entries)


def ask(connection: duckdb.DuckDBPyConnection, issue_ids: pa.ChunkedArray) -> None:
    """Hold `asked`, the entries of these issues, and `kept`, all other issues."""
    warehouse.stage(connection, "asked_issues", pa.table({"issue_id": issue_ids}))
    connection.execute(
        "create or replace temp table asked as"
        " select entry from entries semi join asked_issues using (issue_id)"
    )
    warehouse.derive(connection, "match/steps/kept")


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Store what the next run needs to know which registers changed."""
    warehouse.materialise(connection, "linked.matched_registers", "from signatures")


def is_partial(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether some issues keep their links."""
    [(is_any,)] = warehouse.rows(connection, "select exists (from kept)")
    return bool(is_any)


def replace(connection: duckdb.DuckDBPyConnection, table: str, sql: str, **values: Any) -> None:
    """Put the rows of one SELECT into a table of issues, in the place of all that are not kept."""
    if not is_partial(connection):
        warehouse.materialise(connection, table, sql, **values)
        return
    connection.execute(f"delete from {table} where issue_id not in (from kept)")
    connection.execute(f"insert into {table} by name {sql}", values or None)
