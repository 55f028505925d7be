"""What an ods sheet shows and its reader does not give: errors of formulas, codes, strikes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from analysis.ingest.readers.cells import is_error, text_of

_CONTENT = "content.xml"
# Only a document with one of these is looked at closely.
_TELLING = (b'value-type="error"', b"Err:", b"text-line-through", b"min-integer-digits", b":text>")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FAR = 20_000  # a row or column that is repeated more often fills up the sheet


class Shown(NamedTuple):
    """What one sheet shows: texts instead of values, and struck-out cells, by 0-based place."""

    texts: dict[tuple[int, int], str]
    struck: frozenset[tuple[int, int]]


def read(path: Path) -> dict[str, Shown]:
    """What each sheet shows, by the sheet's name; nothing where every cell shows its value."""
    try:
        with zipfile.ZipFile(path) as archive:
            data = archive.read(_CONTENT)
        if not any(mark in data for mark in _TELLING):
            return {}
        document = ElementTree.fromstring(data)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return {}  # the reader proper says what is wrong with the file
    struck = _struck_styles(document)
    return {
        table.get(f"{_TABLE}name", ""): _shown(table, struck)
        for table in document.iter(f"{_TABLE}table")
    }


def _struck_styles(document: ElementTree.Element) -> frozenset[str]:
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in document.iter(f"{_STYLE}style")
        for words in style.iter(f"{_STYLE}text-properties")
        if words.get(f"{_STYLE}text-line-through-style", "none") != "none"
    )


def _shown(table: ElementTree.Element, struck_styles: frozenset[str]) -> Shown:
    texts: dict[tuple[int, int], str] = {}
    struck = set()
    for row, column, cell in _cells(table):
        text = "\n".join("".join(line.itertext()) for line in cell.iter(f"{_TEXT}p"))
        if is_error(text) or _is_code(cell, text):
            texts[row, column] = text
        names = {part.get(f"{_TEXT}style-name") for part in cell.iter()}
        if text and struck_styles & {*names, cell.get(f"{_TABLE}style-name")}:
            struck.add((row, column))
    return Shown(texts, frozenset(struck))


def _cells(table: ElementTree.Element) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """Row, column and element of each cell that holds something, repeated ones too."""
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        height = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        column = 0
        for cell in line:
            width = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if len(cell) and height * width < _FAR:
                yield from (
                    (row + down, column + right, cell)
                    for down in range(height)
                    for right in range(width)
                )
            column += width
        row += height


def _is_code(cell: ElementTree.Element, text: str) -> bool:
    """Whether a whole number is shown with leading zeros or with letters around it."""
    if cell.get(f"{_OFFICE}value-type") != "float":
        return False
    number = text_of(float(cell.get(f"{_OFFICE}value", "0.5")))
    if not number.isdecimal() or text == number or number not in text:
        return False
    return text.lstrip("0") == number.lstrip("0") or any(map(str.isalpha, text))
