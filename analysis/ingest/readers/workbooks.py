"""Sheets from xlsx, xlsm, xlsb, xls, et and ods workbooks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import python_calamine as calamine

from analysis import errors
from analysis.ingest.readers import archives, markup, opendocument, records_of_xls
from analysis.ingest.readers.cells import text_of, without_pictures
from analysis.ingest.readers.options import Options
from analysis.ingest.readers.sheets import Merge, Sheet

_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def read(path: Path, options: Options) -> list[Sheet]:
    """All sheets with cells, hidden ones too; hidden rows and columns are read like others."""
    is_archive = zipfile.is_zipfile(path)
    mentions = archives.check(path) if is_archive else archives.Mentions()
    marks = _marks(path, mentions) if is_archive else records_of_xls.read(path)
    is_1904 = markup.is_1904(path, mentions)
    try:
        return [
            _marked(replace(sheet, is_1904=is_1904), marks.get(sheet.name or "", markup.Marks()))
            for sheet in _sheets(path, mentions)
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


def _marks(path: Path, mentions: archives.Mentions) -> dict[str, markup.Marks]:
    """What the markup of each sheet says, by its name."""
    if path.suffix.lower() != ".ods":
        return markup.read(path, mentions)
    shown = opendocument.read(path)
    return {name: markup.Marks(texts=one.texts, struck=one.struck) for name, one in shown.items()}


def _marked(sheet: Sheet, marks: markup.Marks) -> Sheet:
    """The sheet with what its markup says."""
    rows = [list(row) for row in sheet.rows] if marks.texts else []
    for (row, column), text in marks.texts.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    return replace(
        sheet,
        rows=[tuple(row) for row in rows] or sheet.rows,
        unvalued=marks.unvalued,
        struck=marks.struck,
        totals=marks.totals,
        hidden=marks.hidden,
    )


def _sheets(path: Path, mentions: archives.Mentions) -> list[Sheet]:
    with calamine.load_workbook(_source(path, mentions)) as workbook:
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


def _source(path: Path, mentions: archives.Mentions) -> str | io.BytesIO:
    """What the reader opens: a copy where it could not read an error value, else the file.

    It judges a file by its ending, and one in memory by its content.
    """
    if mentions.errors:
        return markup.with_errors_as_text(path, mentions.errors)
    is_known = path.suffix.lower() in _ENDINGS
    return str(path) if is_known else io.BytesIO(path.read_bytes())


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
    texts = column if set(map(type, column)) == {str} else list(map(text_of, column))
    return without_pictures(texts)


def _damaged(path: Path, failure: BaseException) -> errors.InputError:
    first_line = (str(failure).splitlines() or [type(failure).__name__])[0]
    return errors.InputError(
        f"{path.name}: the workbook is damaged or cut off ({first_line}).",
        "Copy it again from where it came from, or open it and save it as a new xlsx.",
    )
