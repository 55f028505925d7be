"""Shingles of neighbouring parts counted, each part in a table of its own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.codes import Codes, Numbers
from analysis.text.compiling import compiled

MIXER = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: loses nothing
LARGEST_CAP = 62
_MOST = np.uint64(LARGEST_CAP + 1)  # counts stop here
_MOST_TIMES = 1 << 20
# How a row is packed: its unit, its time, whether it is posted, asked and knows itself.
_POSTED, _ASKED, _KNOWN = np.uint64(1), np.uint64(2), np.uint64(4)
_TIME_AT, _UNIT_AT = np.uint64(3), np.uint64(23)
# How the state of a shingle is: 1 + the row that had it last, the time of its last post, the posts
# before that time, and all posts.
_SIX, _TWELVE, _HALF = np.uint64(6), np.uint64(12), np.uint64(32)
_COUNT_BITS, _TIME_BITS = np.uint64(63), np.uint64(_MOST_TIMES - 1)
_ONE = np.uint64(1)

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Limits = tuple[int, np.uint64]


class Rows(NamedTuple):
    """What shingles are counted in, in order of time: a text of `codes` for each row."""

    codes: Codes
    text: Numbers


class Scope(NamedTuple):
    """Which rows see which, packed by `scope`."""

    rows: Keys


def scope(unit: Places, time: Places, is_posted: Flags, is_asked: Flags, is_known: Flags) -> Scope:
    """Rows see rows of their unit: equal shingles in different ones are different shingles.

    A row that `is_posted` counts for those of a later time; one that `is_asked` wants to know the
    rare ones of those before it, and `is_known` where one of them has its own text. Times go from
    0 to 1,048,575.
    """
    if len(time) and int(time.max()) >= _MOST_TIMES:
        raise ValueError(f"{int(time.max())} is later than {_MOST_TIMES - 1}, the last time")
    packed = (unit.astype(np.uint64) << _UNIT_AT) | (time.astype(np.uint64) << _TIME_AT)
    for flags, bit in ((is_posted, _POSTED), (is_asked, _ASKED), (is_known, _KNOWN)):
        packed |= np.where(flags, bit, np.uint64(0))
    return Scope(packed)


class Rare(NamedTuple):
    """The rare shingles of asked rows, and in how many other texts each stood by then.

    `shingle` is a place among the keys; shingle i was first posted by the rows
    posts[starts[i]:starts[i + 1]], in order.
    """

    row: Places
    shingle: Places
    counts: Counts
    starts: Numbers
    posts: Places
    keys: Keys


class _Table(NamedTuple):
    """Places for shingles, at most half of them taken: each shingle, its state behind it.

    `number` is 1 + its place among the keys that are told.
    """

    slots: Keys
    number: Places


@compiled
def count(seen: Scope, told: tuple[Keys, Places], bounds: Numbers, limits: Limits) -> Rare:
    """The rare shingles of parts that stand one after another, rows in order within each.

    `told` are the shingles and the row of each; `limits` are the cap, and how far a mixed shingle
    is shifted to give its part.
    """
    document_cap, used_bits = limits[0], np.uint64(64) - limits[1]
    size = len(told[0])
    found = Rare(
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.uint8),
        np.zeros(size + 1, np.int64),
        np.empty(size, np.int32),
        np.empty(size, np.uint64),
    )
    asked, posted, known = 0, np.int64(0), 0
    for part in range(len(bounds) - 1):
        own = told[0][bounds[part] : bounds[part + 1]], told[1][bounds[part] : bounds[part + 1]]
        table = _table(len(own[0]))
        posts = np.empty(len(own[0]), np.int32), np.empty(len(own[0]), np.int32)
        walked, count = _walk(
            seen.rows, own, table, ((used_bits, document_cap), asked, found, posts)
        )
        numbered = _number(seen.rows, table, found, (asked, walked, known))
        posted = _group(
            table, (posts[0][:count], posts[1][:count]), found, (known, numbered, posted)
        )
        asked, known = walked, numbered
    return Rare(
        found.row[:asked].copy(),
        found.shingle[:asked].copy(),
        found.counts[:asked].copy(),
        found.starts[: known + 1].copy(),
        found.posts[:posted].copy(),
        found.keys[:known].copy(),
    )


@compiled
def _table(size: int) -> _Table:
    room = 16
    while room < 2 * size:
        room *= 2
    return _Table(np.zeros(2 * room, np.uint64), np.zeros(room, np.int32))


@compiled
def _place(key: np.uint64, table: _Table, used_bits: np.uint64) -> np.int64:
    """Where a key stands in the table, or is put now; by the bits that parts do not use."""
    last = np.int64(len(table.number) - 1)
    place = np.int64(((key * MIXER) << used_bits) >> _HALF) & last
    while table.slots[2 * place + 1] != 0 and table.slots[2 * place] != key:
        place = (place + 1) & last
    table.slots[2 * place] = key
    return place


@compiled
def _walk(
    seen: Keys,
    own: tuple[Keys, Places],
    table: _Table,
    state: tuple[tuple[np.uint64, int], int, Rare, tuple[Places, Places]],
) -> tuple[int, int]:
    """Write down what rows ask and post, shingles as places in the table.

    Returns where what is asked ends, and how many posts there are.
    """
    (used_bits, document_cap), asked, found, posts = state
    posted = 0
    for at in range(len(own[0])):
        row = own[1][at]
        told = seen[row]
        place = _place(own[0][at] ^ _salt(told), table, used_bits)
        known = table.slots[2 * place + 1]
        if known >> _HALF == np.uint64(row) + _ONE:
            continue
        others, after = _passed(known, told)
        table.slots[2 * place + 1] = ((np.uint64(row) + _ONE) << _HALF) | after
        if 0 < others < document_cap:
            found.row[asked], found.shingle[asked], found.counts[asked] = row, place, others
            asked += 1
        if told & _POSTED != 0 and np.int64(after & _COUNT_BITS) <= document_cap:
            posts[0][posted], posts[1][posted] = row, place
            posted += 1
    return asked, posted


@compiled
def _salt(told: np.uint64) -> np.uint64:
    """What sets the shingles of a row's unit apart from those of others."""
    return (told >> _UNIT_AT) * MIXER


