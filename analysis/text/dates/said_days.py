"""The day that a sentence in a cell says something was done, or is to be done."""

from __future__ import annotations

import re

from analysis.text.dates import dates, named_months
from analysis.text.dates.numeric_dates import Order
from analysis.text.dates.periods import DateSpan

_DIGITS = "[0-9〇零○一二三四五六七八九十廿]"
_DATE = re.compile(
    rf"(?:民国|令和|平成)?{_DIGITS}{{2,4}} ?年 ?{_DIGITS}{{1,3}} ?月 ?{_DIGITS}{{1,3}} ?[日号]"
    rf"|{_DIGITS}{{1,3}} ?月 ?{_DIGITS}{{1,3}} ?[日号]"
    r"|(?<![0-9./-])[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{1,4}(?![0-9]|[./-][0-9])"
    r"|(?<![0-9])20[0-9]{6}(?![0-9])"
    rf"|(?<![0-9a-z])[0-9]{{1,2}}(?:st|nd|rd|th)?[ -]{named_months.pattern()},?[ -]"
    r"(?:[0-9]{4}|[0-9]{2}(?![0-9]))"
    rf"|(?<![a-z]){named_months.pattern()} [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}"
)
_DONE_AFTER = re.compile(
    r"[日]?(?:前|之前|以前)?(?:已|均|全部|都|全面|完全|正式|按期|按时|组织|顺利|经?验收)*"
    r"(?:完成|整改|改正|销号|办结|结案|关闭|闭环|落实|解决|修复|到位|完毕|更换|通过)"
)
_DONE_BEFORE = re.compile(
    r"(?:completed|closed|resolved|done|fixed|finished|implemented|corrected|remediated|cleared"
    r"|完成|整改|销号|办结|结案|关闭|闭环|改正)"
    r"(?:时间|日期|于|on|as of|date|at|in|by|[ :：,(（-])*$"
)
# What may stand around the date of a cell that says nothing but when.
_AROUND = re.compile(
    r"(?:[\s,.;:，。；：()（）-]|已|均|应|须|需|将|拟|请|要求|计划|预计|力争|确保|务必|于|在|定于|截至|截止到?"
    r"|到|至|前|之前|以前|止|内|全部|全面|完成|整改|落实|到位|销号|办结|验收|闭环|修复|完毕|通过|结束|关闭|时间|日期"
    r"|completed?|closed?|resolved?|done|fixed|finished|implemented|corrected|due|target|date|deadline"
    r"|was|were|been|has|have|to|be|is|on|by|in|at|before|until|of|the|as)*"
)


def closing_day(text: str, *, order: Order | None, year: int | None) -> DateSpan | None:
    """The day on which a status that says "closed" says it was; None where it says none or several.

    Of several dates the one counts that stands beside the word for the cure.
    """
    said = _closing(text)
    return _day(said, order, year) if said else None


def is_ambiguous(text: str, *, order: Order | None) -> bool:
    """Whether a status says its closing by a date of which nobody knows what stands first."""
    said = _closing(text)
    return said is not None and dates.parse_date(said, order=order).kind == "ambiguous"


def stated_day(text: str, *, order: Order | None, year: int | None) -> DateSpan | None:
    """The day in a date cell that says it in a sentence (应于2024年6月30日前完成), or None."""
    plain = dates.folded(text)
    found = list(_DATE.finditer(plain))
    if len(found) != 1:
        return None
    around = plain[: found[0].start()] + " " + plain[found[0].end() :]
    return _day(found[0].group(), order, year) if _AROUND.fullmatch(around) else None


def _closing(text: str) -> str | None:
    """The date that a status says beside the cure."""
    plain = dates.folded(text)
    found = list(_DATE.finditer(plain))
    if len(found) > 1:
        found = [date for date in found if _is_beside(date, plain)]
    return found[0].group() if len(found) == 1 else None


def _is_beside(date: re.Match[str], plain: str) -> bool:
    after = _DONE_AFTER.match(plain, date.end())
    return bool(after or _DONE_BEFORE.search(plain, 0, date.start()))


def _day(said: str, order: Order | None, year: int | None) -> DateSpan | None:
    span = dates.parse_date(said, order=order, year=year)
    return span if span.precision == "day" else None
