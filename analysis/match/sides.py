"""The two sides of every change, and what stands around it, as rows of symbols and as words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.match.spans import Flags
from analysis.text.symbols import Symbols, Values
from analysis.text.codes import Numbers, Points
from analysis.text.compiling import compiled, in_parts

_FIRST_MASK, _LAST_MASK = np.uint64(0xE001), np.uint64(0xE004)
_SPACE, _ASCII = 32, 128
_SCANNED = 256  # pairs of symbols of a stretch that are looked for elsewhere
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits
_TURN, _REST = np.uint64(29), np.uint64(35)


class Side(NamedTuple):
    """One stretch of each change without masks: row i is place[starts[i]:starts[i + 1]], places
    of symbols; `hashes` are equal where the symbols are.
    """

    place: Numbers
    starts: Numbers
    hashes: Values


class Parts(NamedTuple):
    """Both sides of each change, and what stands around it in the newer text."""

    older: Side
    newer: Side
    before: Side
    after: Side


def side(made: Symbols, start: Numbers, end: Numbers) -> Side:
    """The stretches between two places each."""
    sizes, hashes = np.zeros(len(start), np.int64), np.zeros(len(start), np.uint64)
    in_parts(
        len(start), lambda one, two: _measure(made.values, start, end, (one, two, sizes, hashes))
    )
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    place = np.empty(starts[-1], np.int64)
    in_parts(len(start), lambda one, two: _put(made.values, start, end, (one, two, starts, place)))
    return Side(place, starts, hashes)


def sizes(part: Side) -> Numbers:
    """How many symbols each stretch has."""
    return np.diff(part.starts)


def said(made: Symbols, part: Side, chosen: Numbers) -> list[str]:
    """Chosen stretches as a person writes them: Latin words parted by a space, others joined."""
    sizes = part.starts[chosen + 1] - part.starts[chosen]
    room = int((made.ends - made.begins)[part.place].sum() if len(part.place) else 0)
    points, ends = np.empty(room + int(sizes.sum()), np.uint16), np.zeros(len(chosen), np.int64)
    used = _write(made, part, chosen, (points, ends))
    text = points[:used].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    starts = [0, *ends[:-1].tolist()]
    return [text[start:end] for start, end in zip(starts, ends.tolist(), strict=False)]


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
    return _FIRST_MASK <= value <= _LAST_MASK


@compiled
def _measure(
    values: Values,
    start: Numbers,
    end: Numbers,
    target: tuple[int, int, Numbers, Values],
) -> None:
    first, last, sizes, hashes = target
    for row in range(first, last):
        value = np.uint64(0)
        for at in range(start[row], end[row]):
            if not _is_mask(values[at]):
                sizes[row] += 1
                value = ((value << _TURN) | (value >> _REST)) * _FACTOR + values[at] * _FACTOR
        hashes[row] = value


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
def _write(made: Symbols, part: Side, chosen: Numbers, target: tuple[Points, Numbers]) -> int:
    points, ends = target
    used = 0
    for row in range(len(chosen)):
        first = used
        for at in range(part.starts[chosen[row]], part.starts[chosen[row] + 1]):
            symbol = part.place[at]
            text = made.codes.points[made.begins[symbol] : made.ends[symbol]]
            if used > first and points[used - 1] < _ASCII and text[0] < _ASCII:
                points[used] = _SPACE
                used += 1
            points[used : used + len(text)] = text
            used += len(text)
        ends[row] = used
    return used


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
