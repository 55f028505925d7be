"""From the rows of a sheet to entries: what is data, what is not, and under which heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from analysis.ingest.layout import headers, headings, lacking, marks
from analysis.ingest.layout.layouts import column_letters as column_letters
from analysis.ingest.readers.cells import PICTURE, is_error
from analysis.ingest.readers.sheets import Cells, Sheet, cell, filled, is_blank
from analysis.ingest.vocabulary import kinds


class Remark(NamedTuple):
    """A reject or a doubt: where, what stood there, which rule, and what to do."""

    row: int | None
    column: str | None
    value: str | None
    rule: str
    reason: str


class Entry(NamedTuple):
    """One data row.

    Attributes:
        row: the number a person sees.
        cells: its cells, merges filled.
        layout: the layout in force (a sheet may hold several tables).
        heading: what headings above it say: `unit`, `year`, `category`.
    """

    row: int
    cells: Cells
    layout: headers.Layout
    heading: dict[str, str]


@dataclass
class Walk:
    """The rows of one sheet below its header, each in one of the first three.

    Attributes:
        entries: rows that hold an issue or a visit.
        rejects: rows that hold something else, with the reason.
        blanks: numbers of rows seen to hold nothing.
        notes: cells of lines about the table.
    """

    entries: list[Entry] = field(default_factory=list)
    rejects: list[Remark] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    notes: list[Cells] = field(default_factory=list)


def walk(sheet: Sheet, layout: headers.Layout, choice: Sequence[kinds.Kind]) -> Walk:
    """Every row below the header as an entry, a reject or a blank.

    Args:
        sheet: the sheet.
        layout: its first table's layout.
        choice: kinds that a further header on the sheet may be of; none when a mapping says it.
    """
    walker = _Walker(sheet, filled(sheet), layout, choice)
    walker.run()
    return walker.result


@dataclass
class _Walker:
    """A walk under way: the layout and the heading in force, and whether notes have begun."""

    sheet: Sheet
    rows: list[Cells]
    layout: headers.Layout
    choice: Sequence[kinds.Kind]
    result: Walk = field(default_factory=Walk)
    heading: dict[str, str] = field(default_factory=dict)
    in_notes: bool = False

    def run(self) -> None:
        last = _last_entry(self.rows, self.layout)
        below = self.layout.bottom
        for index in range(below + 1, len(self.rows)):
            if index <= below:  # the lower row of a header that stands again
                continue
            if self._is_plain(index):
                self._enter(index)
                continue
            if _is_empty(self.sheet, self.rows[index], index, self.layout):
                self.result.blanks.append(self.sheet.number(index))
                continue
            again = _header_again(self.sheet, index, self.layout, self.choice)
            if again:
                below = again.bottom
                self.result.rejects += _repeated(self.sheet, again)
                self.layout, self.in_notes = again, False
                continue
            self._take(index, is_tail=index > last)

    def _is_plain(self, index: int) -> bool:
        """Whether a row is an entry at first sight: its own number, a real text, no label first.

        Most rows of most registers are; the others are looked at closely.
        """
        raw, sequence = self.sheet.rows[index], self.layout.number_column
        is_special = bool(self.sheet.unvalued) or index in self.sheet.totals
        if sequence is None or is_special or not cell(raw, sequence).strip().isdecimal():
            return False
        if sequence and any(":" in text or "：" in text for text in raw[:sequence]):
            return False
        text = cell(raw, self.layout.entry_column)
        return marks.is_text(text) and not is_error(text) and text != PICTURE

    def _enter(self, index: int) -> None:
        entry = Entry(self.sheet.number(index), self.rows[index], self.layout, self.heading)
        self.result.entries.append(entry)
        self.in_notes = False

    def _take(self, index: int, *, is_tail: bool) -> None:
        """Sort one row into the result."""
        mark = self._mark(index, is_tail=is_tail)
        raw, number = self.sheet.rows[index], self.sheet.number(index)
        self.in_notes = mark is not None and mark.rule == "footnote"
        if mark is None:
            self._enter(index)
            return
        column = self.layout.names.get(mark.column) or column_letters(mark.column)
        value = cell(raw, mark.column) or None
        self.result.rejects.append(Remark(number, column, value, mark.rule, mark.reason))
        if mark.rule in ("footnote", "title_row"):
            self.result.notes.append(raw)

    def _mark(self, index: int, *, is_tail: bool) -> marks.Mark | None:
        """Why the row is no entry; a heading also says what the rows below it belong to."""
        raw, layout = self.sheet.rows[index], self.layout
        if is_blank(raw):  # but for formulas without a value
            return lacking.lacking(self.sheet, raw, index, layout)
        if index in self.sheet.totals:
            return marks.Mark("total_row", _first(raw), "The totals of a table are no issue.")
        mark = marks.mark(raw, layout.entry_column, layout.number_column)
        if mark:
            return mark
        heading = headings.heading(self.sheet, index, layout.entry_column, is_tail=is_tail)
        if heading and not (self.in_notes and "category" in heading.said):
            self.heading = headings.below(self.heading, heading.said)
            return heading.mark
        if self.in_notes and _is_alone(raw):
            return marks.Mark("footnote", _first(raw), "A note below the rows is no issue.")
        return lacking.lacking(self.sheet, self.rows[index], index, layout)


def _last_entry(rows: Sequence[Cells], layout: headers.Layout) -> int:
    """Index of the last row with a text in the column that makes it an entry, and one more."""
    issue = layout.entry_column
    for index in range(len(rows) - 1, layout.bottom, -1):
        row = rows[index]
        if cell(row, issue).strip() and sum(bool(text.strip()) for text in row) > 1:
            return index
    return layout.bottom


def _is_empty(sheet: Sheet, row: Cells, index: int, layout: headers.Layout) -> bool:
    """Whether a row holds nothing, or nothing but the number printed into an empty form."""
    if any((index, column) in sheet.unvalued for column in layout.columns.values()):
        return False
    sequence = layout.number_column
    if is_blank(sheet.rows[index]):
        return True
    if sequence is None or not re.fullmatch(r"\s*\d{1,4}\s*", cell(row, sequence)):
        return False
    return not any(text.strip() for column, text in enumerate(row) if column != sequence)


def _header_again(
    sheet: Sheet, index: int, layout: headers.Layout, choice: Sequence[kinds.Kind]
) -> headers.Layout | None:
    """The layout of a header that stands again, or anew, in the middle of the sheet."""
    row = sheet.rows[index]
    if layout.top < 0:
        return None
    depth = layout.bottom - layout.top
    if sheet.rows[layout.top : layout.bottom + 1] == sheet.rows[index : index + depth + 1]:
        return replace(layout, top=index, bottom=index + depth)
    same = sum(cell(row, column).strip() == name for column, name in layout.names.items())
    if same >= 2 and same * 2 > len(layout.names):
        return replace(layout, top=index, bottom=index)
    if not choice or not any(text.strip() in kinds.need_names() for text in row):
        return None
    own = [kind for kind in choice if kind.table == layout.kind.table]
    found = headers.judged_at(sheet, index, own)
    # Of a row of data a word or two may be the name of a column; of a header most are.
    known = sum(bool(cell(row, column).strip()) for column in found.used) if found else 0
    return found if known * 2 > sum(bool(text.strip()) for text in row) else None


def _repeated(sheet: Sheet, layout: headers.Layout) -> Iterator[Remark]:
    for index in range(layout.top, layout.bottom + 1):
        first = _first(sheet.rows[index])
        yield Remark(
            sheet.number(index),
            column_letters(first),
            cell(sheet.rows[index], first),
            "repeated_header",
            "The names of the columns stand again here; the row is no issue.",
        )


def _first(row: Cells) -> int:
    return next(column for column, text in enumerate(row) if text.strip())


def _is_alone(row: Cells) -> bool:
    return sum(bool(text.strip()) for text in row) == 1
