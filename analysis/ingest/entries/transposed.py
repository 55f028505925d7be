"""Sheets on their side: names of the fields down a column, an entry in each column beside it."""

from __future__ import annotations

from dataclasses import replace

from analysis.ingest.entries.forms import Form, beside
from analysis.ingest.readers.sheets import Sheet, cell, is_blank
from analysis.ingest.vocabulary import fields

_LEAST = 4  # rows with known names: a form with one value beside its label has its own rules
_ENTRIES = 2  # columns with entries
_SHARE = 0.6  # share of the filled rows whose first cell is a known name
_KIND = "registers"


def find(sheet: Sheet) -> Form | None:
    """The sheet as a table with a row for each of its columns; None where it does not lie so.

    All entries stand under the number of the row with their texts.
    """
    if sheet.header is not None:
        return None
    filled = [index for index, row in enumerate(sheet.rows) if not is_blank(row)]
    left = _column_of_names(sheet, filled)
    named = {at: name for at in filled if (name := cell(sheet.rows[at], left).strip())}
    known = [index for index, name in named.items() if fields.is_alias(name, _KIND)]
    issue = next((at for at in known if fields.is_alias(named[at], _KIND, "issue_text")), None)
    if issue is None or len(known) < max(_LEAST, _SHARE * len(filled)):
        return None
    columns = [
        column
        for column, text in enumerate(sheet.rows[issue])
        if column > left and text.strip() and not fields.is_alias(text, _KIND)
    ]
    return _form(sheet, named, issue, columns) if len(columns) >= _ENTRIES else None


def _column_of_names(sheet: Sheet, filled: list[int]) -> int:
    """The first column that holds anything in most of the rows."""
    width = max((len(sheet.rows[index]) for index in filled), default=0)
    for column in range(width):
        if sum(bool(cell(sheet.rows[at], column).strip()) for at in filled) * 2 > len(filled):
            return column
    return 0


def _form(sheet: Sheet, named: dict[int, str], issue: int, columns: list[int]) -> Form:
    first = min(at for at, name in named.items() if fields.is_alias(name, _KIND))
    rows = [index for index in named if index >= first]
    number = sheet.number(issue)
    table = replace(
        sheet,
        rows=[tuple(cell(sheet.rows[index], column) for index in rows) for column in columns],
        numbers=[number] * len(columns),
        merges=(),
        header=tuple(named[index] for index in rows),
        unvalued=frozenset(),
        struck=frozenset(),
        totals=frozenset(),
        titles=tuple(sheet.rows[:first]),
    )
    blank = [at for at in range(first, len(sheet.rows)) if is_blank(sheet.rows[at])]
    loose = [at for at in range(first, len(sheet.rows)) if at not in rows and at not in blank]
    return Form(
        table=table,
        members={number: list(map(sheet.number, rows))},
        loose=list(beside(sheet, loose)),
        blanks=list(map(sheet.number, blank)),
    )
