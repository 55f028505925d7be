"""Dates as Chinese registers write them: 2025年3月, 民國114年, 去年底, 第三季度."""

from __future__ import annotations

import re

from analysis.text.dates import numerals, periods
from analysis.text.dates.periods import ROC_OFFSET, DateSpan

_NUMERAL = re.compile(r"[〇零○o一二三四五六七八九十廿卅百]+(?=年|月|日|号|个?季度|元)")
_YEAR = r"(?:公元)?(?P<era>(?:中华)?民国)?(?P<year>\d{1,4}|元)年度?"
_RELATIVE = r"(?P<relative>[今本当去上前明次])年度?"
_MONTH = r"(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]?|(?P<part>[上中下]旬|[底末初中]))?"
_QUARTER = r"第?(?P<quarter>[1-4])季度?末?|前(?P<quarters>[23])个?季度"
_HALF = r"(?P<half>[上下])半年[底末]?"
_OF_YEAR = r"年?(?P<of_year>[底末初中])|(?P<whole>全年)"
_FORM = re.compile(
    rf"(?:{_YEAR}|{_RELATIVE})?(?:{_MONTH}|{_QUARTER}|{_HALF}|{_OF_YEAR})?",
    re.ASCII,
)
_LENGTH = re.compile(r"\d{1,2}年(?:之|以)?内.{0,8}")  # within three years, not the year 2003
_LEADING = re.compile("^(?:截至|截止到?|于|在|自|从|计划于?|预计|拟于|力争|约)")
_TRAILING = re.compile(
    r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
    "(?:起|止|内|左右|(?:之前|以前|前)?(?:完成|整改完成|完成整改|整改到位|整改完毕|办结|销号)?)$"
)
_RELATIVE_YEARS = {"前": -2, "去": -1, "上": -1, "明": 1, "次": 1}


def read(text: str, *, year: int | None, is_roc: bool) -> DateSpan | None:
    """The date that the folded text says in Chinese, or None where it says none.

    A year of two digits is of this century, of three of the Republic's calendar; with `is_roc`
    both are.
    """
    spelled = _NUMERAL.sub(_as_digits, re.sub(r"\s+", "", text))
    if _LENGTH.fullmatch(spelled):
        return None
    spelled = _TRAILING.sub("", _LEADING.sub("", spelled))
    found = _FORM.fullmatch(spelled)
    if not spelled or found is None:
        return None
    said, era = _year(found, year, is_roc=is_roc)
    if said is None:
        return periods.without("yearless")
    return periods.of_kind(_within(said, found.groupdict()), "roc" if era else "date")


def _as_digits(found: re.Match[str]) -> str:
    value = numerals.to_int(found.group())
    return found.group() if value is None else str(value)


def _year(found: re.Match[str], year: int | None, *, is_roc: bool) -> tuple[int | None, bool]:
    """The year meant, and whether it was said by the Republic's calendar."""
    said = found["year"]
    if said is None:
        if year is None:
            return None, False
        return year + _RELATIVE_YEARS.get(found["relative"] or "", 0), False
    number = 1 if said == "元" else int(said)
    if found["era"] or len(said) == 3 or (is_roc and number < 1000):
        return number + ROC_OFFSET, True
    return (2000 + number if len(said) <= 2 else number), False


def _within(year: int, said: dict[str, str | None]) -> DateSpan:
    if said["month"]:
        return _in_month(year, int(said["month"]), said)
    if said["quarter"]:
        return periods.quarter(year, int(said["quarter"]))
    if said["quarters"]:
        return periods.months(year, 1, int(said["quarters"]) * 3, "quarter")
    if said["half"]:
        return periods.half(year, "上下".index(said["half"]) + 1)
    if said["of_year"]:
        return periods.part_of_year(year, said["of_year"])
    return periods.months(year, 1, 12, "year")


def _in_month(year: int, month: int, said: dict[str, str | None]) -> DateSpan:
    if said["day"]:
        return periods.day(year, month, int(said["day"]))
    if said["part"]:
        return periods.part_of_month(year, month, said["part"][0])
    return periods.months(year, month, month, "month")
