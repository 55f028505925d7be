"""A copy of a warehouse without names of persons, from which pages can be made for outside.

Names are replaced before anything is drawn, so no page, chart, row, record or script can hold one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import drafts, encodings, pseudonyms, warehouse
from analysis.ingest.vocabulary import kinds

PEOPLE = "people.csv"
"""Reviewed list of persons (column `name`), replaced wherever they stand."""
_TEXT_COLUMNS = (
    "select table_schema, table_name, column_name, data_type from information_schema.columns"
    " where table_catalog = current_database() and table_schema in ('raw', 'clean', 'linked')"
    " and data_type in ('VARCHAR', 'VARCHAR[]') order by all"
)


@dataclass(frozen=True)
class Redacted:
    """The copy, and what it says in the place of a text."""

    warehouse: Path
    hide: Callable[[str], str]


@contextmanager
def redacted(path: Path, people: Path | None) -> Iterator[Redacted]:
    """A copy of the warehouse at `path` with pseudonyms, gone at the end of the block.

    Replaced are the persons of `people.csv` in the folder `people`, and those who stand as owner,
    inspector or reporter in a register, wherever they are named; units of such a name are kept
    unless the list has it.
    """
    with drafts.beside(path.with_name(f"{path.name}.redacted")) as folder:
        copy = folder / path.name
        copy.write_bytes(path.read_bytes())
        connection = warehouse.connect(copy, read_only=False)
        try:
            hide = pseudonyms.replacer(_names(connection, people))
            _hide(connection, hide)
            connection.execute("checkpoint")
        finally:
            connection.close()
        yield Redacted(copy, hide)


def _names(connection: duckdb.DuckDBPyConnection, people: Path | None) -> set[str]:
    _, listed = encodings.reviewed(people, PEOPLE, ("name",))
    units = {unit for (unit,) in warehouse.rows(connection, "select unit from clean.units")}
    found: set[str] = set()
    for table, column in _personal_columns():
        if not warehouse.has_table(connection, f"raw.{table}"):
            continue
        sql = f'select distinct "{column}" from raw.{table} where "{column}" is not null'
        for (text,) in warehouse.rows(connection, f"{sql} order by all"):
            found |= set(pseudonyms.named_in(text))
    return {row["name"] for row in listed if row["name"]} | (found - units)


def _personal_columns() -> Iterator[tuple[str, str]]:
    for kind in kinds.every():
        for name, field in kind.fields.items():
            if field.personal and kind.column(name) in kind.raw_columns():
                yield kind.table, kind.column(name)


def _hide(connection: duckdb.DuckDBPyConnection, hide: Callable[[str], str]) -> None:
    """Replace every name in every column of texts."""
    for schema, table, column, kind in warehouse.rows(connection, _TEXT_COLUMNS):
        place, name = f'{schema}."{table}"', f'"{column}"'
        texts = f"unnest({name})" if kind.endswith("[]") else name
        sql = f"select distinct {texts} as text from {place} where {name} is not null"
        received = [text for (text,) in warehouse.rows(connection, f"{sql} order by all")]
        changed = {text: told for text in received if text and (told := hide(text)) != text}
        if not changed:
            continue
        if kind.endswith("[]"):
            in_list = f"list_transform({name}, lambda one: coalesce(map($old, $new)[one], one))"
            said = {"old": list(changed), "new": list(changed.values())}
            connection.execute(f"update {place} set {name} = {in_list}", said)
            continue
        told = pa.table({"text": list(changed), "told": list(changed.values())})
        warehouse.stage(connection, "hidden_texts", told)
        connection.execute(
            f"update {place} as t set {name} = told from hidden_texts where t.{name} = text"
        )
