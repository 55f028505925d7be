"""The years that a date says: in digits, in Chinese ones, by the Republic's calendar, in short."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.text.dates import periods
from analysis.text.dates.contexts import Whole
from analysis.text.letters import guards
from analysis.text.rows.codes import Points
from analysis.text.rows.compiling import compiled

_SPACE, _YEAR, _PEOPLE, _STATE, _F, _Y = (np.uint16(ord(mark)) for mark in " 年民国fy")
_NIL = guards.HIDDEN_DIGITS[0]
_TEN, _HUNDRED, _NONE = 10, 11, -1
DIGITS = np.full(1 << 16, _NONE, np.int8)  # what a character is worth in a numeral
for _value, _mark in enumerate("〇一二三四五六七八九十百"):
    DIGITS[ord(_mark)] = _value
DIGITS[[ord("零"), ord("o")]] = 0
DIGITS[list(guards.HIDDEN_DIGITS)] = range(10)
_CENTURY, _SHORTEST = 2000, 1900
_ROC_OFFSET = periods.ROC_OFFSET

Digits = npt.NDArray[np.int8]


@compiled
def years(said: Points, digits: Digits) -> tuple[Whole, Whole]:
    """The first and the last year in a date, 0 without.

    Two digits alone are of this century; 民国 years and those of three digits are the Republic's.
    """
    first: Whole = 0
    last: Whole = 0
    short: Whole = 0
    for is_full in (True, False):
        at: Whole = 0
        while at < len(said):
            year, size = _full(said, at) if is_full else _spelled(said, at, digits)
            if year > 0:
                first = year if first == 0 else min(first, year)
                last = max(last, year)
            elif not is_full and short == 0:
                short = _short(said, at)
            at += size
        if is_full and first > 0 and find(said, _PEOPLE, 0) == len(said):
            return first, last
    return (first, last) if first > 0 else (short, short)


@compiled
def _full(said: Points, at: Whole) -> tuple[Whole, Whole]:
    """A year of four digits, alone or before month and day, and how far to go on."""
    size = run(said, at)
    is_year = size == 4 or (size == 8 and said[at + 4] - _NIL <= 1)
    if is_year and is_century(said, at):
        return _number(said[at : at + 4]), size
    return 0, max(size, 1)


@compiled
def _number(run: Points) -> Whole:
    number = np.int64(0)
    for point in run:
        number = number * 10 + (point - _NIL)
    return number


@compiled
def _spelled(said: Points, at: Whole, digits: Digits) -> tuple[Whole, Whole]:
    """A year in Chinese digits, or one of the Republic, and how far to go on."""
    end = at
    while end < len(said) and digits[said[end]] != _NONE:
        end += 1
    size = end - at
    if size == 0:
        return 0, 1
    behind = end + (end < len(said) and said[end] == _SPACE)
    is_year = behind < len(said) and said[behind] == _YEAR
    value = _numeral(said[at:end], digits)
    is_republic = _is_behind(said, at, _STATE, _PEOPLE) and value < _SHORTEST
    is_republic |= size == 3 and is_year and 100 <= value < 130
    if is_republic:
        return value + _ROC_OFFSET, size
    is_chinese = size == 4 and not is_digit(said[at])
    if is_chinese and _SHORTEST <= value < _CENTURY + 100:
        return value, size
    return 0, size


@compiled
def _numeral(run: Points, digits: Digits) -> Whole:
    """The number that 0 to 9, 十 and 百 spell, digit by digit or in full (百一 is 110)."""
    is_full = False
    for point in run:
        is_full |= digits[point] >= _TEN
    total, digit, unit = np.int64(0), np.int64(0), np.int64(1)
    for point in run:
        value = np.int64(digits[point])
        if not is_full:
            total = total * 10 + value
        elif value >= _TEN:
            unit = np.int64(10 if value == _TEN else 100)
            total += unit * (digit if digit > 0 else np.int64(1))
            digit = np.int64(0)
        else:
            digit = value
            unit = np.int64(1) if value == 0 else unit
    tenth = unit // 10 if unit > 1 else unit
    return total + (digit * tenth if is_full else np.int64(0))


@compiled
def _short(said: Points, at: Whole) -> Whole:
    """A year of two digits, before 年 or behind FY, in full; 0 without."""
    if run(said, at) != 2 or (at > 0 and is_digit(said[at - 1])):
        return 0
    behind = at + 2 + (at + 2 < len(said) and said[at + 2] == _SPACE)
    is_year = behind < len(said) and said[behind] == _YEAR and said[at] - _NIL <= 3
    is_fiscal = _is_behind(said, at, _Y, _F)
    return _CENTURY + _number(said[at : at + 2]) if is_year or is_fiscal else 0


@compiled
def _is_behind(said: Points, at: Whole, last: np.uint16, first: np.uint16) -> bool:
    """Whether these two characters stand before, perhaps with a space behind them."""
    end = at - 1 if at > 0 and said[at - 1] == _SPACE else at
    return bool(end > 1 and said[end - 1] == last and said[end - 2] == first)


@compiled
def is_digit(point: np.uint16) -> bool:
    """Whether it is a hidden digit."""
    return bool(_NIL <= point < _NIL + 10)


@compiled
def run(row: Points, at: Whole) -> Whole:
    """How many digits stand there in a row."""
    end = at
    while end < len(row) and is_digit(row[end]):
        end += 1
    return end - at


@compiled
def is_century(row: Points, at: Whole) -> bool:
    """Whether the digits that stand there begin with 19 or 20."""
    first, second = row[at] - _NIL, row[at + 1] - _NIL
    return bool((first == 1 and second == 9) or (first == 2 and second == 0))


@compiled
def find(row: Points, mark: np.uint16, at: Whole) -> Whole:
    """Where the mark stands from there on; the end of the row where it does not."""
    while at < len(row) and row[at] != mark:
        at += 1
    return at
