"""Shingles of neighbouring parts counted, each part in a table of its own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.codes import Codes, Numbers
from analysis.text.compiling import compiled

MIXER = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: loses nothing
_HALF = np.uint64(32)
_MOST = 255  # counts stop here, above any cap

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


class Rows(NamedTuple):
    """What shingles are counted in, in order of `time`: a text of `codes` for each row.

    A row that `is_posted` counts for those of a later time; one that `is_asked` wants to know the
    rare ones of those before it, and `knows_itself` where one of them has its own text. Equal
    shingles of rows with different `salt` are different ones.
    """

    codes: Codes
    text: Numbers
    time: Places
    salt: Keys
    is_posted: Flags
    is_asked: Flags
    knows_itself: Flags


class _Table(NamedTuple):
    """Places for shingles, at most half of them taken; `last` is 1 + the row that had it last."""

    key: Keys
    last: Places
    counts: Counts  # of posts so far
    before: Counts  # of posts before those of the time of the last one
    posted_at: Places
    number: Places  # 1 + the place among the keys that are told


class _Target(NamedTuple):
    """Where what is found is written: of asked rows with counts, and of posted ones."""

    row: Places
    shingle: Places
    counts: Counts
    posted_row: Places
    posted_shingle: Places
    keys: Keys


@compiled
def count(
    rows: Rows, told: tuple[Keys, Places], bounds: Numbers, limits: tuple[int, np.uint64]
) -> tuple[tuple[Places, Places], Counts, tuple[Places, Places], Keys]:
    """The rare shingles of parts that stand one after another, rows in order within each.

    `told` are the shingles and the row of each, `limits` the cap and how far a mixed shingle is
    shifted to give its part. Returns asked rows with their shingles, counts, posted rows with
    theirs, and the shingles themselves.
    """
    (keys, owners), (document_cap, shift) = told, limits
    size = len(keys)
    target = _Target(
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.uint8),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.uint64),
    )
    asked, posted, known = 0, 0, 0
    for part in range(len(bounds) - 1):
        own = keys[bounds[part] : bounds[part + 1]], owners[bounds[part] : bounds[part + 1]]
        table = _table(len(own[0]))
        walked, left = _walk(
            rows, own, table, (np.uint64(64) - shift, document_cap), (asked, posted, target)
        )
        known = _number(table, target, (asked, walked, known))
        asked, posted = walked, _keep(table, target, posted, left)
    return (
        (target.row[:asked].copy(), target.shingle[:asked].copy()),
        target.counts[:asked].copy(),
        (target.posted_row[:posted].copy(), target.posted_shingle[:posted].copy()),
        target.keys[:known].copy(),
    )


@compiled
def _table(size: int) -> _Table:
    room = 16
    while room < 2 * size:
        room *= 2
    return _Table(
        np.empty(room, np.uint64),
        np.zeros(room, np.int32),
        np.zeros(room, np.uint8),
        np.zeros(room, np.uint8),
        np.empty(room, np.int32),
        np.zeros(room, np.int32),
    )


@compiled
def _place(key: np.uint64, table: _Table, used_bits: np.uint64) -> np.int64:
    """Where a key stands in the table, or is put now; by the bits that parts do not use."""
    last = np.int64(len(table.key) - 1)
    place = np.int64(((key * MIXER) << used_bits) >> _HALF) & last
    while table.last[place] != 0 and table.key[place] != key:
        place = (place + 1) & last
    if table.last[place] == 0:
        table.key[place], table.posted_at[place] = key, -1
    return place


@compiled
def _walk(
    rows: Rows,
    own: tuple[Keys, Places],
    table: _Table,
    limits: tuple[np.uint64, int],
    state: tuple[int, int, _Target],
) -> tuple[int, int]:
    """Write down what rows ask and post, shingles as places in the table; returns the ends."""
    (used_bits, document_cap), (asked, posted, target) = limits, state
    for at in range(len(own[0])):
        row = own[1][at]
        place = _place(own[0][at], table, used_bits)
        if table.last[place] == row + 1:
            continue
        table.last[place] = row + 1
        others = _others(rows, row, table, place) if rows.is_asked[row] else np.int64(0)
        if 0 < others < document_cap:
            target.row[asked], target.shingle[asked] = row, place
            target.counts[asked] = others
            asked += 1
        if rows.is_posted[row] and _post(table, place, rows.time[row]) <= document_cap:
            target.posted_row[posted], target.posted_shingle[posted] = row, place
            posted += 1
    return asked, posted


@compiled
def _others(rows: Rows, row: int, table: _Table, place: np.int64) -> np.int64:
    """How many other texts had the shingle before the time of the row."""
    is_of_this_time = table.posted_at[place] == rows.time[row]
    seen = table.before[place] if is_of_this_time else table.counts[place]
    return np.int64(seen) - np.int64(rows.knows_itself[row])


@compiled
def _post(table: _Table, place: np.int64, time: int) -> np.int64:
    """Count a post; how many there are by now."""
    if table.posted_at[place] != time:
        table.before[place], table.posted_at[place] = table.counts[place], time
    table.counts[place] += table.counts[place] < _MOST
    return np.int64(table.counts[place])


@compiled
def _number(table: _Table, target: _Target, state: tuple[int, int, int]) -> int:
    """Give the shingles that were asked about places among the keys; returns how many there are."""
    start, end, known = state
    for at in range(start, end):
        place = target.shingle[at]
        if table.number[place] == 0:
            target.keys[known] = table.key[place]
            known += 1
            table.number[place] = known
        target.shingle[at] = table.number[place] - 1
    return known


@compiled
def _keep(table: _Table, target: _Target, start: int, end: int) -> int:
    """Keep the posts of shingles that somebody asks about; returns where they end."""
    kept = start
    for at in range(start, end):
        number = table.number[target.posted_shingle[at]]
        if number > 0:
            target.posted_row[kept], target.posted_shingle[kept] = target.posted_row[at], number - 1
            kept += 1
    return kept
