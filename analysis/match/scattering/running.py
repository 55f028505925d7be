"""The chain run on a field of shards, from clean issues to links and classes."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match import resuming
from analysis.match.linking import TEACHERS, find_listed_again, prepare
from analysis.match.scattering import routes, shard
from analysis.match.scattering.chain import CHAIN, GIVEN
from analysis.match.scattering.fields import Field, Rows, Work
from analysis.match.scattering.stages import Stage, Task, tables_of
from analysis.match.teaching import Lessons

_log = logging.getLogger("fivelens")
_LINKS = "select * exclude (place) from links order by issue_id, place"
_CLASSES = "from classes order by issue_id"


def link(connection: duckdb.DuckDBPyConnection, limits: settings.Match, field: Field) -> None:
    """Rebuild `linked.links` and `linked.classes` as `linking.link` does, on a field of shards."""
    prepare(connection, limits)
    resuming.find_asked(connection, limits, None)
    find_listed_again(connection, limits)
    known = {name: field.put(shard.taken(connection, sql)) for name, sql in GIVEN.items()}
    for place, stage in enumerate(CHAIN):
        started = time.perf_counter()
        _run(stage, (connection, limits, field), known)
        _forget(field, known, CHAIN[place + 1 :])
        _log.info("%-10s %6.1f s  %s", "stage", time.perf_counter() - started, stage.name)
    for name, sql in (("links", _LINKS), ("classes", _CLASSES)):
        warehouse.stage(connection, name, field.get(known[name]))
        warehouse.materialise(connection, f"linked.{name}", sql)
    resuming.remember(connection)


def _run(
    stage: Stage,
    place: tuple[duckdb.DuckDBPyConnection, settings.Match, Field],
    known: dict[str, Rows],
) -> None:
    """Put what the stage makes among the known tables."""
    connection, limits, field = place
    if stage.at_driver:
        made = _at_driver(stage, place, known)
    else:
        tables = routes.routed(field, stage, known)
        schemas = _schemas(stage, {name: rows.schema for name, rows in tables}, limits)
        work = _work(stage, {name: rows.schema for name, rows in tables}, limits, field.shards)
        made = field.work(tables, work, schemas)
        for _, rows in tables:
            field.drop(rows)
    for name, rows in made.items():
        known[name] = field.join(known[name], rows) if stage.is_added else rows


def _at_driver(
    stage: Stage,
    place: tuple[duckdb.DuckDBPyConnection, settings.Match, Field],
    known: Mapping[str, Rows],
) -> dict[str, Rows]:
    connection, limits, field = place
    for name in _read(stage):
        warehouse.stage(connection, name, field.get(known[name]))
    stage.function(connection, Task(limits, Lessons(connection, TEACHERS, limits), field.shards))
    return {name: field.put(shard.taken(connection, f"from {name}")) for name in stage.makes}


def _schemas(
    stage: Stage, read: Mapping[str, pa.Schema], limits: settings.Match
) -> dict[str, pa.Schema]:
    """What the stage makes of empty tables says what its tables are."""
    nothing = {name: schema.empty_table() for name, schema in read.items()}
    return {name: table.schema for name, table in shard.run(stage, nothing, limits, 1).items()}


def _work(stage: Stage, read: Mapping[str, pa.Schema], limits: settings.Match, shards: int) -> Work:
    def work(here: int, tables: Mapping[str, pa.Table]) -> Iterable[tuple[str, int, pa.Table]]:
        whole = {name: tables.get(name, schema.empty_table()) for name, schema in read.items()}
        for name, table in shard.run(stage, whole, limits, shards).items():
            if len(table):
                yield name, here, table

    return work


def _forget(field: Field, known: dict[str, Rows], later: Iterable[Stage]) -> None:
    """Drop the tables that no later stage reads."""
    read = {name for stage in later for name in _read(stage)} | {"links", "classes"}
    for name in [name for name in known if name not in read]:
        field.drop(known.pop(name))


def _read(stage: Stage) -> list[str]:
    return [name for one in stage.inputs for name in tables_of(one)]
