"""Sheets from the tables of Word documents, as Word shows them: revised, merged, in controls."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from analysis import errors
from analysis.ingest.readers import archives
from analysis.ingest.readers.cells import PICTURE
from analysis.ingest.readers.options import Options
from analysis.ingest.readers.sheets import Cells, Merge, Sheet

_BODY = "word/document.xml"
# What holds other parts and shows them: content controls, tracked insertions, links, fields.
_HOLDERS = frozenset(
    ["sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple"]
)
_GONE = frozenset(["del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr", "cellDel"])
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = frozenset(["drawing", "pict", "object"])
_OFF = ("0", "false", "off")
_TITLES = 12  # paragraphs above a table that are taken for its titles
_TITLE_LENGTH = 120  # characters; a longer paragraph is no title


@dataclass
class _Table:
    """A table under way: its rows, merges and struck cells, and the paragraphs above it."""

    titles: list[str]
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    open: dict[int, Merge] = field(default_factory=dict)
    """Merges by their first column that a further row may continue."""


def read(path: Path, options: Options) -> list[Sheet]:
    """One sheet for each table; the paragraphs above it are its titles.

    Tables that nothing parts are one table that was broken over pages. A row's number is its
    place in its table.
    """
    archives.check(path)
    tables = _tables(_document(path))
    if not tables:
        raise errors.InputError(
            f"{path.name}: the document holds no table.",
            "Put the register into a table with a row of column names, or send a spreadsheet.",
        )
    names = [None] if len(tables) == 1 else [f"table {at}" for at in range(1, len(tables) + 1)]
    return [_sheet(table, name) for table, name in zip(tables, names, strict=True)]


def _document(path: Path) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(path) as archive:
            return ElementTree.fromstring(archive.read(_BODY))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError) as failure:
        raise errors.InputError(
            f"{path.name}: the document is damaged or no Word document.",
            "Open it in Word and save it as a new docx.",
        ) from failure


def _tables(document: ElementTree.Element) -> list[_Table]:
    """The tables in order; the titles of the document stand above each of them."""
    tables: list[_Table] = []
    first: list[str] = []
    between: list[str] = []
    for part in _shown(next(iter(document), document)):
        if _name(part) == "p":
            text = _text(part)
            between += [text] if text.strip() else []
        elif _name(part) == "tbl":
            if not tables:
                first = between
            titles = first if not tables else [*first, *between]
            if tables and not between and _width(part) == _widest(tables[-1]):
                _add_rows(tables[-1], part)
            else:
                tables.append(_Table(titles[-_TITLES:]))
                _add_rows(tables[-1], part)
            between = []
    return [table for table in tables if any(any(row) for row in table.rows)]


def _sheet(table: _Table, name: str | None) -> Sheet:
    titles = tuple((text,) for text in table.titles if len(text) <= _TITLE_LENGTH)
    rows: list[Cells] = [tuple(row) for row in table.rows]
    merges = tuple(merge for merge in table.merges if merge.bottom > merge.top)
    return Sheet(name=name, rows=rows, merges=merges, struck=frozenset(table.struck), titles=titles)


def _add_rows(table: _Table, part: ElementTree.Element) -> None:
    for row in _shown(part):
        if _name(row) == "tr" and not _is_deleted(row):
            _add_row(table, row)


def _add_row(table: _Table, row: ElementTree.Element) -> None:
    index, column = len(table.rows), int(_property(row, "trPr", "gridBefore") or 0)
    texts = [""] * column
    for cell in _shown(row):
        if _name(cell) != "tc":
            continue
        span = int(_property(cell, "tcPr", "gridSpan") or 1)
        is_continued = _merged(table, cell, (index, column, span))
        texts += ["" if is_continued else _text(cell).strip(), *[""] * (span - 1)]
        if _is_struck(cell):
            table.struck.add((index, column))
        column += span
    table.rows.append(texts)


def _merged(table: _Table, cell: ElementTree.Element, place: tuple[int, int, int]) -> bool:
    """Note the merge that a cell begins or continues; whether it continues one."""
    row, column, span = place
    mark = _found(cell, "tcPr", "vMerge")
    above = table.open.get(column)
    if mark is None or mark.get(_key(mark, "val"), "continue") == "restart" or above is None:
        table.open.pop(column, None)
        if mark is not None:
            table.merges.append(Merge(row, column, row, column + span - 1))
            table.open[column] = table.merges[-1]
        return False
    longer = above._replace(bottom=row)
    table.merges[table.merges.index(above)] = longer
    table.open[column] = longer
    return True


def _shown(part: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The parts inside, also those that a content control or a tracked insertion holds."""
    for inner in part:
        name = _name(inner)
        if name in _HOLDERS:
            yield from _shown(inner)
        elif name not in _GONE:
            yield inner


def _text(part: ElementTree.Element) -> str:
    """The text of a cell or a paragraph as it is shown; a mark for a picture without text."""
    pieces = list(_pieces(part))
    text = "".join(pieces).replace(PICTURE, "").strip("\n")
    return text if text.strip() or PICTURE not in pieces else PICTURE


def _pieces(part: ElementTree.Element) -> Iterator[str]:
    for inner in _shown(part):
        name = _name(inner)
        if name == "t":
            yield inner.text or ""
        elif name in _SPACES:
            yield _SPACES[name]
        elif name in _PICTURES:
            yield PICTURE
        else:
            yield from _pieces(inner)
            yield "\n" if name in ("p", "tr") else ""


def _is_struck(cell: ElementTree.Element) -> bool:
    return any(
        mark.get(_key(mark, "val"), "1") not in _OFF
        for run in cell.iter()
        if _name(run) == "r" and any(_name(inner) == "t" for inner in run)
        for name in ("strike", "dstrike")
        if (mark := _found(run, "rPr", name)) is not None
    )


def _is_deleted(row: ElementTree.Element) -> bool:
    return _found(row, "trPr", "del") is not None


def _width(table: ElementTree.Element) -> int:
    grid = next((part for part in table if _name(part) == "tblGrid"), None)
    return len(grid) if grid is not None else 0


def _widest(table: _Table) -> int:
    return max(map(len, table.rows), default=-1)


def _property(part: ElementTree.Element, group: str, name: str) -> str | None:
    mark = _found(part, group, name)
    return mark.get(_key(mark, "val")) if mark is not None else None


def _found(part: ElementTree.Element, group: str, name: str) -> ElementTree.Element | None:
    """A property of a part by its group's name and its own."""
    for inner in part:
        if _name(inner) == group:
            return next((mark for mark in inner if _name(mark) == name), None)
    return None


def _key(part: ElementTree.Element, name: str) -> str:
    """An attribute's name in the namespace of its element."""
    return part.tag.rsplit("}", 1)[0] + "}" + name


def _name(part: ElementTree.Element) -> str:
    return part.tag.rsplit("}", 1)[-1]
