"""How one table of a sheet is laid out: which column holds which field, and how that is known."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.ingest.layout import numbering
from analysis.ingest.layout.content import Content
from analysis.ingest.readers.sheets import Cells, cell
from analysis.ingest.vocabulary import deadlines, fields, kinds

NAMED, ALIKE, GENERAL, CELLS, MAPPED = "named", "alike", "general", "cells", "mapping"
"""How the field of a column is known: its header is an alias, ends or contains like one, is a
general word (内容, Description); its cells say it; or a mapping does."""
_TIERS = {
    fields.EXACT: NAMED,
    fields.ENDING: ALIKE,
    fields.WORD: ALIKE,
    fields.WEAK: GENERAL,
}


@dataclass(frozen=True)
class Layout:
    """How one table of a sheet is laid out.

    Attributes:
        kind: what its rows are.
        top: index of the first header row; -1 when the format carries the names itself.
        bottom: index of the last header row.
        columns: column index by field; of several columns the first.
        names: header text by column index, for all columns that have one.
        several: all columns, in order, of the fields that have more than one.
        known_by: how the field is known, by field.
        refused: (column, field it is named like, form of its cells) of columns left unread.
        fallbacks: columns that stand in where the text of an entry is missing.
        held: what each column holds, where they were looked at.
    """

    kind: kinds.Kind
    top: int
    bottom: int
    columns: dict[str, int]
    names: dict[int, str]
    several: dict[str, tuple[int, ...]] = field(default_factory=dict)
    known_by: dict[str, str] = field(default_factory=dict)
    refused: tuple[tuple[int, str, str], ...] = ()
    fallbacks: tuple[int, ...] = ()
    held: tuple[Content, ...] = ()

    @functools.cached_property
    def entry_column(self) -> int:
        """The column whose text makes a row an entry."""
        return self.columns[self.kind.needs[0]]

    @functools.cached_property
    def entry_columns(self) -> tuple[int, ...]:
        """The columns of which one must hold a text for the row to be an entry."""
        others = self.several.get(self.kind.needs[0], ())
        return tuple(dict.fromkeys((self.entry_column, *others, *self.fallbacks)))

    @property
    def number_column(self) -> int | None:
        """The column with the number of each entry: its count, or for want of one its id."""
        return self.columns.get(numbering.COUNT, self.columns.get(numbering.KEY))

    @functools.cached_property
    def takers(self) -> tuple[tuple[str, int, bool], ...]:
        """Field, its column, and whether its text is kept as received, white space and all."""
        return tuple(
            (name, column, name.endswith("_text"))
            for name, column in self.columns.items()
            if name not in self.several
        )

    @functools.cached_property
    def used(self) -> frozenset[int]:
        """The columns that some field takes."""
        several = (column for columns in self.several.values() for column in columns)
        return frozenset([*self.columns.values(), *several, *self.deadlines])

    @functools.cached_property
    def deadlines(self) -> tuple[int, ...]:
        """The columns of deadlines in the order given; none where `due_date` alone holds them."""
        if "deadlines" not in self.kind.fields or MAPPED in self.known_by.values():
            return ()
        named = {column: fields.fold(name) for column, name in self.names.items()}
        return deadlines.columns(named, self.columns)

    @property
    def guessed(self) -> tuple[str, ...]:
        """The fields whose column was taken for want of a better one."""
        return tuple(name for name, how in self.known_by.items() if how in (GENERAL, CELLS))

    def headers(self) -> dict[str, str]:
        """Field by header; several columns of a field follow each other in order."""
        named = told_apart(self.names)
        return {named[column]: name for column, name in self.fields().items() if column in named}

    def fields(self) -> dict[int, str]:
        """Field by column; of several fields that read a column, the one that reads it alone."""
        found = {column: name for name, columns in self.several.items() for column in columns}
        alone = {first: name for name, first in self.columns.items() if name not in self.several}
        return found | alone

    def otherwise(self) -> dict[str, list[str]]:
        """Headers of the columns that stand in where the text of an entry is missing."""
        others = self.headers_of(self.fallbacks)
        return {self.kind.needs[0]: others} if others else {}

    def headers_of(self, columns: Sequence[int]) -> list[str]:
        """The headers of some columns, told apart from others of the same name."""
        named = told_apart(self.names)
        return [named[column] for column in columns if column in named]

    def unmapped(self) -> dict[int, str]:
        """Header texts of the columns that no field takes."""
        return {index: name for index, name in self.names.items() if index not in self.used}


def of_header(
    rows: Sequence[Cells],
    kind: kinds.Kind,
    place: tuple[int, int],
    taken: dict[str, tuple[int, int]],
) -> Layout:
    """The layout of a table by its header.

    Args:
        rows: the header rows, groups spread over their columns.
        kind: what the rows below are.
        place: indices of the first and the last header row.
        taken: column and tier of each field (`fields.assign`).
    """
    return Layout(
        kind=kind,
        top=place[0],
        bottom=place[1],
        columns={name: column for name, (column, _) in taken.items()},
        names=names_of(rows),
        several=fields.further(rows, kind, taken),
        known_by={name: _TIERS[tier] for name, (_, tier) in taken.items()},
    )


def names_of(rows: Sequence[Cells]) -> dict[int, str]:
    """The name of each column that has one: what its header cells say, from the top down."""
    named = {}
    for column in range(max(map(len, rows), default=0)):
        parts = [" ".join(cell(row, column).split()) for row in rows]
        named[column] = " ".join(dict.fromkeys(part for part in parts if part))
    return {column: name for column, name in named.items() if name}


def told_apart(names: dict[int, str]) -> dict[int, str]:
    """The names, with the letters of their column after those that stood before."""
    seen: set[str] = set()
    found = {}
    for column, name in names.items():
        found[column] = f"{name} ({column_letters(column)})" if name in seen else name
        seen.add(name)
    return found


def column_letters(column: int) -> str:
    """The letters a spreadsheet shows above a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
