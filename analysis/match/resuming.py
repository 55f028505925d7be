"""What an earlier run compared is kept for issues that nothing since could change.

An issue sees only what is older; what is rare, and what the registers teach of names, is counted
up to its own register year. So when registers come, change or go, only issues of years that can see
them are compared again, and the new ones; the others keep their links, which are those that a whole
run would give.
"""

from __future__ import annotations

import hashlib
import logging

import duckdb

from analysis import settings, warehouse
from analysis.match.tables import derive

_log = logging.getLogger("fivelens")
_STATE = (
    "create table if not exists linked.matched (issue_id varchar, seen_from bigint,"
    " signature varchar, compared_count integer, version varchar)"
)


def find_asked(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, program: str | None
) -> None:
    """Hold `asked`: the entries to be compared; all, unless this very program left its state."""
    connection.execute(_STATE)
    if program is None:
        connection.execute("delete from linked.matched")
    derive(connection, "signatures", version=_version(limits, program))
    derive(connection, "asked")
    told = "select (select count(*) from asked), (select count(*) from entries)"
    [(asked, entries)] = warehouse.rows(connection, told)
    _log.info("%-10s %d of %d issues to compare", "match", asked, entries)


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the links of the entries that were not asked beside those just ranked."""
    if warehouse.has_table(connection, "linked.compared"):
        connection.execute(f"insert into ranked by name {warehouse.query('match/remembered')}")


def keep(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, program: str | None
) -> None:
    """Store what the next run may take over: `linked.compared` and `linked.matched`."""
    warehouse.materialise(connection, "linked.compared", warehouse.query("match/compared"))
    warehouse.materialise(
        connection,
        "linked.matched",
        warehouse.query("match/matched"),
        version=_version(limits, program),
    )


def _version(limits: settings.Match, program: str | None) -> str:
    return hashlib.sha256(f"{program} {limits.model_dump_json()}".encode()).hexdigest()
