"""Dates in cells, titles and names: read into the days they can mean, never into a guessed one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.dates import (
    chinese_dates,
    clocks,
    english_dates,
    japanese_dates,
    korean_dates,
    numeric_dates,
    periods,
)
from analysis.text.dates.numeric_dates import Order
from analysis.text.dates.periods import DateSpan
from analysis.text.dates.years import find_year as find_year
from analysis.text.letters import script

_OPEN = re.compile(
    "长期(?:坚持|整改|有效|执行|推进|抓好)?|持续(?:推进|整改|改进|坚持|进行)?|常态化?(?:推进|坚持|开展)?"
    "|立行立改|即知即改|边查边改|立即(?:整改|完成|执行)?|随时|尽快|限期(?:整改)?|及时(?:整改)?|不定期|日常|永久"
    "|상시|수시|즉시|계속|지속(?:추진|관리)?|연중"
    "|坚持|每[年月周日天]|每季度?|每半年|按月|按季度?|全年坚持"
    "|ongoing|on-?going|continuous(?:ly)?|immediate(?:ly)?|asap|as soon as possible|permanent"
    "|daily|weekly|monthly|quarterly|annually|promptly"
)
_BLANK = re.compile(
    r"[-/\\_.*无]*|待定|未定|暂无|未填|不详|미정|없음|n/?a|nil|none|null|nan|nat|tbd|t\.b\.d\.?"
)
_RANGE = re.compile(
    r"(.+?)\s*(?:至|到|~|—+|–| - | to | through |(?<=[年月日号])-|(?<=[0-9])-(?=[0-9]{4}))\s*(.+)"
)
_WEEKDAY = re.compile(
    r"(?<=[\d日号일.]) *\((?:周|星期)?[一二三四五六日月火水木金土월화수목금토일](?:曜日?|요일)?\)$"
)
_MONTHS = re.compile(r"([0-9]{1,2}) ?(?:-|~|至) ?([0-9]{1,2})月")
_SCHEMA = pa.schema(
    {
        "start": pa.date32(),
        "end": pa.date32(),
        "precision": pa.string(),
        "kind": pa.string(),
        "text": pa.string(),
    }
)


@dataclass(frozen=True, slots=True)
class _Hints:
    order: Order | None
    year: int | None
    is_serial: bool


def parse_date(
    text: str,
    *,
    order: Order | None = None,
    year: int | None = None,
    is_serial: bool = False,
) -> DateSpan:
    """What the text of one cell says about when.

    Args:
        text: The cell as received; it is kept in the answer.
        order: What stands first in 12/11/2017 and 04/10/29 (`day`, `month`, `year`, or `roc`: a
            year of the Republic of China); without it such a date is `ambiguous`.
        year: The year that 去年底, 第三季度 or 3月5日 stand in; without it they are `yearless`.
        is_serial: Whether the cell was a number, so that 45800 is a spreadsheet's day.
    """
    plain = folded(text)
    hints = _Hints(order, year, is_serial)
    return replace(_read(plain, hints) or _read_range(plain, hints), text=text)


def parse_dates(
    values: pa.Array,
    *,
    years: pa.Array | None = None,
    order: Order | None = None,
    is_serial: bool = False,
) -> pa.Table:
    """Columns start, end, precision, kind, text, one row per value and in its order.

    `years` holds the year each value stands in. Each distinct value and year is read once; a null
    is `blank`.
    """
    texts = values.cast(pa.string()).fill_null("")
    said = pa.nulls(len(texts), pa.int64()) if years is None else years.cast(pa.int64())
    keys = pc.binary_join_element_wise(said.cast(pa.string()).fill_null(""), texts, "\x1f")
    encoded = keys.dictionary_encode()
    spans = [
        parse_date(text, order=order, year=_int(year), is_serial=is_serial)
        for year, text in (key.split("\x1f", 1) for key in encoded.dictionary.to_pylist())
    ]
    return _table(spans).take(encoded.indices)


def folded(text: str) -> str:
    """The text of a date in Simplified script, half width and lower case, without its time."""
    composed = unicodedata.normalize("NFKC", text).translate(_simplified())
    bare = _WEEKDAY.sub("", composed.strip()).strip("'\"()。;；,，").lower()
    return korean_dates.levelled(clocks.without_clock(bare))


@cache
def _simplified() -> dict[int, str]:
    return {ord(old): new for old, new in script.characters().items()}


def _read(plain: str, hints: _Hints) -> DateSpan | None:
    """The single date said, or why there is none; None where it may still be a range."""
    if not plain or _BLANK.fullmatch(plain):
        return periods.without("blank")
    if _OPEN.fullmatch(plain):
        return periods.without("open")
    numeric = numeric_dates.read(plain, order=hints.order, is_serial=hints.is_serial)
    is_roc = hints.order == "roc"
    return (
        numeric
        or japanese_dates.read(plain)
        or chinese_dates.read(plain, year=hints.year, is_roc=is_roc)
        or english_dates.read(plain, year=hints.year)
    )


def _read_range(plain: str, hints: _Hints) -> DateSpan:
    """From one date to another; the second takes from the first the year and month it lacks."""
    found = _RANGE.fullmatch(_MONTHS.sub(r"\1月至\2月", plain))
    if found is None:
        return periods.without("unknown")
    first = _read(found[1], hints)
    if first is None or first.start is None:
        return first or periods.without("unknown")
    inherited = replace(hints, year=first.start.year)
    month = f"{first.start.month}月" if first.precision == "day" else ""
    last = _read(found[2], inherited) or _read(month + found[2], inherited)
    return periods.between(first, last) if last else periods.without("unknown")


def _int(digits: str) -> int | None:
    return int(digits) if digits else None


def _table(spans: list[DateSpan]) -> pa.Table:
    columns = {name: [getattr(span, name) for span in spans] for name in _SCHEMA.names}
    return pa.table(columns, schema=_SCHEMA)
