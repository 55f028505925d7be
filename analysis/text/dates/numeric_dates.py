"""Dates in digits: 2025.12.31, 20251231, 104/10/29, 12/11/2017, and day numbers of a sheet."""

from __future__ import annotations

import re
from typing import Literal

from analysis.text.dates import periods
from analysis.text.dates.periods import ROC_OFFSET, DateSpan

Order = Literal["day", "month", "year", "roc"]
"""What stands first in a date that does not begin with four digits; `roc` is a year as well."""

_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})(?:\2(\d{1,2}))?\.?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_SHORT = re.compile(r"(\d{1,3})([./-])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})[./-]((?:19|20)\d{2})", re.ASCII)
_SHORT_COMPACT = re.compile(r"(\d{2,3})(\d{2})(\d{2})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{4}(?:\.\d+)?", re.ASCII)  # 2021 and 20211231 are no serials
_PIVOT = 70  # 69 is 2069, 70 is 1970


def read(text: str, *, order: Order | None, is_serial: bool) -> DateSpan | None:
    """The date that the folded text says in digits, or None where it says none."""
    if is_serial and _NUMBER.fullmatch(text):
        return periods.serial(float(text))
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        parts = found.groups()
        return _of_parts(int(parts[0]), parts[-2], parts[-1])
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(int(found[1]), int(found[3]), int(found[4]), order)
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return _of_parts(int(found[2]), found[1], None)
    if _YEAR.fullmatch(text):
        return periods.months(int(text), 1, 12, "year")
    return _short(text, order)


def readings(text: str) -> dict[Order, DateSpan]:
    """The day that a date in digits means in each order of its parts; none for other texts.

    A date that begins with four digits has one order only and is not in question.
    """
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        days = {"day": (year, second, first), "month": (year, first, second)}
    elif (found := _SHORT.fullmatch(text)) and found[4]:
        first, second, last = int(found[1]), int(found[3]), int(found[4])
        days = {
            "day": (_century(last), second, first),
            "month": (_century(last), first, second),
        }
        # A year of one digit is never written, and one of three is the Republic's.
        days |= {"year": (_century(first), second, last)} if len(found[1]) == 2 else {}
        days |= {"roc": (first + ROC_OFFSET, second, last)} if len(found[1]) > 1 else {}
    else:
        return {}
    read_as: dict[Order, DateSpan] = {}
    for name, parts in days.items():
        span = periods.day(*parts)
        if span.start:
            read_as[name] = periods.of_kind(span, "roc") if name == "roc" else span  # type: ignore[index]
    return read_as


def _century(short: int) -> int:
    return short if short > 99 else short + (2000 if short < _PIVOT else 1900)


def _of_parts(year: int, month: str, day: str | None) -> DateSpan:
    if day:
        return periods.day(year, int(month), int(day))
    return periods.months(year, int(month), int(month), "month")


def _year_last(first: int, second: int, year: int, order: Order | None) -> DateSpan:
    """Two readings; the order given decides, or that only one of them is a date."""
    found = readings(f"{first}/{second}/{year}")
    if order in found:
        return found[order]
    days = {span.start for span in found.values()}
    if len(days) > 1:
        return periods.without("ambiguous")
    return next(iter(found.values()), periods.without("impossible"))


def _short(text: str, order: Order | None) -> DateSpan | None:
    """A year of two or three digits: of the Republic only where the caller says so."""
    if order == "roc":
        compact = _SHORT_COMPACT.fullmatch(text)
        found = _SHORT.fullmatch(text)
        parts = compact.groups() if compact else found and (found[1], found[3], found[4])
        if not parts or len(str(parts[0])) < 2:
            return None
        year = int(parts[0]) + ROC_OFFSET
        return periods.of_kind(_of_parts(year, str(parts[1]), parts[2]), "roc")
    found = _SHORT.fullmatch(text)
    if found is None or not found[4]:
        return None
    possible = readings(text)
    if order in possible:
        return possible[order]
    days = {span.start for span in possible.values()}
    # One digit first cannot be a year, so nothing but the order of day and month is in question.
    is_certain = len(days) == 1 and len(found[1]) == 1
    return next(iter(possible.values())) if is_certain else periods.without("ambiguous")
