"""Sheets that show how to fill in a form, or hold its codes: passed over once, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.ingest.entries.loaded import LoadedSheet
from analysis.ingest.layout import content
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readers.sheets import Sheet
from analysis.ingest.vocabulary import words

_RULE = "sheet_passed_over"
_SENTENCE_LENGTH = 24.0  # mean weight from which a column holds sentences, not codes
_NUMBERING = re.compile(r"^[\s\d.、(（_-]+|[\s\d)）_-]+$")


def without(read: Sequence[tuple[LoadedSheet, Sheet, bool]]) -> list[LoadedSheet]:
    """The sheets of a file; of examples and code lists only that they were passed over.

    They are so only beside another sheet of which rows were loaded, and where no table of a
    mapping takes them (the third of each).
    """
    kept = [loaded.loaded_count > 0 and not _name_says(loaded.source_sheet) for loaded, *_ in read]
    return [
        _passed(loaded, why)
        if any(kept) and not is_mapped and (why := _why(loaded, sheet))
        else loaded
        for loaded, sheet, is_mapped in read
    ]


def _why(loaded: LoadedSheet, sheet: Sheet) -> str:
    """Why a sheet is passed over; empty where it is not."""
    if not loaded.row_count:
        return ""
    if said := _name_says(loaded.source_sheet):
        return said
    if loaded.kind is None and _holds_codes(sheet):
        return "it names no columns of a register and holds no sentences, as a list of codes"
    return ""


def _name_says(name: str | None) -> str:
    plain = words.plain(_NUMBERING.sub("", name or "")).strip()
    if plain in words.listed("example_sheet"):
        return f"it is named '{name}', as a sheet that shows how to fill in the form"
    if plain in words.listed("code_sheet"):
        return f"it is named '{name}', as a sheet of codes or notes"
    return ""


def _holds_codes(sheet: Sheet) -> bool:
    width = max(map(len, sheet.rows), default=0)
    held = content.of_columns(sheet.rows, width)
    return all(column.length < _SENTENCE_LENGTH for column in held)


def _passed(loaded: LoadedSheet, why: str) -> LoadedSheet:
    reason = (
        f"The sheet was passed over with its {loaded.row_count} rows: {why}. "
        "If it is a register, give it another name, or a table of its own in a mapping file."
    )
    remark = Remark(None, None, loaded.source_sheet, _RULE, reason)
    passed = LoadedSheet(loaded.source_file, loaded.source_sheet, encoding=loaded.encoding)
    return replace(passed, doubts=[remark])
