"""Sheets from xlsx, xlsm, xls and ods workbooks."""

from __future__ import annotations

from pathlib import Path

import python_calamine as calamine

from analysis import errors
from analysis.ingest.readers import formulas
from analysis.ingest.readers.cells import text_of
from analysis.ingest.readers.options import Options
from analysis.ingest.sheets import Merge, Sheet

_CELL_CAP = 30_000_000  # a stray cell in the last corner makes a sheet of 17 thousand million


def read(path: Path, options: Options) -> list[Sheet]:
    """All sheets with cells, hidden ones too; hidden rows and columns are read like others."""
    try:
        with calamine.load_workbook(str(path)) as workbook:
            names = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            unvalued = formulas.unvalued_cells(path)
            return [
                _sheet(workbook.get_sheet_by_name(name), path.name, unvalued.get(name))
                for name in names
            ]
    except calamine.PasswordError as failure:
        raise errors.InputError(
            f"{path.name}: the workbook is encrypted.",
            "Open it, remove the password, and save it again.",
        ) from failure
    except (calamine.CalamineError, OSError, ValueError) as failure:
        raise errors.InputError(
            f"{path.name}: the workbook is damaged or cut off ({_first_line(failure)}).",
            "Copy it again from where it came from, or open it and save it as a new xlsx.",
        ) from failure


def _sheet(
    sheet: calamine.CalamineSheet, file: str, unvalued: frozenset[tuple[int, int]] | None
) -> Sheet:
    if sheet.total_height * sheet.total_width > _CELL_CAP:
        raise errors.InputError(
            f"{file}, sheet {sheet.name}: the used area is {sheet.total_height} rows by "
            f"{sheet.total_width} columns, more than any register has.",
            "Delete the stray cells far below or right of the table and save the workbook.",
        )
    rows = [
        tuple(text_of(value) for value in row) for row in sheet.to_python(skip_empty_area=False)
    ]
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    )
    return Sheet(name=sheet.name, rows=rows, merges=merges, unvalued=unvalued or frozenset())


def _first_line(failure: Exception) -> str:
    return (str(failure).splitlines() or [type(failure).__name__])[0]
