"""Which shingles of which texts are rare when a text is asked about: counted exactly, in parts.

A shingle is a stretch of at most four characters, held as one number of 64 bits. Every shingle of
every row goes to the part its number belongs to; a part is small enough to be counted in the
processor's cache. Rows stand in order of time and a shingle's count grows as they pass, so what is
rare for a row follows from earlier rows alone: nothing filed later changes what is found for it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.codes import Codes, Numbers
from analysis.text.compiling import compiled, in_parts, processors

_PART = 1 << 16  # shingles that a part has on average
_ROUND = 1 << 24  # shingles in work at a time, for each processor
_MIXER = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: loses nothing
_WIDTH, _HALF = np.uint64(16), np.uint64(32)
_ONE = np.uint64(1)
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


class Told(NamedTuple):
    """Shingles of rows, each once a row: `shingle` is a place among the keys."""

    row: Places
    shingle: Places


class Rare(NamedTuple):
    """The rare shingles of asked rows with how many other texts had them by then, who posted
    those first, rows in order for each shingle, and the keys of the shingles."""

    asked: Told
    counts: Counts
    posted: Told
    keys: Keys


def find_rare(rows: Rows, *, length: int, document_cap: int) -> Rare:
    """The shingles (`length` characters, 4 at most) that a row shares with earlier rows.

    With the row itself at most `document_cap` (254) have them.
    """
    cut = _Cut(np.uint64((1 << 16 * length) - 1), length, _shift(rows, length))
    sizes = sum(in_parts(len(rows.text), lambda start, end: _sizes(rows, (start, end), cut)))
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    size = max(min(_ROUND, int(bounds[-1]) // processors()), 1)
    rounds = np.unique(np.searchsorted(bounds, np.arange(0, bounds[-1] + size, size)))
    found = in_parts(
        len(rounds) - 1,
        lambda start, end: [
            _counted(rows, cut, bounds[rounds[at] : rounds[at + 1] + 1], (rounds[at], document_cap))
            for at in range(start, end)
        ],
    )
    return _joined([rare for part in found for rare in part])


class _Cut(NamedTuple):
    mask: np.uint64
    length: int
    shift: np.uint64


def _shift(rows: Rows, length: int) -> np.uint64:
    """By how much a mixed shingle is shifted to give its part."""
    sizes = np.diff(rows.codes.starts)[rows.text] - length + 1
    parts = int(np.maximum(sizes, 0).sum()) // _PART + 2
    return np.uint64(64 - (parts - 1).bit_length())


def _counted(rows: Rows, cut: _Cut, bounds: Numbers, part: tuple[int, int]) -> Rare:
    first, document_cap = part
    bounds = bounds - bounds[0]
    keys, owners = np.empty(bounds[-1], np.uint64), np.empty(bounds[-1], np.int32)
    _fill(rows, cut, (first, bounds[:-1].copy()), (keys, owners))
    asked, counts, posted, known = _count(rows, (keys, owners), bounds, (document_cap, cut.shift))
    return Rare(Told(*asked), counts, Told(*posted), known)


def _joined(parts: list[Rare]) -> Rare:
    """All parts as one, their places among the keys moved on."""
    before = np.cumsum([0, *(len(part.keys) for part in parts)])
    return Rare(
        _moved_on([part.asked for part in parts], before),
        np.concatenate([np.zeros(0, np.uint8), *(part.counts for part in parts)]),
        _moved_on([part.posted for part in parts], before),
        np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in parts)]),
    )


def _moved_on(parts: list[Told], before: Numbers) -> Told:
    shingles = [part.shingle + np.int32(at) for part, at in zip(parts, before, strict=False)]
    none = np.zeros(0, np.int32)
    return Told(
        np.concatenate([none, *(part.row for part in parts)]), np.concatenate([none, *shingles])
    )


@compiled
def _sizes(rows: Rows, between: tuple[int, int], cut: _Cut) -> Numbers:
    """How many shingles of these rows belong to each part."""
    sizes = np.zeros(_ONE << (np.uint64(64) - cut.shift), np.int64)
    for row in range(between[0], between[1]):
        points = _points(rows, row)
        key = np.uint64(0)
        for at in range(len(points)):
            key = ((key << _WIDTH) | np.uint64(points[at])) & cut.mask
            if at >= cut.length - 1:
                sizes[((key ^ rows.salt[row]) * _MIXER) >> cut.shift] += 1
    return sizes


@compiled
def _points(rows: Rows, row: int) -> npt.NDArray[np.uint16]:
    text = rows.text[row]
    return rows.codes.points[rows.codes.starts[text] : rows.codes.starts[text + 1]]


@compiled
def _fill(rows: Rows, cut: _Cut, parts: tuple[int, Numbers], target: tuple[Keys, Places]) -> None:
    """Put the shingles of some neighbouring parts where each part's next place is."""
    first, places = parts
    for row in range(len(rows.text)):
        points = _points(rows, row)
        key = np.uint64(0)
        for at in range(len(points)):
            key = ((key << _WIDTH) | np.uint64(points[at])) & cut.mask
            salted = key ^ rows.salt[row]
            part = np.int64((salted * _MIXER) >> cut.shift) - first
            if at >= cut.length - 1 and 0 <= part < len(places):
                target[0][places[part]], target[1][places[part]] = salted, row
                places[part] += 1


class _Table(NamedTuple):
    """Places for shingles, at most half of them taken; `last` is 1 + the row that had it last."""

    key: Keys
    last: Places
    count: Counts  # of posts so far
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
def _count(
    rows: Rows, told: tuple[Keys, Places], bounds: Numbers, limits: tuple[int, np.uint64]
) -> tuple[tuple[Places, Places], Counts, tuple[Places, Places], Keys]:
    """The rare shingles of parts that stand one after another, rows in order within each."""
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
    place = np.int64(((key * _MIXER) << used_bits) >> _HALF) & last
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
        is_of_this_time = table.posted_at[place] == rows.time[row]
        if rows.is_asked[row]:
            seen = np.int64(table.before[place] if is_of_this_time else table.count[place])
            others = seen - np.int64(rows.knows_itself[row])
            if 0 < others < document_cap:
                target.row[asked], target.shingle[asked] = row, place
                target.counts[asked] = others
                asked += 1
        if rows.is_posted[row]:
            if not is_of_this_time:
                table.before[place], table.posted_at[place] = table.count[place], rows.time[row]
            if table.count[place] < document_cap:
                target.posted_row[posted], target.posted_shingle[posted] = row, place
                posted += 1
            table.count[place] += table.count[place] < _MOST
    return asked, posted


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
