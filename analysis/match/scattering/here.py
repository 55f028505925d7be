"""Shards on this machine, one after another: what Spark must give, without Spark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from analysis.match.scattering.fields import Route, Rows, Work


class Here(NamedTuple):
    """All shards in this process."""

    shards: int

    def put(self, table: pa.Table) -> Rows:
        """As `Field.put`."""
        return Rows([(0, table)], table.schema)

    def send(self, rows: Rows, route: Route, schema: pa.Schema) -> Rows:
        """As `Field.send`."""
        return Rows([sent for piece in rows.held for sent in route(*piece)], schema)

    def work(
        self, tables: Sequence[tuple[str, Rows]], work: Work, made: Mapping[str, pa.Schema]
    ) -> dict[str, Rows]:
        """As `Field.work`."""
        lying: dict[int, dict[str, list[pa.Table]]] = {}
        for name, rows in tables:
            for shard, table in rows.held:
                lying.setdefault(shard, {}).setdefault(name, []).append(table)
        held: dict[str, list[tuple[int, pa.Table]]] = {name: [] for name in made}
        for shard, pieces in lying.items():
            whole = {name: pa.concat_tables(parts) for name, parts in pieces.items()}
            for name, there, table in work(shard, whole):
                held[name].append((there, table))
        return {name: Rows(held[name], schema) for name, schema in made.items()}

    def join(self, one: Rows, other: Rows) -> Rows:
        """As `Field.join`."""
        return Rows([*one.held, *other.held], one.schema)

    def get(self, rows: Rows) -> pa.Table:
        """As `Field.get`."""
        return pa.concat_tables([rows.schema.empty_table(), *(table for _, table in rows.held)])

    def drop(self, rows: Rows) -> None:
        """As `Field.drop`."""
        rows.held.clear()
