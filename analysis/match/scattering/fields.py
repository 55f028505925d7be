"""Where shards lie and how rows go from one to another: what an engine must be able to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

Sent = Iterable[tuple[int, pa.Table]]
Route = Callable[[int, pa.Table], Sent]
Work = Callable[[int, Mapping[str, pa.Table]], Iterable[tuple[str, int, pa.Table]]]


class Rows(NamedTuple):
    """A table in pieces, each at a shard: what the field keeps of it, and its schema."""

    held: Any
    schema: pa.Schema


class Field(Protocol):
    """Shards 0 to `shards` - 1. Nothing may rely on the order in which pieces arrive."""

    shards: int

    def put(self, table: pa.Table) -> Rows:
        """A table of the driver as pieces at any shards."""

    def send(self, rows: Rows, route: Route, schema: pa.Schema) -> Rows:
        """Each piece as what `route` makes of its shard and it: pieces for shards."""

    def work(
        self, tables: Sequence[tuple[str, Rows]], work: Work, made: Mapping[str, pa.Schema]
    ) -> dict[str, Rows]:
        """What `work` makes of all pieces that lie at a shard, by name; each shard once."""

    def join(self, one: Rows, other: Rows) -> Rows:
        """The pieces of both."""

    def get(self, rows: Rows) -> pa.Table:
        """All pieces as one table at the driver."""

    def drop(self, rows: Rows) -> None:
        """Nobody asks for these pieces again."""
