"""Rows passed one by one: a shingle's count grows with each that posts it."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from analysis.match.finding.scopes import (
    ASKED,
    KNOWN,
    MOST_TIMES,
    POSTED,
    TIME_AT,
    Cut,
    Keys,
    Places,
    Rows,
)
from analysis.text.rows.codes import Points
from analysis.text.rows.compiling import compiled

LARGEST_CAP = 62
MOST_PARTS = 64
_MIXER = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: loses nothing
_MOST = np.uint64(LARGEST_CAP + 1)  # counts stop here
# How the state of a shingle is: 1 + the row that had it last, the time of its last post, the posts
# before that time, and all posts.
_SIX, _TWELVE, _HALF = np.uint64(6), np.uint64(12), np.uint64(32)
_COUNT_BITS, _TIME_BITS = np.uint64(63), np.uint64(MOST_TIMES - 1)
_WIDTH, _ONE = np.uint64(16), np.uint64(1)
_FIRST_ROOM = 1 << 8
_SHIFT = np.uint64(58)  # leaves the six bits that a part is told by

_Column = TypeVar("_Column", bound=npt.NDArray[Any])


class Table(NamedTuple):
    """Places for shingles, at most half of them taken: each shingle, its state behind it.

    `number` numbers those that were seen twice, from 1 on; of others it is -1 - the row that posted
    them, and 0 where the place is free.
    """

    slots: Keys
    number: Places


# What is noted of a shingle that is or may become rare: its row, its number in the table, in how
# many others it is (0 if not asked), and whether it is posted.
ROW, NUMBER, OTHERS, IS_POSTED = range(4)
Notes = npt.NDArray[np.int32]


@compiled
def roomy(column: _Column, used: int, more: int) -> _Column:
    """The column with room for more; what is used stays."""
    if used + more <= len(column):
        return column
    larger: Any = np.empty((2 * (used + more), *column.shape[1:]), column.dtype)
    larger[:used] = column[:used]
    return larger  # type: ignore[no-any-return]


@compiled
def walk(rows: Rows, seen: Keys, own: Places, cut: Cut) -> tuple[Table, int, Notes]:
    """The table of the shingles of these rows, how many are numbered, and what is noted of them."""
    table, taken, numbered = _table(_FIRST_ROOM), 0, 0
    notes, used = np.empty((_FIRST_ROOM, 4), np.int32), 0
    room = np.empty(_FIRST_ROOM, np.uint64)
    for row in own:
        points = _points(rows, row)
        room = roomy(room, 0, len(points))
        keys = room[: cut_row(points, cut, room)]
        table = _grown(table, taken, len(keys))
        notes = roomy(notes, used, 3 * len(keys))
        # Told at the end of the room, so that the notes, at most twice as many, reach none unread.
        told = notes[len(notes) - len(keys) :]
        size, new = _pass(keys, table, (np.uint64(row), seen[row]), cut.document_cap, told)
        taken += new
        for note in told[:size]:
            used, numbered = _write(note, table.number, (notes, used), numbered)
    return table, numbered, notes[:used]


@compiled
def cut_row(points: Points, cut: Cut, keys: Keys) -> int:
    """The shingles that count; returns how many they are.

    Cut to length 0, the points are shingles already.
    """
    if cut.length == 0:
        keys[: len(points)] = points
        return len(points)
    last, part = np.uint64(cut.parts - 1), np.uint64(cut.part)
    mask = ((_ONE << (_WIDTH * np.uint64(cut.length) - _ONE)) << _ONE) - _ONE
    key, size = np.uint64(0), 0
    for at in range(len(points)):
        key = ((key << _WIDTH) | np.uint64(points[at])) & mask
        keys[size] = key
        size += at >= cut.length - 1 and (key * _MIXER) >> _SHIFT & last == part
    return size


@compiled
def _write(
    note: Places, number: Places, target: tuple[Notes, int], numbered: int
) -> tuple[int, int]:
    """Add a note; its shingle is numbered and its first post noted, if it was not."""
    notes, used = target
    place = note[NUMBER]
    if number[place] < 0:
        numbered += 1
        notes[used, ROW], notes[used, NUMBER] = -number[place] - 1, numbered
        notes[used, OTHERS], notes[used, IS_POSTED] = 0, 1
        number[place] = numbered
        used += 1
    notes[used, ROW], notes[used, NUMBER] = note[ROW], number[place]
    notes[used, OTHERS], notes[used, IS_POSTED] = note[OTHERS], note[IS_POSTED]
    return used + 1, numbered


@compiled
def _points(rows: Rows, row: int) -> Points:
    text = rows.text[row]
    return rows.codes.points[rows.codes.starts[text] : rows.codes.starts[text + 1]]


@compiled
def _table(room: int) -> Table:
    return Table(np.zeros(2 * room, np.uint64), np.zeros(room, np.int32))


@compiled
def _grown(table: Table, used: int, more: int) -> Table:
    """The table with room for more, half of its places free."""
    room = len(table.number)
    while room < 2 * (used + more):
        room *= 2
    if room == len(table.number):
        return table
    grown = _table(2 * room)
    for place in range(len(table.number)):
        if table.number[place]:
            there = _place(table.slots[2 * place], grown.slots)
            grown.slots[2 * there : 2 * there + 2] = table.slots[2 * place : 2 * place + 2]
            grown.number[there] = table.number[place]
    return grown


@compiled
def _place(key: np.uint64, slots: Keys) -> np.int64:
    """Where a key stands in the table, or may be put."""
    last = np.int64(len(slots) // 2 - 1)
    mixed = key * _MIXER
    place = np.int64(mixed ^ (mixed >> _HALF)) & last
    while slots[2 * place + 1] != 0 and slots[2 * place] != key:
        place = (place + 1) & last
    return place


@compiled
def _pass(
    keys: Keys, table: Table, row: tuple[np.uint64, np.uint64], document_cap: int, told: Notes
) -> tuple[int, int]:
    """Count the shingles of a row, and tell of known ones that are or may become rare.

    Instead of the number of a shingle its place in the table is told. Returns how many were told,
    and how many shingles are new.
    """
    slots, number = table.slots, table.number
    mark, is_posted, size, new = (row[0] + _ONE) << _HALF, row[1] & POSTED != 0, 0, 0
    for key in keys:
        place = _place(key, slots)
        known = slots[2 * place + 1]
        if known >> _HALF << _HALF == mark or (known == 0 and not is_posted):
            continue
        others, after = _passed(known, row[1])
        slots[2 * place], slots[2 * place + 1] = key, mark | after
        if known == 0:
            number[place] = -np.int32(row[0]) - 1
            new += 1
            continue
        others = others if 0 < others < document_cap else np.int64(0)
        is_rare = is_posted and np.int64(after & _COUNT_BITS) <= document_cap
        if others or is_rare:
            told[size, ROW], told[size, NUMBER] = row[0], place
            told[size, OTHERS], told[size, IS_POSTED] = others, is_rare
            size += 1
    return size, new


@compiled
def _passed(known: np.uint64, told: np.uint64) -> tuple[np.int64, np.uint64]:
    """In how many other texts a shingle is for a row, 0 if not asked, and its state thereafter."""
    time, now = (known >> _TWELVE) & _TIME_BITS, (told >> TIME_AT) & _TIME_BITS
    count = known & _COUNT_BITS
    before = (known >> _SIX) & _COUNT_BITS if time == now else count
    others = np.int64(before) - np.int64(told & KNOWN != 0) if told & ASKED != 0 else np.int64(0)
    if told & POSTED != 0:
        return others, (now << _TWELVE) | (before << _SIX) | min(count + _ONE, _MOST)
    return others, known & ((_ONE << _HALF) - _ONE)
