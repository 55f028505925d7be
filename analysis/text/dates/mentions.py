"""The oldest year that a text mentions and that no context explains.

A year before the register's is innocent where the text says that it must be old: in a title, a
document's number or a span of years, beside "since", a comparison, an edition, or the making of a
thing. What is read are levelled texts with codes and dates hidden (`letters/guards.py`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.text.dates.contexts import (
    BETWEEN,
    CONTEXTS,
    HINTS,
    Contexts,
    Hints,
    Whole,
    ends,
    is_explained,
    may_be_explained,
    opens,
)
from analysis.text.dates.said_years import DIGITS, Digits, find, is_century, is_digit, run, years
from analysis.text.letters import guards
from analysis.text.letters.characters import POINT, TITLE_END, TITLE_START
from analysis.text.rows.codes import Numbers, Points, coded
from analysis.text.rows.compiling import compiled

Years = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Mentions(NamedTuple):
    """Per text `oldest`, the oldest unexplained year (0 without), and `has_date`.

    A code with a year in it counts as a date there.
    """

    oldest: Years
    has_date: Flags


def mentions(hidden: pa.Array) -> Mentions:
    """What the texts say of years; dates and codes are hidden in them, and there are no nulls."""
    codes = coded(hidden)
    found = Mentions(np.zeros(len(hidden), np.int32), np.zeros(len(hidden), np.bool_))
    _read(codes.points, codes.starts, (CONTEXTS, HINTS, DIGITS), found)
    return found


_REACH = 24  # characters behind a date that are read
_OPEN, _CLOSE, _DATE_OPEN, _DATE_CLOSE, _TITLE_START, _TITLE_END, _POINT = (
    np.uint16(ord(mark))
    for mark in (
        *(guards.OPEN, guards.CLOSE, guards.DATE_OPEN, guards.DATE_CLOSE),
        *(TITLE_START, TITLE_END, POINT),
    )
)
_SPACE, _A, _N, _D, _S, _B = (np.uint16(ord(mark)) for mark in " andsb")
_LETTERS = ord("a"), ord("z")
_AND = 5  # characters of " and "

_Tables = tuple[Contexts, Hints, Digits]


@compiled
def _read(text_points: Points, starts: Numbers, tables: _Tables, found: Mentions) -> None:
    for text in range(len(starts) - 1):
        row = text_points[starts[text] : starts[text + 1]]
        found.oldest[text] = _oldest(row, tables)
        found.has_date[text] = find(row, _DATE_OPEN, 0) < len(row) or _has_dated_code(row)


@compiled
def _oldest(row: Points, tables: _Tables) -> Whole:
    """The oldest unexplained year of a text; 0 without."""
    oldest: Whole = 0
    at = find(row, _DATE_OPEN, 0)
    while at < len(row):
        end = find(row, _DATE_CLOSE, at)
        year = 0 if _is_titled(row, at, end) else _said(row, at, end, tables)
        if year > 0 and (oldest == 0 or year < oldest):
            oldest = year
        at = find(row, _DATE_OPEN, end)
    return oldest


@compiled
def _is_titled(row: Points, start: Whole, end: Whole) -> bool:
    """Whether a title is opened before and not closed until behind; titles stand in titles."""
    at = start
    closed: Whole = 0
    while at > 0 and (row[at] != _TITLE_START or closed > 0):
        closed += np.int64(row[at] == _TITLE_END) - np.int64(row[at] == _TITLE_START)
        at -= 1
    is_opened = row[at] == _TITLE_START and closed == 0
    return bool(is_opened and find(row, _TITLE_END, end) < len(row))


@compiled
def _has_dated_code(row: Points) -> bool:
    at = find(row, _OPEN, 0)
    while at < len(row) and row[at] != _CLOSE:
        if _is_year_of_code(row, at):
            return True
        at += 1
        if at < len(row) and row[at] == _CLOSE:
            at = find(row, _OPEN, at)
    return False


@compiled
def _is_year_of_code(row: Points, at: Whole) -> bool:
    """Whether a year of four digits begins there, by itself and not inside a word."""
    before = row[at - 1] if at > 0 else _SPACE
    is_inside = is_digit(before) or before == _POINT or _LETTERS[0] <= before <= _LETTERS[1]
    return bool(not is_inside and run(row, at) == 4 and is_century(row, at))


@compiled
def _said(row: Points, start: Whole, end: Whole, tables: _Tables) -> Whole:
    """The oldest unexplained year of the date between two marks; 0 without.

    Two dates that only an "and" joins are read one by one; "between" makes them a span, which
    explains itself.
    """
    if _is_span(row, start, end):
        return 0
    joined = _joined(row, start + 1, end)
    if joined < 0:
        return _unexplained(row, (start, start + 1, end), tables)
    first = _unexplained(row, (start, start + 1, joined), tables)
    last = _unexplained(row, (joined + _AND, joined + _AND, end), tables)
    return min(first, last) if first > 0 and last > 0 else max(first, last)


@compiled
def _behind(row: Points, start: Whole, end: Whole) -> Points:
    """What follows a date, with the spaces that it ends with, as far as it is read."""
    first = _trimmed(row, start, end)
    kept, used = np.empty(_REACH, np.uint16), 0
    while first < len(row) and used < _REACH:
        if row[first] != _DATE_OPEN and row[first] != _DATE_CLOSE:
            kept[used] = row[first]
            used += 1
        first += 1
    return kept[:used]


@compiled
def _trimmed(row: Points, start: Whole, end: Whole) -> Whole:
    """Where a date ends without the spaces that it ends with."""
    while end > start and row[end - 1] == _SPACE:
        end -= 1
    return end


@compiled
def _unexplained(row: Points, place: tuple[Whole, Whole, Whole], tables: _Tables) -> Whole:
    """The year of a date, 0 if explained; where the text before it ends, where it starts, ends."""
    (before, start, end), (contexts, hints, digits) = place, tables
    said = row[start:end]
    first, last = years(said, digits)
    if first != last or first == 0:  # a span explains itself
        return 0
    if said[0] != _S and not may_be_explained(row, before, _trimmed(row, start, end), hints):
        return first
    behind = _behind(row, start, end)
    return 0 if is_explained(said, row[:before], behind, contexts) else first


@compiled
def _is_span(row: Points, start: Whole, end: Whole) -> bool:
    """Whether the date belongs to a stretch of time that "between" begins."""
    said = row[start + 1 : end]
    return (len(said) > 0 and said[0] == _B and opens(said, BETWEEN, 1)) or ends(
        row[:start], BETWEEN
    )


@compiled
def _joined(row: Points, start: Whole, end: Whole) -> Whole:
    """Where an "and" with its spaces stands; -1 where none does."""
    for at in range(start, end - _AND + 1):
        is_and = row[at + 1] == _A and row[at + 2] == _N and row[at + 3] == _D
        if row[at] == _SPACE and is_and and row[at + 4] == _SPACE:
            return at
    return -1
