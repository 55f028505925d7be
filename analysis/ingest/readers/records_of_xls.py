"""What the records of an old workbook say and its reader does not: errors, codes, hidden rows."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.ingest.readers import compound, styles
from analysis.ingest.readers.markup import Marks, Place

# Kinds of records ([MS-XLS] 2.3).
_EOF, _SHEET, _FORMAT, _CELL_FORMAT, _FONT = 0x0A, 0x85, 0x41E, 0xE0, 0x31
_FORMULA, _ERROR, _NUMBER, _RK, _MANY_RK, _TEXT, _ROW = 0x06, 0x205, 0x203, 0x27E, 0xBD, 0xFD, 0x208
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_STRIKES, _HIDES = 0x08, 0x20
_NO_FONT = 4  # the number that no font has
# Whether any cell needs a look: an error, as a value or as the result of a formula; a hidden row.
_FAULTY = re.compile(rb"\x05\x02\x08\x00|\x06\x00..(?:.{6})\x02.{5}\xff\xff", re.DOTALL)
_SHUT = re.compile(rb"\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]", re.DOTALL)


class _Book(NamedTuple):
    """Names and places of the sheets; cell formats that show codes, and that strike out."""

    sheets: list[tuple[str, int]]
    codes: dict[int, styles.Code]
    struck: frozenset[int]


def read(path: Path) -> dict[str, Marks]:
    """What the records of each sheet say, by its name; nothing where they cannot be read."""
    try:
        data = compound.stream(path.read_bytes(), "Workbook")
        book = _book(data)
        if not (book.codes or book.struck or _FAULTY.search(data) or _SHUT.search(data)):
            return {}
        return {name: _marks(data, at, book) for name, at in book.sheets}
    except (struct.error, IndexError, OSError):
        return {}  # the reader proper says what is wrong with the file


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record from a place on, to the end of its part."""
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _EOF:
            return
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def _book(data: bytes) -> _Book:
    sheets: list[tuple[str, int]] = []
    forms: dict[int, str] = {}
    fonts: list[bool] = []
    cells: list[tuple[int, int]] = []
    for kind, record in _records(data, 0):
        if kind == _SHEET:
            sheets.append((_name(record[6:]), struct.unpack_from("<I", record)[0]))
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HH", record)
            forms[number] = _text(record[4:], length)
        elif kind == _FONT:
            fonts.append(bool(record[2] & _STRIKES))
        elif kind == _CELL_FORMAT:
            cells.append(struct.unpack_from("<HH", record))
    codes = {number: code for number, form in forms.items() if (code := styles.code_of(form))}
    return _Book(
        sheets,
        {at: codes[form] for at, (_, form) in enumerate(cells) if form in codes},
        frozenset(at for at, (font, _) in enumerate(cells) if _is_struck(fonts, font)),
    )


def _is_struck(fonts: list[bool], font: int) -> bool:
    at = font - (font > _NO_FONT)
    return at < len(fonts) and fonts[at]


def _marks(data: bytes, begin: int, book: _Book) -> Marks:
    texts: dict[Place, str] = {}
    struck: set[Place] = set()
    hidden: list[int] = []
    for kind, record in _records(data, begin):
        if kind == _ROW and record[12] & _HIDES:
            hidden.append(struct.unpack_from("<H", record)[0] + 1)
        for place, form, value in _cells(kind, record):
            if text := _shown(value, book.codes.get(form)):
                texts[place] = text
            if form in book.struck:
                struck.add(place)
    return Marks(texts=texts, struck=frozenset(struck), hidden=tuple(hidden))


def _cells(kind: int, record: bytes) -> Iterator[tuple[Place, int, float | str | None]]:
    """Place, format and value of the cells in a record: a number, the name of an error, or None."""
    if kind in _READERS:
        row, column, form = struct.unpack_from("<HHH", record)
        yield (row, column), form, _READERS[kind](record)
    elif kind == _MANY_RK:
        row, first = struct.unpack_from("<HH", record)
        for at in range((len(record) - 6) // 6):
            form, value = struct.unpack_from("<HI", record, 4 + 6 * at)
            yield (row, first + at), form, _rk(value)


def _shown(value: float | str | None, code: styles.Code | None) -> str | None:
    if isinstance(value, float):
        return styles.shown(str(value), code) if code else None
    return value


def _formula(record: bytes) -> float | str | None:
    """The result that a formula was saved with."""
    if record[12:14] != b"\xff\xff":
        return float(struct.unpack_from("<d", record, 6)[0])
    return _ERRORS.get(record[8]) if record[6] == 2 else None


def _error(record: bytes) -> str | None:
    return _ERRORS.get(record[6]) if record[7] else None


def _rk(value: int) -> float:
    """A number in 30 bits: whole or the upper half of a float, perhaps a hundredfold."""
    if value & 2:
        number = float(struct.unpack("<i", struct.pack("<I", value))[0] >> 2)
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", value & 0xFFFFFFFC))[0]
    return number / 100 if value & 1 else number


_READERS: dict[int, Callable[[bytes], float | str | None]] = {
    _FORMULA: _formula,
    _ERROR: _error,
    _NUMBER: lambda record: float(struct.unpack_from("<d", record, 6)[0]),
    _RK: lambda record: _rk(struct.unpack_from("<I", record, 6)[0]),
    _TEXT: lambda _: None,
}


def _name(record: bytes) -> str:
    return _text(record[1:], record[0])


def _text(record: bytes, length: int) -> str:
    if record[0] & 1:
        return record[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return record[1 : 1 + length].decode("latin-1")
