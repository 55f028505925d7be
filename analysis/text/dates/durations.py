"""Deadlines that are lengths of time: 15个工作日内, 30天内, within 10 working days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from analysis.text.dates import dates, numerals, workdays

Unit = Literal["workday", "day", "week", "month", "year"]

_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十百]{1,4}|半)"
_FROM = (
    r"(?:(?:自|从|在|于)?(?P<base>[^0-9一二两三四五六七八九十]{0,14}?)"
    r"(?:之?日起|当日起|起算?|后|以后|之后))?"
)
_DONE = r"(?:之?内|以内|期限)?(?:完成|整改|落实|到位|办结|完毕|改正|解决|反馈|销号|必须|须)*"
_CHINESE = re.compile(
    rf"{_FROM}(?:限|期|应|须|需|请|于|在)*{_COUNT}"
    r"(?:个?(?P<workday>工作日|工作天)|(?P<day>天)|(?P<dated>日)|个?(?P<week>周|星期|礼拜)"
    r"|个(?P<month>月)|(?P<year>年))"
    rf"(?P<within>之?内|以内)?{_DONE}",
    re.ASCII,
)
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20,
    "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_ENGLISH = re.compile(
    r"(?:to be (?:completed|closed|done) )?"
    r"(?:within|in|no later than|not later than|max\.?|up to)? ?"
    rf"(?:the next )?(?P<count>\d{{1,3}}|{'|'.join(_WORDS)})(?: ?\(\d+\))?[ -]?"
    r"(?:(?P<workday>(?:working|business|work)[ -]?days?)"
    r"|(?P<day>(?:calendar )?days?|d)|(?P<week>weeks?|wks?)|(?P<month>months?)|(?P<year>years?))"
    r"(?: (?:of|from|after|following|upon)(?: the| receipt of(?: the)?)? ?(?P<base>.{1,40}))?\.?",
    re.ASCII,
)
_FOUND = re.compile(
    "|".join(("发现", "检查", "排查", "问题", "即", "现", "find", "found", "discover"))
)


_UNITS: tuple[Unit, ...] = ("workday", "day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time to do something in.

    Attributes:
        count: how many of the unit.
        unit: what is counted.
        is_chinese: whether it was said in Chinese, so that holidays are the mainland's.
        has_other_start: whether it counts from something else than the find (a notice, an order).
    """

    count: int
    unit: Unit
    is_chinese: bool
    has_other_start: bool


def read(text: str) -> Duration | None:
    """The length of time that the text of a cell says, or None where it says none."""
    plain = dates.folded(text)
    chinese = _CHINESE.fullmatch(plain.replace(" ", ""))
    if chinese:
        return _of_chinese(chinese)
    english = _ENGLISH.fullmatch(plain)
    return _of(english, is_chinese=False) if english else None


def due(start: date, length: Duration) -> date | None:
    """The last day of a length of time that begins on `start`.

    None for working days in a year that the calendar does not know.
    """
    if length.unit == "workday":
        return workdays.after(start, length.count)
    if length.unit in ("day", "week"):
        return start + timedelta(days=length.count * (7 if length.unit == "week" else 1))
    months = length.count * (12 if length.unit == "year" else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def is_disputed(start: date, length: Duration) -> bool:
    """Whether other holidays could give another day: said in no Chinese, and a holiday falls in."""
    if length.unit != "workday" or length.is_chinese:
        return False
    return workdays.after(start, length.count) != workdays.weekdays_after(start, length.count)


def _of_chinese(found: re.Match[str]) -> Duration | None:
    # 15日 may be a day of the month and 3年 a year: only "within" makes them a length of time.
    if (found["dated"] or found["year"]) and not found["within"]:
        return None
    return _of(found, is_chinese=True)


def _of(found: re.Match[str], *, is_chinese: bool) -> Duration | None:
    said = found["count"]
    count = _WORDS.get(said) or numerals.to_int(said)
    unit: Unit = next((unit for unit in _UNITS if found[unit]), "day")
    if said == "半" and unit == "year":
        count, unit = 6, "month"
    elif said == "半":
        count, unit = 15, "day"
    base = found["base"] or ""
    if not count:
        return None
    return Duration(count, unit, is_chinese, bool(base) and not _FOUND.search(base))
