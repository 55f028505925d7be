"""Columns that a mapping marks as personal: pseudonyms stand in them before anything is read."""

from __future__ import annotations

from dataclasses import replace

from analysis import pseudonyms
from analysis.ingest.readers.sheets import Cells, Sheet
from analysis.ingest.vocabulary import fields
from analysis.ingest.vocabulary.mapping import Table


def hidden(sheet: Sheet, table: Table) -> Sheet:
    """The sheet with a pseudonym for each text below a header that the table marks as personal."""
    marked = {fields.fold(name) for name in table.personal}
    if not marked:
        return sheet
    places = _places(sheet.header or (), marked)
    rows = []
    for row in sheet.rows:
        here = _places(row, marked)
        rows.append(_hidden(row, places - here))
        places |= here
    return replace(sheet, rows=rows)


def _places(row: Cells, marked: set[str]) -> set[int]:
    return {at for at, cell in enumerate(row) if fields.fold(cell) in marked}


def _hidden(row: Cells, places: set[int]) -> Cells:
    return tuple(
        pseudonyms.pseudonym(text) if at in places and text.strip() else text
        for at, text in enumerate(row)
    )
