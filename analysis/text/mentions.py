"""Dates mentioned in a text, each with the context that says whether an older year is innocent."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from analysis.text import characters, numerals, patterns
from analysis.text.periods import ROC_OFFSET, Precision

Context = Literal[
    "plain",
    "since",  # 自2019年启用后, since 2016
    "range",  # 2016—2020年
    "title",  # 《…规划（2016—2020年）》
    "document_number",  # 〔2022〕15号
    "standard",  # JJF 1070-2005
    "comparison",  # 较2022年, 去年同期
    "edition",  # 2018年修正, 2012 edition
]


class DateMention(NamedTuple):
    """A date where it stands in the text as received; the years are None where none is said."""

    start: int
    end: int
    first_year: int | None
    last_year: int | None
    precision: Precision
    context: Context

    @property
    def year(self) -> int | None:
        """The latest year said."""
        return self.last_year

    @property
    def is_allowed(self) -> bool:
        """Whether the context explains a year before the register's."""
        return self.context != "plain"


def date_mentions(text: str) -> list[DateMention]:
    """The dates of a text in order; a code counts as one where its number holds a year."""
    if not _CANDIDATE.search(text):
        return []
    levelled = characters.level_text(text)
    lower = characters.lower(levelled)
    titles = [found.span() for found in _TITLE.finditer(text)]
    found = _coded(levelled)
    blotted = _blotted(lower, [mention[:2] for mention in found])
    is_latin = _LATIN_WORD.search(lower) is not None
    for pattern in _date_patterns(is_latin):
        dated = [
            _mention(blotted, span, titles)
            for hit in pattern.finditer(blotted)
            for span in _each(blotted, hit)
        ]
        found += dated
        blotted = _blotted(blotted, [mention[:2] for mention in dated])
    return sorted(found)


_CANDIDATE = re.compile("[0-9０-９〇零○年月季]|[上下]半|[A-Za-z]{3}")
_TITLE = re.compile("《[^》]*》|〈[^〉]*〉")
_FOUR = re.compile(rf"(?<![0-9])({patterns.YEAR})(?=[01][0-9]{{3}}(?![0-9])|(?![0-9]))")
_CHINESE_YEAR = re.compile(patterns.CHINESE_YEAR)
_ROC_YEAR = re.compile(
    rf"(?:民国 ?|(?<![0-9])(?=1[0-2][0-9] ?年)|(?<![〇零一二])(?={patterns.REPUBLIC_DIGITS} ?年))"
    "([0-9一二三四五六七八九十百〇零]+)"
)
_AND = re.compile(" and ")
_SHORT_YEAR = re.compile("(?<![0-9])([0-3][0-9]) ?年|fy ?([0-9]{2})(?![0-9])")
_EDITION_WORD = (
    " ?年?度?(?:修正|修订|版|修改|印发|颁布|发布|公布|施行|实施|制定|出台|下发"
    "| edition| revision| version| amendment)"
)
_EDITION = re.compile(rf"(?<![0-9])(?P<year>{patterns.YEAR})(?={_EDITION_WORD})")
_STANDARD = re.compile(patterns.STANDARD, re.ASCII)
_CODE = re.compile(patterns.CODE_START + patterns.CODE, re.ASCII)
_LATIN_WORD = re.compile("[a-z]{3}")
_CODE_YEAR = re.compile(rf"(?<![0-9A-Za-z{characters.POINT}])({patterns.YEAR})(?![0-9])")
# Started, made or fallen due then: what is wrong is found today.
_ORIGIN = (
    "(?:启用|投用|投入使用|建成|建设|采购|购置|购买|购入|安装|出厂|生产|制造|成立|签订|取得|办理|颁发|核发|到期|过期"
    "|届满|失效|入职|竣工|开工|立项)"
)
# How the text before the date ends (any way where empty), and how the text behind it starts.
_CONTEXTS: tuple[tuple[Context, tuple[str, ...], str], ...] = (
    ("comparison", ("较", "较之", "相比", "相比于", "对比", "比", "compared with "), ""),
    ("comparison", ("compared to ", "versus ", "vs ", "vs. ", "than ", "than in "), ""),
    ("comparison", ("与", "同", "和"), "年?(?:同期|相比|持平)"),
    ("comparison", (), "年?(?:同期|相比)"),
    ("edition", (), _EDITION_WORD),
    ("edition", ("amended ", "amended in ", "revised ", "revised in "), ""),
    ("since", ("自", "自从", "since ", "as from ", "effective "), ""),
    ("since", ("从",), ".{0,8}?(?:以来|起|开始|至今)"),
    ("since", (), "年?(?:以来|至今|之?后至今|起|开始)"),
    ("since", (), f".{{0,2}}?{_ORIGIN}(?:的|后|以来|至今)"),
)


