"""A stretch of days with how precisely it was said: the date model. No day is ever guessed."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "quarter", "half", "year", "open", "none"]
Kind = Literal[
    "date",  # said in full
    "roc",  # by the calendar of the Republic of China
    "serial",  # a spreadsheet's day number
    "range",  # from one date to another
    "open",  # no end is meant (长期坚持, ongoing)
    "yearless",  # a date whose year stands elsewhere and was not given
    "ambiguous",  # could be two dates, and nothing says which
    "impossible",  # no such day (2025/02/30)
    "unknown",  # not read as a date
    "blank",  # nothing, or a mark for nothing
]

ROC_OFFSET = 1911
_EARLIEST, _LATEST = 1900, 2199
_SERIAL_START = date(1899, 12, 30)  # day 60 is a 29 February 1900 that never was
_LAST_SERIAL = 109_574  # the end of 2199


@dataclass(frozen=True, slots=True)
class DateSpan:
    """First and last day meant, both None where no year is known or nothing is meant."""

    start: date | None
    end: date | None
    precision: Precision
    kind: Kind
    text: str = ""


def day(year: int, month: int, number: int) -> DateSpan:
    """One day, or `impossible`."""
    try:
        exact = date(year, month, number)
    except ValueError:
        return without("impossible")
    return _span(exact, exact, "day")


def months(year: int, first: int, last: int, precision: Precision) -> DateSpan:
    """From the first day of one month to the last day of another, or `impossible`."""
    if not 1 <= first <= last <= 12:
        return without("impossible")
    if not _EARLIEST <= year <= _LATEST:
        return without("unknown")
    return _span(date(year, first, 1), date(year, last, _length(year, last)), precision)


def part_of_month(year: int, month: int, part: str) -> DateSpan:
    """The days 1–10 (上, 初), 11–20 (中) or 21–end (下, 底, 末); precision stays `month`."""
    if not 1 <= month <= 12:
        return without("impossible")
    if not _EARLIEST <= year <= _LATEST:
        return without("unknown")
    first = {"上": 1, "初": 1, "中": 11}.get(part, 21)
    last = first + 9 if first < 21 else _length(year, month)
    return _span(date(year, month, first), date(year, month, last), "month")


def part_of_year(year: int, part: str) -> DateSpan:
    """January (初), June and July (中) or December (底, 末)."""
    first, last = {"初": (1, 1), "中": (6, 7)}.get(part, (12, 12))
    return months(year, first, last, "month")


def quarter(year: int, number: int) -> DateSpan:
    """Three months."""
    return months(year, number * 3 - 2, number * 3, "quarter")


def half(year: int, number: int) -> DateSpan:
    """Six months."""
    return months(year, number * 6 - 5, number * 6, "half")


def serial(number: float) -> DateSpan:
    """The day with this number in a spreadsheet; a fraction is a time of day."""
    if not 1 <= number <= _LAST_SERIAL:
        return without("unknown")
    exact = _SERIAL_START + timedelta(days=int(number))
    return DateSpan(exact, exact, "day", "serial")


def between(first: DateSpan, last: DateSpan) -> DateSpan:
    """From the start of one to the end of the other, as precise as the less precise of them."""
    if first.start is None or last.end is None or first.start > last.end:
        return without("unknown")
    coarseness: list[Precision] = ["day", "month", "quarter", "half", "year"]
    precision = max(first.precision, last.precision, key=coarseness.index)
    return DateSpan(first.start, last.end, precision, "range")


def without(kind: Kind) -> DateSpan:
    """A span without days, for the reason that `kind` says."""
    return DateSpan(None, None, "open" if kind == "open" else "none", kind)


def of_kind(span: DateSpan, kind: Kind) -> DateSpan:
    """The span with another kind, where it has days."""
    return span if span.start is None else replace(span, kind=kind)


def _span(start: date, end: date, precision: Precision) -> DateSpan:
    if not _EARLIEST <= start.year <= _LATEST:
        return without("unknown")
    return DateSpan(start, end, precision, "date")


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
