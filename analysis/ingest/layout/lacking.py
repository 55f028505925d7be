"""Rows that lack what makes them an entry: its text, or the values of their formulas."""

from __future__ import annotations

from analysis.ingest.layout import headers, marks
from analysis.ingest.readers.cells import PICTURE, is_error
from analysis.ingest.readers.sheets import Cells, Sheet, cell

NO_VALUE = (
    "The cell holds a formula that was saved without its value. Open the workbook in a "
    "spreadsheet program, let it calculate, and save it."
)
_PLACING = ("unit", "register_year")  # without which nobody knows whose the row is


def lacking(sheet: Sheet, row: Cells, index: int, layout: headers.Layout) -> marks.Mark | None:
    """A row that lacks what it needs, or in which a formula without its value should say it."""
    unvalued = {name: at for name, at in layout.columns.items() if (index, at) in sheet.unvalued}
    needed = next((at for name, at in unvalued.items() if name in _PLACING), None)
    if needed is None and layout.entry_column in unvalued.values():
        needed = layout.entry_column
    if needed is not None:
        return _no_value(needed)
    texts = [text for column in layout.entry_columns if (text := cell(row, column).strip())]
    if any(not is_error(text) and text != PICTURE for text in texts):
        return None
    if texts:
        return _no_text(texts[0], layout.entry_column)
    others = [at for name, at in unvalued.items() if name != "sequence_text"]
    if others:
        return _no_value(others[0])
    header = layout.names.get(layout.entry_column, layout.kind.needs[0])
    reason = f"The column '{header}' is empty; fill it in or delete the row."
    return marks.Mark(f"no_{layout.kind.needs[0]}", layout.entry_column, reason)


def _no_value(column: int) -> marks.Mark:
    return marks.Mark("formula_without_value", column, NO_VALUE)


def _no_text(shown: str, column: int) -> marks.Mark:
    """What is said of an entry whose cell shows an error or a picture instead of a text."""
    if shown == PICTURE:
        reason = "The cell holds a picture, which cannot be read. Write the problem in words."
        return marks.Mark("picture_without_text", column, reason)
    reason = "The cell shows an error of a formula. Correct it, or write what it should say."
    return marks.Mark("formula_error", column, reason)