def _coded(levelled: str) -> list[DateMention]:
    mentions = []
    for code in _CODE.finditer(levelled):
        years = [int(year) for year in _CODE_YEAR.findall(code.group())]
        if years:
            context: Context = "standard" if _STANDARD.match(code.group()) else "document_number"
            mentions.append(DateMention(*code.span(), min(years), max(years), "year", context))
    return mentions


def _blotted(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


@cache
def _date_patterns(is_latin: bool) -> tuple[re.Pattern[str], ...]:
    bare = patterns.BARE_YEAR.replace("( ", "(?= ")
    latin = (patterns.ENGLISH_START + patterns.ENGLISH_DATE, bare) if is_latin else ()
    listed = (patterns.DATE_START + patterns.DATE, *latin)
    return (*(re.compile(pattern, re.ASCII) for pattern in listed), _EDITION)


def _each(text: str, found: re.Match[str]) -> list[tuple[int, int]]:
    """The date, or the two that only an "and" joins: between makes a range of them."""
    joined = None if text[: found.start()].endswith("between ") else _AND.search(found.group())
    if joined is None or found.group().startswith("between"):
        return [found.span()]
    middle = found.start() + joined.start(), found.start() + joined.end()
    return [(found.start(), middle[0]), (middle[1], found.end())]


def _mention(text: str, span: tuple[int, int], titles: list[tuple[int, int]]) -> DateMention:
    said = text[slice(*span)]
    start, end = span[1] - len(said.lstrip()), span[0] + len(said.rstrip())
    years = _years(said)
    first, last = (min(years), max(years)) if years else (None, None)
    in_title = any(opened < start < closed for opened, closed in titles)
    context: Context = "title" if in_title else _context(text[:start], said, text[end:])
    if context == "plain" and first != last:
        context = "range"
    return DateMention(start, end, first, last, _precision(said), context)


def _years(said: str) -> set[int]:
    """The years in a date; two digits are of this century, 民国 ones of the Republic's."""
    years = {int(year) for year in _FOUR.findall(said)}
    if years and "民" not in said:
        return years
    years |= {numerals.to_int(spelled) or 0 for spelled in _CHINESE_YEAR.findall(said)}
    years |= {(numerals.to_int(roc) or 0) + ROC_OFFSET for roc in _ROC_YEAR.findall(said)}
    return years or {2000 + int(first or second) for first, second in _SHORT_YEAR.findall(said)}


def _context(before: str, said: str, after: str) -> Context:
    """The first context whose words stand before and behind the date."""
    if said.startswith("since"):
        return "since"
    for context, endings, following in _contexts():
        if (not endings or before.endswith(endings)) and following.match(after):
            return context
    return "plain"


@cache
def _contexts() -> tuple[tuple[Context, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((context, ends, re.compile(starts)) for context, ends, starts in _CONTEXTS)


_MARK = f"[./{characters.POINT}-]"
_PRECISIONS: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("day", re.compile(rf"[日号]|[0-9]{_MARK}[0-9]{{1,2}}{_MARK}[0-9]|[0-9]{{8}}")),
    (
        "day",
        re.compile(r"[a-z] ?[0-9]{1,2}(?:\b|[snrt])|[0-9](?:st|nd|rd|th)?(?: of)?[ -][a-z]{3}"),
    ),
    ("quarter", re.compile("季|q[1-4]|quarter")),
    ("half", re.compile(r"半年|half|\bh[12]\b")),
    ("month", re.compile(rf"月|旬|(?<![0-9])[0-9]{{4}}{_MARK}[0-9]{{1,2}}(?![0-9])|month")),
    ("month", re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")),
)


def _precision(said: str) -> Precision:
    for precision, pattern in _PRECISIONS:
        if pattern.search(said):
            return precision
    return "year"
