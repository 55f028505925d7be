"""How the rows of a stage's tables find their shard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from analysis.match.scattering import shard
from analysis.match.scattering.fields import Field, Route, Rows, Sent, Work
from analysis.match.scattering.stages import Along, By, Stage, Whole

_WANTED = "who wants which"
_WANTED_SCHEMA = pa.schema([("key", pa.null()), ("wanted_at", pa.int32())])
# A row goes to each shard that names it once, and not where it is already by its own key.
_MET = """
select wanted.wanted_at, incoming.*
from incoming
inner join (select distinct key, wanted_at from wanted) as wanted
    on wanted.key = incoming."{column}"
where {is_other}
"""


def routed(field: Field, stage: Stage, known: Mapping[str, Rows]) -> list[tuple[str, Rows]]:
    """The pieces of each input at the shards that need them."""
    found: list[tuple[str, Rows]] = []
    for each in stage.inputs:
        if isinstance(each, Along):
            found += _along(field, each, stage, (found, known)).items()
        else:
            rows = known[each.table]
            found.append((each.table, field.send(rows, _route(each, field.shards), rows.schema)))
    return found


def _along(
    field: Field,
    each: Along,
    stage: Stage,
    tables: tuple[list[tuple[str, Rows]], Mapping[str, Rows]],
) -> dict[str, Rows]:
    """The rows of the tables at the shards in which rows routed before name them."""
    before, known = tables
    by_key = _by((each.column,), field.shards)
    lying = [(name, field.send(known[name], by_key, known[name].schema)) for name in each.tables]
    for named in each.named:
        table, _, column = named.rpartition(".")
        route = _wanting(column, field.shards)
        lying += [
            (_WANTED, field.send(sent, route, _WANTED_SCHEMA))
            for name, sent in before
            if name == table
        ]
    owns = {name: _own(name, stage) for name in each.tables}
    return field.work(
        lying,
        _meeting(each.column, owns, field.shards),
        {name: known[name].schema for name in each.tables},
    )


def _route(each: By | Whole, shards: int) -> Route:
    return _by(each.columns, shards) if isinstance(each, By) else _everywhere(shards)


def _everywhere(shards: int) -> Route:
    def route(_: int, table: pa.Table) -> Sent:
        return [(each, table) for each in range(shards)]

    return route


def _by(columns: tuple[str, ...], shards: int) -> Route:
    def route(_: int, table: pa.Table) -> Sent:
        return shard.split(table, columns, shards)

    return route


def _wanting(column: str, shards: int) -> Route:
    """Keys, with the shard that wants their rows, on the way to where those rows are."""

    def route(there: int, table: pa.Table) -> Sent:
        sql = (
            f'select distinct "{column}" as key, {there}::integer as wanted_at from incoming'
            f' where "{column}" is not null'
        )
        return shard.split(shard.joined(sql, incoming=table), ("key",), shards)

    return route


def _own(table: str, stage: Stage) -> tuple[str, ...]:
    """The key by which rows of a table go to shards of their own in this stage."""
    keys = [one.columns for one in stage.inputs if isinstance(one, By) and one.table == table]
    return keys[0] if keys else ()


def _meeting(column: str, owns: Mapping[str, tuple[str, ...]], shards: int) -> Work:
    statements = {name: _statement(column, own, shards) for name, own in owns.items()}

    def work(_: int, tables: Mapping[str, pa.Table]) -> Iterable[tuple[str, int, pa.Table]]:
        for name in tables.keys() & statements.keys() if _WANTED in tables else ():
            met = shard.joined(statements[name], incoming=tables[name], wanted=tables[_WANTED])
            place = met["wanted_at"].to_numpy()
            for there, part in shard.parted(met.drop_columns("wanted_at"), place):
                yield name, there, part

    return work


def _statement(column: str, own: tuple[str, ...], shards: int) -> str:
    keys = ", ".join(f'incoming."{key}"' for key in own)
    is_other = f"(hash({keys}) % {shards})::integer <> wanted.wanted_at" if own else "true"
    return _MET.format(column=column, is_other=is_other)
