"""Tables that stand side by side on one sheet, taken apart."""

from __future__ import annotations

from dataclasses import replace

from analysis.ingest.layout import headers
from analysis.ingest.readers.sheets import Cells, Sheet, cell, is_blank
from analysis.ingest.vocabulary import fields, kinds


def apart(sheet: Sheet, layout: headers.Layout) -> list[Sheet]:
    """The sheet, or one sheet for each table that stands beside another.

    Two tables share a header row in which a name stands again, and each side names its columns
    by itself. Cells keep their places; what belongs to the other table is empty.
    """
    if sheet.header is not None:
        return [sheet]
    starts = _starts(sheet, layout)
    if len(starts) == 1:
        return [sheet]
    width = max(map(len, sheet.rows))
    ends = [*starts[1:], width]
    return [_strip(sheet, layout, begin, end) for begin, end in zip(starts, ends, strict=True)]


def _starts(sheet: Sheet, layout: headers.Layout) -> list[int]:
    """The first column of each table; the first table begins at column 0."""
    names = _names(sheet, layout)
    starts = [0]
    for column in range(1, len(names)):
        own = [name for name in names[starts[-1] : column] if name]
        again = [name for name in names[column:] if name in own]
        begins = names[column] and (not names[column - 1] or names[column] == own[0])
        if again and begins and _are_headers(sheet, layout, starts[-1], column):
            starts.append(column)
    return starts


def _names(sheet: Sheet, layout: headers.Layout) -> list[str]:
    """The folded names of the columns; empty where a column has none and holds nothing."""
    rows = sheet.rows[layout.top : layout.bottom + 1]
    width = max(map(len, rows))
    names = [
        fields.fold("".join(cell(row, column).strip() for row in rows)) for column in range(width)
    ]
    for column, name in enumerate(names):
        if not name and any(cell(row, column).strip() for row in sheet.rows[layout.bottom + 1 :]):
            names[column] = f"\x1f{column}"  # a column without a name parts nothing
    return names


def _are_headers(sheet: Sheet, layout: headers.Layout, begin: int, middle: int) -> bool:
    """Whether both sides of a column name a table by themselves."""
    width = max(map(len, sheet.rows))
    sides = [_strip(sheet, layout, begin, middle), _strip(sheet, layout, middle, width)]
    return all(headers.at(side, layout.top, kinds.every()) for side in sides)


def _strip(sheet: Sheet, layout: headers.Layout, begin: int, end: int) -> Sheet:
    """The columns from `begin` to before `end`, at their places; a title of all goes with each."""
    rows = [
        _title(row, begin, end) if index < layout.top else _within(row, begin, end)
        for index, row in enumerate(sheet.rows)
    ]
    merges = tuple(merge for merge in sheet.merges if begin <= merge.left < end)
    unvalued = frozenset(place for place in sheet.unvalued if begin <= place[1] < end)
    struck = frozenset(place for place in sheet.struck if begin <= place[1] < end)
    return replace(sheet, rows=rows, merges=merges, unvalued=unvalued, struck=struck)


def _within(row: Cells, begin: int, end: int) -> Cells:
    return ("",) * min(begin, len(row)) + row[begin:end]


def _title(row: Cells, begin: int, end: int) -> Cells:
    own = _within(row, begin, end)
    is_of_all = sum(bool(text.strip()) for text in row) == 1
    return row if is_of_all and is_blank(own) else own
