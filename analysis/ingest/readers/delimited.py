"""Sheets from csv and tsv files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis import encodings, errors
from analysis.ingest.readers.cells import without_pictures
from analysis.ingest.readers.options import Options
from analysis.ingest.readers.sheets import Sheet

_CELL_LIMIT = 2**31 - 1  # the largest that every platform's csv module takes
_PIECE = 2**20  # characters
_SHORT = 12  # characters of a cell that others are likely to hold too
_PROBE_ROWS = 200  # enough rows to see the delimiter, whatever title rows stand above the header


def read(path: Path, options: Options) -> list[Sheet]:
    """The one sheet of a delimited text file.

    A row's number is its ordinal among the records, which is what a spreadsheet program shows:
    a line break inside quotation marks starts no new row.
    """
    text, encoding = encodings.decode(path.read_bytes(), declared=options.encoding, name=path.name)
    csv.field_size_limit(_CELL_LIMIT)
    delimiter = options.delimiter or _delimiter(text, path.suffix.lower())
    rows = _rows(text, delimiter, path.name)
    if "IMG(" in text or "IMAGE(" in text:
        rows = [tuple(without_pictures(row)) for row in rows]
    return [Sheet(name=None, rows=rows, encoding=encoding)]


def _delimiter(text: str, suffix: str) -> str:
    """The delimiter under which most rows have as many cells as the widest common row."""
    candidates = "\t,;" if suffix == ".tsv" else ",\t;"
    return max(candidates, key=lambda mark: (_regularity(text, mark), -candidates.index(mark)))


def _regularity(text: str, delimiter: str) -> int:
    widths: dict[int, int] = {}
    reader = csv.reader(_lines(text), delimiter=delimiter)
    for _, row in zip(range(_PROBE_ROWS), reader, strict=False):
        if len(row) > 1:
            widths[len(row)] = widths.get(len(row), 0) + 1
    return max((width * count for width, count in widths.items()), default=0)


def _rows(text: str, delimiter: str, name: str) -> list[tuple[str, ...]]:
    strict = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    try:
        return _shared(strict)
    except csv.Error as failure:
        if "unexpected end" in str(failure):
            raise errors.InputError(
                f"{name}: a quotation mark that opens a cell is never closed, so the rows "
                "after it would run into one cell.",
                "Find the cell that starts with a quotation mark and close it, or save the "
                "sheet as xlsx.",
            ) from failure
    # Text after a closing quotation mark: spreadsheet programs take it as it stands.
    return _shared(csv.reader(_lines(text), delimiter=delimiter))


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, of a piece of the text at a time: all at once take much memory."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _shared(rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows, in which short cells that are equal are one text: units, years, dates."""
    known: dict[str, str] = {}
    return [
        tuple(known.setdefault(cell, cell) if len(cell) <= _SHORT else cell for cell in row)
        for row in rows
    ]
