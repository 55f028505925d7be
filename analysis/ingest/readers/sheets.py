"""A sheet as a reader hands it over: cell text, with the row numbers a person sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Cells = tuple[str, ...]


class Merge(NamedTuple):
    """A merged range, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """The cell text of one sheet, csv file or list of records.

    Attributes:
        name: the sheet's name; None for csv and json.
        rows: the cells of each row, ragged, without what a merge hides.
        numbers: for each row the number a person sees (1-based); several rows share one when a
            record holds nested records.
        merges: merged ranges, as indices into `rows`.
        header: column names, where the format carries them itself (json, parquet).
        unvalued: (row index, column index) of formulas that were saved without their value.
        struck: (row index, column index) of cells whose text, or a part of it, is struck out.
        totals: row indices of the totals of a spreadsheet's own tables.
        is_1904: whether bare day numbers count from 1904 on.
        hidden: numbers of the rows that the spreadsheet does not show (xlsx only).
        is_hidden: whether the spreadsheet does not show the sheet.
        encoding: what the bytes were decoded with; None for workbooks.
        titles: rows that stood above, where `rows` are no longer those of the file.
    """

    name: str | None
    rows: list[Cells]
    numbers: list[int] = field(default_factory=list)
    merges: tuple[Merge, ...] = ()
    header: Cells | None = None
    unvalued: frozenset[tuple[int, int]] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    totals: frozenset[int] = frozenset()
    is_1904: bool = False
    hidden: tuple[int, ...] = ()
    is_hidden: bool = False
    encoding: str | None = None
    titles: tuple[Cells, ...] = ()

    def number(self, index: int) -> int:
        """The row number a person sees for the row at `index`."""
        return self.numbers[index] if self.numbers else index + 1


def filled(sheet: Sheet) -> list[Cells]:
    """The rows with every vertical merge filled downwards in its first column.

    Nothing is filled outside a merge, nor sideways: a text merged over three columns stands in
    the first of them only. Rows that a merge only reaches, and that hold nothing else, stay blank.
    """
    tall = [merge for merge in sheet.merges if merge.bottom > merge.top]
    if not tall:
        return sheet.rows
    rows: list[list[str]] = [list(row) for row in sheet.rows]
    for merge in tall:
        value = cell(sheet.rows[merge.top], merge.left) if merge.top < len(rows) else ""
        if not value:
            continue
        for index in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
            if not is_blank(sheet.rows[index]):
                _put(rows[index], merge.left, value)
    return [tuple(row) for row in rows]


def cell(row: Cells, column: int) -> str:
    """The text at `column`, empty beyond the end of a ragged row."""
    return row[column] if column < len(row) else ""


def is_blank(row: Cells) -> bool:
    """Whether no cell of the row holds anything but white space."""
    return not any(text and not text.isspace() for text in row)


def _put(row: list[str], column: int, value: str) -> None:
    row.extend([""] * (column + 1 - len(row)))
    row[column] = value
