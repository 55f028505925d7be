"""The two sides of every change, and what stands around it, as rows of symbols and as words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.match.naming.spans import Flags
from analysis.text.forms.symbols import Symbols, Values
from analysis.text.rows.codes import Numbers, Points
from analysis.text.rows.compiling import compiled, in_parts

_FIRST_MASK, _LAST_MASK = np.uint64(0xE001), np.uint64(0xE004)
_SPACE, _ASCII = 32, 128
MOVED = 0.6  # share of pairs of symbols found elsewhere from which words were only moved
_SCANNED = 256  # pairs of symbols of a stretch that are looked for elsewhere


class Side(NamedTuple):
    """One stretch of each change without masks: place[starts[i]:starts[i + 1]] are its symbols."""

    place: Numbers
    starts: Numbers


class Parts(NamedTuple):
    """Both sides of each change, and what stands around it in the newer text."""

    older: Side
    newer: Side
    before: Side
    after: Side


def side(made: Symbols, start: Numbers, end: Numbers) -> Side:
    """The stretches between two places each."""
    counts = np.zeros(len(start), np.int64)
    in_parts(len(start), lambda one, two: _count(made.values, start, end, (one, two, counts)))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    place = np.empty(starts[-1], np.int64)
    in_parts(len(start), lambda one, two: _put(made.values, start, end, (one, two, starts, place)))
    return Side(place, starts)


def sizes(part: Side) -> Numbers:
    """How many symbols each stretch has."""
    return np.diff(part.starts)


def shares_elsewhere(made: Symbols, part: Side, rows: Numbers) -> npt.NDArray[np.float64]:
    """The share of each stretch's pairs of symbols that a row has; 1 without any."""
    found = np.ones(len(rows))
    in_parts(len(rows), lambda start, end: _scan(made, part, rows, (start, end, found)))
    return found


def has(part: Side, flags: Flags) -> Flags:
    """Whether any symbol of each stretch is flagged."""
    found = np.zeros(len(part.starts) - 1, np.bool_)
    _any(part, flags, found)
    return found


@compiled
def _is_mask(value: np.uint64) -> bool:
    return bool(_FIRST_MASK <= value <= _LAST_MASK)


@compiled
def _count(values: Values, start: Numbers, end: Numbers, target: tuple[int, int, Numbers]) -> None:
    first, last, counts = target
    for row in range(first, last):
        for at in range(start[row], end[row]):
            counts[row] += not _is_mask(values[at])


@compiled
def _put(
    values: Values,
    start: Numbers,
    end: Numbers,
    target: tuple[int, int, Numbers, Numbers],
) -> None:
    first, last, starts, place = target
    for row in range(first, last):
        used = starts[row]
        for at in range(start[row], end[row]):
            if not _is_mask(values[at]):
                place[used] = at
                used += 1


@compiled
def said(made: Symbols, part: Side, row: int) -> Points:
    """A stretch as a person writes it: Latin words parted by a space, others joined."""
    first, last = part.starts[row], part.starts[row + 1]
    room = last - first
    for at in range(first, last):
        room += made.ends[part.place[at]] - made.begins[part.place[at]]
    points, used = np.empty(room, np.uint16), 0
    for at in range(first, last):
        symbol = part.place[at]
        text = made.codes.points[made.begins[symbol] : made.ends[symbol]]
        if used and points[used - 1] < _ASCII and text[0] < _ASCII:
            points[used] = _SPACE
            used += 1
        points[used : used + len(text)] = text
        used += len(text)
    return points[:used]


@compiled
def _scan(
    made: Symbols,
    part: Side,
    rows: Numbers,
    target: tuple[int, int, npt.NDArray[np.float64]],
) -> None:
    start, end, found = target
    for row in range(start, end):
        text = made.values[made.starts[rows[row]] : made.starts[rows[row] + 1]]
        first = part.starts[row]
        last = min(part.starts[row + 1] - 1, first + _SCANNED)
        hits = 0
        for at in range(first, last):
            hits += _stands(text, made.values[part.place[at]], made.values[part.place[at + 1]])
        if last > first:
            found[row] = hits / (last - first)


@compiled
def _stands(text: Values, one: np.uint64, other: np.uint64) -> bool:
    for at in range(len(text) - 1):
        if text[at] == one and text[at + 1] == other:
            return True
    return False


@compiled
def _any(part: Side, flags: Flags, found: Flags) -> None:
    for row in range(len(found)):
        for at in range(part.starts[row], part.starts[row + 1]):
            found[row] |= flags[part.place[at]]
