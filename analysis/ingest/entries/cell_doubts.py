"""Cells that a person should look at: errors of formulas, dates not understood, struck-out text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from analysis.ingest.entries.parts import Parts, Texts
from analysis.ingest.layout import lacking
from analysis.ingest.layout.headers import Layout
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readers.cells import is_error
from analysis.ingest.readers.sheets import Sheet, cell
from analysis.text.dates import dates, durations, periods, said_days

_LATER = 1462  # days from the first day of a count from 1900 to that of a count from 1904
_DAY_NUMBER = re.compile(r"[1-9]\d{4}(?:\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"[\d０-９.,，．%％]+")
_ORDERED = ("registers", "inspections")  # whose columns settle the order of day and month later
_REASONS = {
    "impossible_date": "No calendar has this date; it is kept as text. Correct it at the source.",
    "unread_date": "This is not understood as a date; it is kept as text. Write a date "
    "(2024-06-30), and what else is to be said in another column.",
    "ambiguous_date": "Nothing says whether the day or the month stands first. Write the year "
    "first, or say the form in a mapping file (formats).",
}


def examined(found: Parts, layout: Layout, sheet: Sheet) -> tuple[Parts, list[Remark]]:
    """The parts without errors of formulas, days counted from 1904 as dates; and what is in doubt.

    The error of a unit stays, because it decides whose the row is (`resolve`).
    """
    names = {name: layout.names.get(column) for name, column in layout.columns.items()}
    doubts = _errors(found, names)
    fields = {
        name: texts if name == "unit" else _without_errors(texts)
        for name, texts in found.fields.items()
    }
    if sheet.is_1904:
        counted = (name for name in layout.kind.date_fields if name in fields)
        fields |= {name: _from_1904(fields[name]) for name in list(counted)}
    clean = replace(found, fields=fields)
    doubts += _dates(clean, names, layout)
    doubts += _numbers(clean, names, layout)
    doubts += _struck(sheet, layout, frozenset(found.rows))
    doubts += _unvalued(sheet, layout, frozenset(found.rows))
    return clean, [doubt for _, doubt in sorted(doubts, key=lambda item: item[0])]


def untold(doubts: Iterable[Remark], told: Sequence[Remark]) -> list[Remark]:
    """The doubts about cells of which nothing has been told."""
    known = {(doubt.row, doubt.value) for doubt in told}
    return [doubt for doubt in doubts if (doubt.row, doubt.value) not in known]


@functools.lru_cache(maxsize=65536)
def date_doubt(text: str, *, is_deadline: bool = False, is_ordered: bool = True) -> str | None:
    """Why the text of a date cell is no date that can be counted with; None where it is one.

    Args:
        text: the cell.
        is_deadline: whether a length of time (30天内) says it as well.
        is_ordered: whether its column settles later what stands first in 3/5/2024.
    """
    kind = dates.parse_date(text, year=2000, is_serial=True).kind
    if kind == "impossible":
        return None if is_deadline and durations.read(text) else "impossible_date"
    if kind == "ambiguous":
        return None if is_ordered else "ambiguous_date"
    if kind != "unknown" or (is_deadline and durations.read(text)):
        return None
    # A year of the Republic in a column of such years is read once the column is known.
    republican = dates.parse_date(text, order="roc")
    if republican.start or said_days.stated_day(text, order=None, year=2000):
        return None
    return "unread_date"


_Found = list[tuple[int, Remark]]
"""Doubts with the place of their part, by which they are ordered."""


def _errors(found: Parts, names: dict[str, str | None]) -> _Found:
    reason = (
        "The cell shows an error of a formula, so what it should say is not known. Correct the "
        "formula, or write the value."
    )
    return [
        (index, Remark(found.rows[index], names.get(name), text, "formula_error", reason))
        for name, texts in found.fields.items()
        if name != "unit" and any(map(_is_error, set(texts)))
        for index, text in enumerate(texts)
        if _is_error(text)
    ]


def _without_errors(texts: Texts) -> Texts:
    if not any(map(_is_error, set(texts))):
        return texts
    return [None if _is_error(text) else text for text in texts]


def _is_error(text: str | None) -> bool:
    return text is not None and is_error(text)


def _from_1904(texts: Texts) -> Texts:
    return [
        _day(float(text) + _LATER) if text and _DAY_NUMBER.fullmatch(text) else text
        for text in texts
    ]


def _day(number: float) -> str:
    day = periods.serial(number).start
    return day.isoformat() if day else str(number)


def _dates(
    found: Parts, names: dict[str, str | None], layout: Layout
) -> Iterator[tuple[int, Remark]]:
    """Dates that no calendar has, and texts that are no date; they are kept as they are."""
    is_ordered = layout.kind.table in _ORDERED
    for name in layout.kind.date_fields:
        texts = found.column(name)
        wrong = {
            text: rule
            for text in set(texts)
            if text
            and (rule := date_doubt(text, is_deadline=name == "due_date", is_ordered=is_ordered))
        }
        for index, text in enumerate(texts) if wrong else ():
            if text in wrong:
                rule = wrong[text]
                yield index, Remark(found.rows[index], names.get(name), text, rule, _REASONS[rule])


def _numbers(
    found: Parts, names: dict[str, str | None], layout: Layout
) -> Iterator[tuple[int, Remark]]:
    """Entries whose text is nothing but a number."""
    reason = "A number alone says no problem. Write it in words, or delete the row."
    field = layout.kind.needs[0]
    if field != "issue_text":
        return
    for index, text in enumerate(found.column(field)):
        if text and text[-1] in "0123456789０１２３４５６７８９%％" and _NUMBER.fullmatch(text):
            yield index, Remark(found.rows[index], names.get(field), text, "number_only", reason)


def _struck(sheet: Sheet, layout: Layout, rows: frozenset[int]) -> Iterator[tuple[int, Remark]]:
    """Cells with text that somebody struck out: perhaps the entry was withdrawn."""
    reason = (
        "The text, or a part of it, is struck out; it was loaded like any other. Delete the row if "
        "it was withdrawn."
    )
    used = frozenset(layout.columns.values())
    for index, column in sorted(sheet.struck):
        if column not in used or index >= len(sheet.rows) or sheet.number(index) not in rows:
            continue
        if text := cell(sheet.rows[index], column).strip():
            row = sheet.number(index)
            header = layout.names.get(column)
            yield index, Remark(row, header, text, "struck_out", reason)


def _unvalued(sheet: Sheet, layout: Layout, rows: frozenset[int]) -> Iterator[tuple[int, Remark]]:
    """Cells with a formula that was saved without its value; what they should say is missing."""
    for index, column in sorted(sheet.unvalued):
        row = sheet.number(index)
        if column in layout.used and row in rows:
            header = layout.names.get(column)
            yield index, Remark(row, header, None, "formula_without_value", lacking.NO_VALUE)
