"""A table of words as a workbook or a document that can be pasted into a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import drafts
from analysis.operations import export

ENDINGS = (".xlsx", ".docx")
_WIDTHS = (6, 44, 24, 30, 30, 50, 30, 10)  # characters of each column of a sheet


class Table(NamedTuple):
    """What is written: a sentence above, headings, rows of words, and notes below."""

    title: str
    headings: list[str]
    rows: pd.DataFrame
    notes: list[str]


def write(table: Table, target: Path) -> None:
    """Write the table to `target` by its ending, whole or not at all."""
    writer = _write_docx if target.suffix.lower() == ".docx" else _write_xlsx
    with drafts.beside(target) as folder:
        draft = folder / target.name
        writer(table, draft)
        draft.replace(target)


def _write_xlsx(table: Table, target: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    notes = [[note] for note in table.notes]
    for row in ([table.title], table.headings, *_cells(table.rows), *notes):
        sheet.append(row)
    _style(sheet, len(table.rows))
    sheet.freeze_panes = "A3"
    book.save(target)


def _style(sheet: Any, row_count: int) -> None:
    """The two lines above bold, the rows broken into lines."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for cell in (*sheet[1], *sheet[2]):
        cell.font = Font(bold=True)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows(min_row=2, max_row=row_count + 2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_docx(table: Table, target: Path) -> None:
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph(table.title)
    grid = document.add_table(rows=1, cols=len(table.headings))
    grid.style = "Table Grid"
    for cell, heading in zip(grid.rows[0].cells, table.headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for row in _cells(table.rows):
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = str(value)
    for note in table.notes:
        document.add_paragraph(note)
    document.save(str(target))


def _cells(rows: pd.DataFrame) -> list[list[object]]:
    """The rows with nothing in them that a sheet would run or that a file cannot hold."""
    cells: list[list[object]] = export.neutralised(rows).map(_printable).to_numpy().tolist()
    return cells


def _printable(value: object) -> object:
    if not isinstance(value, str):
        return value
    return "".join(mark if mark >= " " or mark in "\n\t" else "\ufffd" for mark in value)
