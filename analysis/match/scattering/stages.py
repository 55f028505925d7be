"""What a stage is: the tables it reads, how their rows come together, and the function it runs.

A shard holds those rows of the whole that belong together by a key, under the names that the
tables have in the whole; so a stage runs the same statements and the same compiled functions on a
shard as on everything. One machine is one shard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import duckdb

from analysis import settings
from analysis.match.teaching import Lessons


class By(NamedTuple):
    """Each row of the table goes to the shard of its key, and to no other."""

    table: str
    columns: tuple[str, ...]


class Along(NamedTuple):
    """A row goes to every shard in which `named` columns of rows routed before name its `column`.

    `named` are written table.column; `tables` go the same way together. No shard gets a row twice.
    """

    tables: tuple[str, ...]
    column: str
    named: tuple[str, ...]


class Whole(NamedTuple):
    """A small table goes to all shards."""

    table: str


Input = By | Along | Whole


def tables_of(one: Input) -> tuple[str, ...]:
    """The names of the tables that come in together."""
    return one.tables if isinstance(one, Along) else (one.table,)


class Task(NamedTuple):
    """What a stage's function is told beside its tables."""

    limits: settings.Match
    lessons: Lessons
    shards: int


class Stage(NamedTuple):
    """One step of the chain. Its first input says by which key it is sharded.

    The function finds its inputs as tables of the connection and leaves there the tables that the
    stage `makes`; their schema is what it makes of empty ones. With `is_added` the rows are added
    to what earlier stages made under the name. With `at_driver` it runs once, beside the
    warehouse.
    """

    name: str
    inputs: tuple[Input, ...]
    makes: tuple[str, ...]
    function: Callable[[duckdb.DuckDBPyConnection, Task], None]
    is_added: bool = False
    at_driver: bool = False
