"""Dates in cells, titles and names: read into the days they can mean, never into a guessed one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.dates import chinese_dates, english_dates, numeric_dates, periods
from analysis.text.dates.periods import DateSpan
from analysis.text.dates.years import find_year as find_year
from analysis.text.letters import script

_OPEN = re.compile(
    "长期(?:坚持|整改|有效|执行|推进|抓好)?|持续(?:推进|整改|改进|坚持|进行)?|常态化?(?:推进|坚持|开展)?"
    "|立行立改|即知即改|边查边改|立即(?:整改|完成|执行)?|随时|尽快|限期(?:整改)?|及时(?:整改)?|不定期|日常|永久"
    "|坚持|每[年月周日天]|每季度?|每半年|按月|按季度?|全年坚持"
    "|ongoing|on-?going|continuous(?:ly)?|immediate(?:ly)?|asap|as soon as possible|permanent"
    "|daily|weekly|monthly|quarterly|annually|promptly"
)
_BLANK = re.compile(
    r"[-/\\_.*无]*|待定|未定|暂无|未填|不详|n/?a|nil|none|null|nan|nat|tbd|t\.b\.d\.?"
)
_RANGE = re.compile(
    r"(.+?)\s*(?:至|到|~|—+|–| - | to | through |(?<=[年月日号])-|(?<=[0-9])-(?=[0-9]{4}))\s*(.+)"
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
    day_first: bool | None
    year: int | None
    is_roc: bool
    is_serial: bool


def parse_date(
    text: str,
    *,
    day_first: bool | None = None,
    year: int | None = None,
    is_roc: bool = False,
    is_serial: bool = False,
) -> DateSpan:
    """What the text of one cell says about when.

    Args:
        text: The cell as received; it is kept in the answer.
        day_first: The order in 12/11/2017; without it such a date is `ambiguous`.
        year: The year that 去年底, 第三季度 or 3月5日 stand in; without it they are `yearless`.
        is_roc: Whether 104/10/29 counts years of the Republic of China.
        is_serial: Whether the cell was a number, so that 45800 is a spreadsheet's day.
    """
    folded = _folded(text)
    hints = _Hints(day_first, year, is_roc, is_serial)
    return replace(_read(folded, hints) or _read_range(folded, hints), text=text)


def parse_dates(
    values: pa.Array,
    *,
    years: pa.Array | None = None,
    day_first: bool | None = None,
    is_roc: bool = False,
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
        parse_date(text, day_first=day_first, year=_int(year), is_roc=is_roc, is_serial=is_serial)
        for year, text in (key.split("\x1f", 1) for key in encoded.dictionary.to_pylist())
    ]
    return _table(spans).take(encoded.indices)


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).translate(_simplified())
    return composed.strip().strip("'\"()。;；,，").lower()


@cache
def _simplified() -> dict[int, str]:
    return {ord(old): new for old, new in script.characters().items()}


def _read(folded: str, hints: _Hints) -> DateSpan | None:
    """The single date said, or why there is none; None where it may still be a range."""
    if not folded or _BLANK.fullmatch(folded):
        return periods.without("blank")
    if _OPEN.fullmatch(folded):
        return periods.without("open")
    numeric = numeric_dates.read(
        folded, day_first=hints.day_first, is_roc=hints.is_roc, is_serial=hints.is_serial
    )
    chinese = numeric or chinese_dates.read(folded, year=hints.year, is_roc=hints.is_roc)
    return chinese or english_dates.read(folded, year=hints.year)


def _read_range(folded: str, hints: _Hints) -> DateSpan:
    """From one date to another; the second takes from the first the year and month it lacks."""
    found = _RANGE.fullmatch(_MONTHS.sub(r"\1月至\2月", folded))
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