@compiled
def _passed(known: np.uint64, told: np.uint64) -> tuple[np.int64, np.uint64]:
    """In how many other texts a shingle is for a row, 0 if not asked, and its state thereafter."""
    time, now = (known >> _TWELVE) & _TIME_BITS, (told >> _TIME_AT) & _TIME_BITS
    count = known & _COUNT_BITS
    before = (known >> _SIX) & _COUNT_BITS if time == now else count
    others = np.int64(before) - np.int64(told & _KNOWN != 0) if told & _ASKED != 0 else np.int64(0)
    if told & _POSTED != 0:
        return others, (now << _TWELVE) | (before << _SIX) | min(count + _ONE, _MOST)
    return others, known & ((_ONE << _HALF) - _ONE)


@compiled
def _number(seen: Keys, table: _Table, found: Rare, state: tuple[int, int, int]) -> int:
    """Give the shingles that were asked about places among the keys; returns how many there are."""
    start, end, known = state
    for at in range(start, end):
        place = found.shingle[at]
        if table.number[place] == 0:
            found.keys[known] = table.slots[2 * place] ^ _salt(seen[found.row[at]])
            known += 1
            table.number[place] = known
        found.shingle[at] = table.number[place] - 1
    return known


@compiled
def _group(
    table: _Table, posts: tuple[Places, Places], found: Rare, state: tuple[int, int, np.int64]
) -> np.int64:
    """Put the posts of each shingle from first to last together; returns where they end."""
    first, last, start = state
    starts = found.starts
    for place in posts[1]:
        number = table.number[place]
        starts[number] += number > 0
    starts[first] = start
    for number in range(first, last):
        starts[number + 1] += starts[number]
    following = starts[first:last].copy()
    for at in range(len(posts[0])):
        number = table.number[posts[1][at]] - 1 - first
        if number >= 0:
            found.posts[following[number]] = posts[0][at]
            following[number] += 1
    return np.int64(starts[last])
