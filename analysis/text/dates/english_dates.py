"""Dates with the name of a month, and English ones: 30 June 2025, Q3 2025, FY2025, 5 mars 2025."""

from __future__ import annotations

import re

from analysis.text.dates import named_months, periods
from analysis.text.dates.periods import DateSpan

_MONTH = rf"(?P<month>{named_months.pattern()})"
_YEAR = r"(?P<year>(?:19|20)\d{2}|'\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4}
_ORDINALS |= {"4th": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NTH = r"(first|second|third|fourth|1st|2nd|3rd|4th)"
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_DAY}(?: of| de)?[ ./-]?{_MONTH},?(?:(?: de)?[ ./-]?'?(?P<year>(?:19|20)?\d{{2}}))?",
        rf"(?P<year>(?:19|20)\d{{2}})[ ./-]{_MONTH}[ ./-]{_DAY}",
        rf"{_MONTH}[ /.]{_DAY}(?:,?[ /.]?{_YEAR})?",
        rf"{_MONTH}-{_DAY}-{_YEAR}",
        rf"{_MONTH}-(?P<year>\d{{2}})",  # how a spreadsheet shows a month of a year
        rf"(?P<part>early|mid|late|end of|beginning of)?[ -]?{_MONTH},?(?: of| de)?"
        rf"(?:[ -]?{_YEAR})?",
        rf"(?:q|(?P<is_half>h))(?P<number>[1-4])(?:[ /,-]?(?:of )?(?:fy ?)?{_YEAR})?",
        rf"(?:fy ?)?{_YEAR}[ /-]?(?:q|(?P<is_half>h))(?P<number>[1-4])",
        rf"(?P<number>{_NTH}) (?:quarter|(?P<is_half>half))(?:,? (?:of )?(?:the year )?{_YEAR})?",
        rf"(?P<fiscal>fy|fiscal year|financial year|year) ?{_YEAR}",
        rf"(?P<of_year>end of|year[- ]end|mid|early|beginning of)[ -]?(?:the year )?{_YEAR}",
    )
)
_LEADING = re.compile(r"^(?:by|before|on|in|until|no later than|due|the)(?: the)? ")
_PARTS = {"early": "初", "beginning of": "初", "mid": "中"}


def read(text: str, *, year: int | None) -> DateSpan | None:
    """The date that the lower-case text says in English, or None where it says none."""
    spelled = _LEADING.sub("", re.sub(r"\s+", " ", text).strip())
    for pattern in _PATTERNS:
        found = pattern.fullmatch(spelled)
        if found:
            return _of(found.groupdict(), year)
    return None


def _of(said: dict[str, str | None], year: int | None) -> DateSpan:
    written = said.get("year")
    if written:
        digits = written.removeprefix("'")
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    if year is None:
        return periods.without("yearless")
    if said.get("month"):
        return _in_month(year, said)
    if said.get("number"):
        number = _ORDINALS[said["number"] or ""]
        return periods.half(year, number) if said.get("is_half") else periods.quarter(year, number)
    if said.get("of_year"):
        return periods.part_of_year(year, _PARTS.get(said["of_year"] or "", "底"))
    return periods.months(year, 1, 12, "year")


def _in_month(year: int, said: dict[str, str | None]) -> DateSpan:
    month = named_months.number(said["month"] or "")
    if said.get("day"):
        return periods.day(year, month, int(said["day"] or ""))
    if said.get("part"):
        return periods.part_of_month(year, month, _PARTS.get(said["part"] or "", "底"))
    return periods.months(year, month, month, "month")
