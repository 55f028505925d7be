"""The workbook that goes back to a unit: each row as it was written, the wrong cell marked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from analysis.ingest.readers.sheets import Cells, cell
from analysis.text.letters import spreadsheets

Say = Callable[[str, str], str]
"""A word or reason by section (`words`, `rules`) and key, in the unit's language."""

_LINES = 2_000  # rows shown; the others are counted
_CELLS = 60  # cells shown of a row
_LENGTH = 1_000  # characters shown of a cell
_FIXED = ("file", "sheet", "row", "fate", "column", "value", "reason")
_WIDTHS = (26, 14, 7, 16, 16, 26, 48)
_MARK = PatternFill("solid", fgColor="FFF2A8")
_HEAD = PatternFill("solid", fgColor="DDE3EA")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the clock has no place in the bytes
_NEVER = b"1980-01-01T00:00:00Z"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True)
class Line:
    """One row to correct: where it stands, what is wrong, and the cells as the unit wrote them."""

    source_file: str
    source_sheet: str | None
    source_row: int | None
    fate: str
    column_name: str | None
    value: str | None
    rule: str
    header: Cells = ()
    cells: Cells = ()


def book(lines: Sequence[Line], say: Say) -> bytes:
    """The workbook as bytes; the same lines give the same bytes."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = say("words", "title")
    sheet.append([_shown(say("words", "how"))])
    header: Cells | None = None
    for line in lines[:_LINES]:
        if line.header != header:
            header = line.header
            _append(sheet, [*(say("words", key) for key in _FIXED), *header], fill=_HEAD)
        _add(sheet, line, say)
    if len(lines) > _LINES:
        sheet.append([say("words", "more").format(count=len(lines) - _LINES)])
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(65 + column)].width = width
    return _fixed(workbook)


def is_untouched(content: bytes) -> bool:
    """Whether these are the bytes of a workbook as `book` saves it, and nobody saved it since."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            stamps = _STAMP.findall(archive.read("docProps/core.xml"))
            dated = {member.date_time for member in archive.infolist()}
            said = archive.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return False
    return dated == {_EPOCH} and said.count(_NEVER) == len(stamps) > 0


def _add(sheet: Any, line: Line, say: Say) -> None:
    place = [line.source_file, line.source_sheet or "", line.source_row or "", ""]
    place[3] = say("words", line.fate)
    said = [line.column_name or "", line.value or "", say("rules", line.rule)]
    _append(sheet, [*place, *said, *line.cells])
    row = sheet.max_row
    sheet.cell(row, len(place) + 2).fill = _MARK
    wrong = _column(line)
    if wrong is not None and wrong < _CELLS:
        sheet.cell(row, len(_FIXED) + 1 + wrong).fill = _MARK


def _append(sheet: Any, values: Sequence[object], fill: PatternFill | None = None) -> None:
    sheet.append([_shown(value) for value in values[: len(_FIXED) + _CELLS]])
    for item in sheet[sheet.max_row]:
        item.alignment = Alignment(wrap_text=True, vertical="top")
        if fill:
            item.fill, item.font = fill, Font(bold=True)


def _shown(value: object) -> object:
    """A value that is safe to open: no formula, no control character, no endless text."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    text = text.encode("utf-8", "replace").decode()
    return spreadsheets.neutral(text if len(text) <= _LENGTH else text[:_LENGTH] + "…")


def _column(line: Line) -> int | None:
    """The place of the wrong cell in its row: by the name of its column, or by its letters."""
    for column, name in enumerate(line.header):
        if name.strip() and name.strip() == line.column_name:
            return column
    found = [at for at, _ in enumerate(line.cells) if cell(line.cells, at) == line.value]
    return found[0] if line.value and found else None


def _fixed(workbook: Any) -> bytes:
    """The saved workbook without the time at which it was saved."""
    held, result = io.BytesIO(), io.BytesIO()
    workbook.save(held)
    with zipfile.ZipFile(held) as archive, zipfile.ZipFile(result, "w") as fixed:
        for name in archive.namelist():
            content = _STAMP.sub(rb"\g<1>" + _NEVER, archive.read(name))
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(member, content)
    return result.getvalue()
