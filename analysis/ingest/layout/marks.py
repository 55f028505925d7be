"""Rows that are no data: totals, footnotes, signatures, numbering, examples, "nothing found"."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from analysis.ingest.readers.sheets import Cells, cell
from analysis.ingest.vocabulary import words


class Mark(NamedTuple):
    """Why a row is no issue: a rule, the column that shows it, and a sentence."""

    rule: str
    column: int
    reason: str


Texts = list[tuple[int, str]]
"""Column and plain text of the cells that hold something."""

_LABEL_LENGTH = 80  # characters; a longer text is no label of a total
_VALUE_LENGTH = 20  # characters; a longer text is no name, number or date beside a label
_LINES = ("end", "example", "nothing")  # rules of which a cell alone marks a line
_SPACE = re.compile(r"\s+")
_COUNT = r"[0-9一二三四五六七八九十百〇零两]+"
_ORDINAL = re.compile(r"\(?(?:\d{1,2}|[a-z]|[甲乙丙丁戊己庚辛壬癸]|[一二三四五六七八九十]{1,2})\)?")


@functools.cache
def _rule(name: str) -> re.Pattern[str]:
    total, something = words.either("total"), r"(?:[,;、。(].{0,60})?"
    things = f"{words.either('counted')}?"
    counted = (
        rf"(?:(?:以上|本[页表年]度?|全年)?(?:{total}(?:of)?|共有?))"
        rf"{things}:?{_COUNT}{things}(?:问题|隐患|缺失)?"
    )
    patterns = {
        "number": rf"{_COUNT}\s*{things}|[-/—]*",
        "total": rf"(?:本[页表年])?(?:{total}|{words.either('aggregate')}):?",
        "part_total": rf".{{1,24}}{total}:?",
        "aggregate": rf".{{1,60}}[\s:-]{words.either('aggregate')}:?",
        "counted": counted + something,
        "counted_only": counted + "[。.]?",
        "note": rf"[\s*※(]*{words.either('note')}\s*(?:[0-9一二三四五]{{1,2}}\s*[.、:]|:|$)",
        "starred": r"[*※▲●☆]\s*\S",
        "signature": rf"[\s(]*{words.either('signature')}(?:\([^)]{{0,12}}\))?\s*(?:[:_]|$)",
        "end": rf"[\s(—\-…]*(?:{words.either('end')}|第\s*\d+\s*页.{{0,14}}"
        r"|page\s*\d+(?:\s*(?:of|/)\s*\d+)?)[\s)—\-…]*",
        "example": rf"\(?{words.either('example')}\)?:?\s*\d?",
        "nothing": rf"[/\\\-—–]+|{words.either('nothing')}[.。]?",
    }
    return re.compile(patterns[name])


def mark(row: Cells, issue: int, sequence: int | None) -> Mark | None:
    """The mark of a row that is no data, or None for one that may be.

    `issue` is the column of the text that makes a row an entry, `sequence` that of its number.
    A row with its own number, in whatever form, and a real text is data, whatever words it
    starts with.
    """
    text = words.plain(cell(row, issue)).strip()
    is_plain = not (_rule("number").fullmatch(text) or _rule("nothing").fullmatch(text))
    number = words.plain(cell(row, sequence)).strip() if sequence is not None else ""
    if is_plain and number.isdecimal():
        return None
    texts = [
        (column, plain) for column, raw in enumerate(row) if (plain := words.plain(raw).strip())
    ]
    column_numbers = _column_numbers(texts, text)
    if is_plain and number != text and not column_numbers and _is_number(number):
        return None
    return (
        column_numbers
        or _example(texts)
        or _total(texts, issue, text)
        or _footnote(texts, issue)
        or _signature(texts)
        or _nothing(issue, text)
    )


def is_text(text: str) -> bool:
    """Whether a text says something: no number, no dash, no "nothing found"."""
    if not _silent().issuperset(text):
        return True
    plain = words.plain(text[: _LABEL_LENGTH + 1]).strip()
    if len(plain) > _LABEL_LENGTH:
        return True
    return bool(plain) and not (
        _rule("number").fullmatch(plain) or _rule("nothing").fullmatch(plain)
    )


@functools.cache
def _silent() -> frozenset[str]:
    """Every character that may stand in a number, a dash or a "nothing found", however written."""
    letters = "".join([*words.listed("nothing"), *words.listed("counted")]) + _COUNT + "-/—–\\.。 "
    blank = (char for char in map(chr, range(0x3001)) if char.isspace())
    return words.spellings(frozenset([*letters, *"0123456789", *blank]))


def _is_number(value: str) -> bool:
    """Whether the cell of a row's number holds one (一, A-3), not the label of another line."""
    if not value or len(value) > _VALUE_LENGTH or _is_total(value, alone=False):
        return False
    starts = any(_rule(name).match(value) for name in ("note", "starred", "signature"))
    return not starts and not any(_rule(name).fullmatch(value) for name in _LINES)


def _column_numbers(texts: Texts, text: str) -> Mark | None:
    if text and len(texts) >= 3 and all(_ORDINAL.fullmatch(value) for _, value in texts):
        return Mark("column_numbers", texts[0][0], "A row that numbers the columns is no issue.")
    return None


def _example(texts: Texts) -> Mark | None:
    column, first = texts[0]
    if _rule("example").fullmatch(first):
        return Mark("example_row", column, "A row that shows how to fill in the form is no issue.")
    return None


def _total(texts: Texts, issue: int, text: str) -> Mark | None:
    """A label of a total, where no real text stands in the issue's column."""
    is_open = not text or bool(_rule("number").fullmatch(_SPACE.sub("", text)))
    for column, value in texts:
        is_group = len(texts) > 1 and is_open and _rule("aggregate").fullmatch(value)
        if is_group or ((is_open or column == issue) and _is_total(value, alone=column == issue)):
            return Mark("total_row", column, "A row of totals is no issue.")
    return None


def _is_total(value: str, *, alone: bool) -> bool:
    """Whether a cell labels a total; `alone`, where issues stand, only a total and no more."""
    if len(value) > _LABEL_LENGTH:
        return False
    label = _SPACE.sub("", value)
    names = ("total", "counted_only") if alone else ("total", "counted", "part_total")
    return any(_rule(name).fullmatch(label) for name in names)


def _footnote(texts: Texts, issue: int) -> Mark | None:
    column, first = texts[0]
    alone = len(texts) == 1
    if alone and _rule("end").fullmatch(first):
        return Mark("footnote", column, "A line that ends the table is no issue.")
    is_note = _rule("note").match(first) or (column != issue and _rule("starred").match(first))
    if is_note and (alone or (column != issue and len(texts) == 2)):
        return Mark("footnote", column, "A note below or between the rows is no issue.")
    return None


def _signature(texts: Texts) -> Mark | None:
    """Who filled in the form: labels, each perhaps followed by a short value in the next cell."""
    column, first = texts[0]
    labels = [bool(_rule("signature").match(value)) for _, value in texts]
    if not labels[0]:
        return None
    for at, (_, value) in enumerate(texts):
        if not labels[at] and (not labels[at - 1] or len(value) > _VALUE_LENGTH):
            return None
    return Mark("footnote", column, "A line with who filled in the form, and when, is no issue.")


def _nothing(issue: int, text: str) -> Mark | None:
    if text and _rule("nothing").fullmatch(text):
        return Mark("nothing_reported", issue, "The row says that nothing was found.")
    return None
