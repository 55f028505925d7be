"""Dates in digits: 2025.12.31, 20251231, 104/10/29, 12/11/2017, and day numbers of a sheet."""

from __future__ import annotations

import re

from analysis.text.dates import periods
from analysis.text.dates.periods import ROC_OFFSET, DateSpan

_TIME = r"(?:[ t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([./-])(\d{{1,2}})(?:\2(\d{{1,2}}){_TIME})?\.?", re.ASCII)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})?{_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_SHORT = re.compile(rf"(\d{{2,3}})([./-])(\d{{1,2}})(?:\2(\d{{1,2}}){_TIME})?", re.ASCII)
_SHORT_COMPACT = re.compile(r"(\d{2,3})(\d{2})(\d{2})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{4}(?:\.\d+)?", re.ASCII)  # 2021 and 20211231 are no serials


def read(text: str, *, day_first: bool | None, is_roc: bool, is_serial: bool) -> DateSpan | None:
    """The date that the folded text says in digits, or None where it says none."""
    if is_serial and _NUMBER.fullmatch(text):
        return periods.serial(float(text))
    if found := _YEAR_FIRST.fullmatch(text):
        return _of_parts(int(found[1]), found[3], found[4])
    if found := _COMPACT.fullmatch(text):
        return _of_parts(int(found[1]), found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(int(found[1]), int(found[3]), int(found[4]), day_first)
    if _YEAR.fullmatch(text):
        return periods.months(int(text), 1, 12, "year")
    return _short(text, is_roc=is_roc)


def _of_parts(year: int, month: str, day: str | None) -> DateSpan:
    if day:
        return periods.day(year, int(month), int(day))
    return periods.months(year, int(month), int(month), "month")


def _year_last(first: int, second: int, year: int, day_first: bool | None) -> DateSpan:
    """Two readings; the order given decides, or that only one of them is a date."""
    readings = {True: periods.day(year, second, first), False: periods.day(year, first, second)}
    if day_first is not None:
        return readings[day_first]
    possible = {reading for reading in readings.values() if reading.start}
    if len(possible) > 1:
        return periods.without("ambiguous")
    return possible.pop() if possible else periods.without("impossible")


def _short(text: str, *, is_roc: bool) -> DateSpan | None:
    """A year of two or three digits is the Republic's only where the caller says so."""
    found = _SHORT.fullmatch(text)
    if found is None and is_roc:
        compact = _SHORT_COMPACT.fullmatch(text)
        parts = compact.groups() if compact else None
    else:
        parts = (found[1], found[3], found[4]) if found else None
    if parts is None:
        return None
    if not is_roc:
        return periods.without("ambiguous") if parts[2] else None
    return periods.of_kind(_of_parts(int(parts[0]) + ROC_OFFSET, parts[1], parts[2]), "roc")
