"""Sheets from xlsx, xlsm, xls and ods workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import python_calamine as calamine

from analysis import errors
from analysis.ingest.readers import archives, markup
from analysis.ingest.readers.cells import text_of
from analysis.ingest.readers.options import Options
from analysis.ingest.readers.sheets import Merge, Sheet


def read(path: Path, options: Options) -> list[Sheet]:
    """All sheets with cells, hidden ones too; hidden rows and columns are read like others."""
    is_archive = path.suffix.lower() != ".xls"
    mentions = archives.check(path) if is_archive else archives.Mentions()
    unvalued = markup.unvalued_cells(path, mentions.formulas)
    hidden = markup.hidden_rows(path, mentions.hidden)
    try:
        return [
            replace(
                sheet,
                unvalued=unvalued.get(sheet.name or "", frozenset()),
                hidden=hidden.get(sheet.name or "", ()),
            )
            for sheet in _sheets(path)
        ]
    except calamine.PasswordError as failure:
        raise errors.InputError(
            f"{path.name}: the workbook is encrypted.",
            "Open it, remove the password, and save it again.",
        ) from failure
    except (calamine.CalamineError, OSError, ValueError) as failure:
        raise _damaged(path, failure) from failure
    except BaseException as failure:
        # The reader's own panics derive from BaseException and name no class to catch.
        if type(failure).__name__ != "PanicException":
            raise
        raise _damaged(path, failure) from failure


def _sheets(path: Path) -> list[Sheet]:
    with calamine.load_workbook(str(path)) as workbook:
        found = [
            sheet
            for sheet in workbook.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if not found:
            raise ValueError("it holds no sheet of cells")
        return [
            _sheet(
                workbook.get_sheet_by_name(sheet.name),
                path.name,
                is_hidden=sheet.visible != calamine.SheetVisibleEnum.Visible,
            )
            for sheet in found
        ]


def _sheet(sheet: calamine.CalamineSheet, file: str, *, is_hidden: bool) -> Sheet:
    if sheet.total_height * sheet.total_width > archives.CELL_CAP:
        raise archives.too_large(file, sheet.name, sheet.total_height, sheet.total_width)
    # A column at a time: most hold nothing but text and stay as they are.
    columns = zip(*sheet.to_python(skip_empty_area=False), strict=True)
    rows = list(zip(*map(_texts, columns), strict=True))
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    )
    return Sheet(name=sheet.name, rows=rows, merges=merges, is_hidden=is_hidden)


def _texts(column: Sequence[Any]) -> Sequence[str]:
    return column if set(map(type, column)) == {str} else list(map(text_of, column))


def _damaged(path: Path, failure: BaseException) -> errors.InputError:
    first_line = (str(failure).splitlines() or [type(failure).__name__])[0]
    return errors.InputError(
        f"{path.name}: the workbook is damaged or cut off ({first_line}).",
        "Copy it again from where it came from, or open it and save it as a new xlsx.",
    )
