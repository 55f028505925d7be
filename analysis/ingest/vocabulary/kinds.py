"""Kinds of record (registers, inspections …): their fields, header aliases and raw columns.

The aliases of a kind stand in `kinds/*.toml`; the languages (`analysis/languages`) add theirs.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from analysis import languages

_FOLDER = Path(__file__).with_name("kinds")
_SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")
_TEXT_SUFFIX_TYPES = ("date", "count")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(_Model):
    """One field of a kind and the headers that name it.

    Attributes:
        type: what its cells hold.
        column: the raw column, where it is not the field's own name.
        personal: whether it names people.
        several: what becomes of further columns of the field (`措施一`, `措施二`): their texts are
            joined below each other in the order of their numbers, or listed as JSON with the
            name of each column (`[["Due date 1", "2024-05-01"], …]`); else they stay in `extra`.
        aliases: headers that name it, the most trusted first.
        endings: how such headers end.
        words: what such headers contain.
        weak: headers that name it where no other column does.
        many: whether columns of several names hold it, by the patterns `ranks`, `nouns` and `due`,
            which tell of a header whether it is one and in which order (`deadlines`).
    """

    type: Literal["text", "unit", "year", "date", "count"]
    column: str | None = None
    personal: bool = False
    several: Literal["joined", "listed"] | None = None
    aliases: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    many: bool = False
    ranks: tuple[str, ...] = ()
    nouns: str = ""
    due: str = ""


class Kind(_Model):
    """One kind of record; `raw.<table>` follows from it.

    Attributes:
        table: name of the table in schema raw.
        needs: fields without which a header is not of this kind.
        supports: fields of which one at least must be there besides.
        optional: of unit and register year, what a row may lack.
        yields: whether a header that also names issues outright is a register's, not of this kind.
        columns: the columns of the raw table in order; empty = source, fields, extra.
        fields: the fields by name.
    """

    table: str
    needs: tuple[str, ...]
    supports: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    yields: bool = False
    columns: tuple[str, ...] = ()
    fields: dict[str, Field]

    @functools.cached_property
    def date_fields(self) -> tuple[str, ...]:
        """The fields that hold dates."""
        return tuple(name for name, field in self.fields.items() if field.type == "date")

    def column(self, name: str) -> str:
        """The raw column in which the field `name` is stored."""
        field = self.fields[name]
        if field.column:
            return field.column
        plain = name.endswith("_text") or field.type not in _TEXT_SUFFIX_TYPES
        return name if plain else f"{name}_text"

    @property
    def has_year(self) -> bool:
        """Whether such a record belongs to a register year."""
        return "register_year" in self.fields

    def raw_columns(self) -> tuple[str, ...]:
        """All columns of the raw table, in order."""
        fields = tuple(self.column(name) for name in self.fields)
        return self.columns or (*_SOURCE_COLUMNS, *fields, "extra")


@functools.cache
def every() -> tuple[Kind, ...]:
    """All bundled kinds; registers first, because they win where a header fits several."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.toml"))]
    found = [Kind.model_validate(_spoken(table)) for table in tables]
    return tuple(sorted(found, key=lambda kind: (kind.table != "registers", kind.table)))


def named(table: str) -> Kind:
    """The kind stored in `raw.<table>`."""
    return next(kind for kind in every() if kind.table == table)


@functools.cache
def need_names() -> frozenset[str]:
    """Headers, as they are written, of the fields without which a row is no header."""
    return frozenset(
        alias
        for kind in every()
        for name in kind.needs
        for alias in (*kind.fields[name].aliases, *kind.fields[name].weak)
    )


def _spoken(table: dict[str, Any]) -> dict[str, Any]:
    """A kind as its file describes it, with the headers that each language adds behind its own."""
    for language in languages.tables("headers"):
        for name, lists in language.get(table["table"], {}).items():
            for key, headers in lists.items():
                known = table["fields"][name].setdefault(key, [])
                known += [header for header in headers if header not in known]
    return table
