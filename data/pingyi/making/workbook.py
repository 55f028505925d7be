"""Workbooks whose bytes depend on nothing but their cells."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_STAMP = (2024, 1, 8, 9, 0, 0)
_THIN = Side(style="thin", color="999999")
_WIDE = ("问题", "問題", "措施", "举措", "材料", "资料", "資料")


@dataclass
class Page:
    """One sheet: rows of values, merged ranges (1-based, inclusive), where its header stands."""

    name: str
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    header_row: int = 0


def save(path: Path, pages: list[Page]) -> None:
    """Write the sheets to `path`: the same cells give the same bytes on every machine."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _fill(book.create_sheet(page.name), page)
    book.properties.creator = "平邑县质监局（虚构）"
    stream = io.BytesIO()
    book.save(stream)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_settled(stream.getvalue()))


def _fill(sheet: Worksheet, page: Page) -> None:
    for number, values in enumerate(page.rows, start=1):
        filled = [(column, v) for column, v in enumerate(values, start=1) if v not in ("", None)]
        for column, value in filled:
            cell = sheet.cell(number, column, value)
            cell.alignment = Alignment(wrap_text=number > page.header_row, vertical="center")
            if number >= page.header_row > 0:
                cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    for top, left, bottom, right in page.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    if page.header_row:
        _style(sheet, page)


def _style(sheet: Worksheet, page: Page) -> None:
    for row in range(1, page.header_row + 1):
        for cell in sheet[row]:
            cell.font = Font(bold=True, size=16 if row == 1 and page.header_row > 1 else 11)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for column, header in enumerate(page.rows[page.header_row - 1], start=1):
        wide = any(word in str(header) for word in _WIDE)
        sheet.column_dimensions[get_column_letter(column)].width = 42 if wide else 13


def _settled(data: bytes) -> bytes:
    """The same archive without the clock, and stored, since packers differ between machines."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target,
    ):
        names = [name for name in source.namelist() if not name.startswith("xl/theme/")]
        for name in sorted(names, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 0
            target.writestr(entry, _part(name, source.read(name)))
    return stream.getvalue()


def _part(name: str, content: bytes) -> bytes:
    """One part of the archive without the time of day and without the theme, 10 kB in each file."""
    if name == "docProps/core.xml":
        return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-01-08T01:00:00Z", content)
    if name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        return re.sub(rb"<(Override|Relationship) [^>]*theme[^>]*/>", b"", content)
    return content
