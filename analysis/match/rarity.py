"""Which shingles of which texts are rare: counted exactly, in parts that bound memory.

A shingle is a stretch of at most four characters, held as one number of 64 bits. Every shingle of
every row goes to the part its number belongs to; a part is small enough to be counted in the
processor's cache.
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

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8]


class Rows(NamedTuple):
    """What shingles are counted in: a text of `codes` for each row, and what tells rows apart.

    Equal shingles of rows with different `salt` are different ones.
    """

    codes: Codes
    text: Numbers
    salt: Keys


class Rare(NamedTuple):
    """Rare shingles of rows, each once a row: `shingle` is a place among `keys` and `counts`."""

    row: Places
    shingle: Places
    keys: Keys
    counts: Counts


def find_rare(rows: Rows, *, length: int, document_cap: int) -> Rare:
    """The shingles (`length` characters, 4 at most) that 2 to `document_cap` (255) rows have."""
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
    return Rare(*_count(keys, owners, bounds, (document_cap, int(cut.shift))))


def _joined(parts: list[Rare]) -> Rare:
    """All parts as one, their places among the keys moved on."""
    before = np.cumsum([0, *(len(part.keys) for part in parts)])
    shingles = [part.shingle + np.int32(at) for part, at in zip(parts, before, strict=False)]
    return Rare(
        np.concatenate([np.zeros(0, np.int32), *(part.row for part in parts)]),
        np.concatenate([np.zeros(0, np.int32), *shingles]),
        np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in parts)]),
        np.concatenate([np.zeros(0, np.uint8), *(part.counts for part in parts)]),
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


@compiled
def _count(
    keys: Keys, owners: Places, bounds: Numbers, limits: tuple[int, int]
) -> tuple[Places, Places, Keys, Counts]:
    """The rare shingles of parts that stand one after another, rows in order within each."""
    document_cap, shift = limits
    row, shingle = np.empty(len(keys), np.int32), np.empty(len(keys), np.int32)
    rare, counts = np.empty(len(keys) // 2 + 1, np.uint64), np.empty(len(keys) // 2 + 1, np.uint8)
    known, used = 0, 0
    for part in range(len(bounds) - 1):
        own = keys[bounds[part] : bounds[part + 1]]
        own_rows = owners[bounds[part] : bounds[part + 1]]
        table = _table(len(own))
        _tally(own, own_rows, table, np.uint64(64 - shift))
        before = known
        known = _number(table, document_cap, known, (rare, counts))
        if known > before:
            used = _tell(own, own_rows, table, (np.uint64(64 - shift), used), (row, shingle))
    return row[:used].copy(), shingle[:used].copy(), rare[:known].copy(), counts[:known].copy()


@compiled
def _table(size: int) -> tuple[Keys, Places, Places]:
    """Places for keys, at most half of them taken: the key, its count, the row that had it last."""
    room = 16
    while room < 2 * size:
        room *= 2
    return np.empty(room, np.uint64), np.zeros(room, np.int32), np.empty(room, np.int32)


@compiled
def _place(key: np.uint64, table: tuple[Keys, Places, Places], used_bits: np.uint64) -> np.int64:
    """Where a key stands in the table, or could be put; by the bits that parts do not use."""
    last = np.int64(len(table[0]) - 1)
    place = np.int64(((key * _MIXER) << used_bits) >> _HALF) & last
    while table[1][place] != 0 and table[0][place] != key:
        place = (place + 1) & last
    return place


@compiled
def _tally(
    keys: Keys, rows: Places, table: tuple[Keys, Places, Places], used_bits: np.uint64
) -> None:
    known, counts, last_row = table
    for at in range(len(keys)):
        place = _place(keys[at], table, used_bits)
        if counts[place] == 0 or last_row[place] != rows[at]:
            known[place], last_row[place] = keys[at], rows[at]
            counts[place] += 1


@compiled
def _number(
    table: tuple[Keys, Places, Places], document_cap: int, known: int, target: tuple[Keys, Counts]
) -> int:
    """Give the rare ones their places; a table's count becomes that place, or -1, less 1."""
    keys, counts, last_row = table
    for place in range(len(keys)):
        is_rare = 2 <= counts[place] <= document_cap
        if is_rare:
            target[0][known], target[1][known] = keys[place], counts[place]
        if counts[place] != 0:
            counts[place] = -known - 2 if is_rare else -1
            last_row[place] = -1
        known += is_rare
    return known


@compiled
def _tell(
    keys: Keys,
    rows: Places,
    table: tuple[Keys, Places, Places],
    state: tuple[np.uint64, int],
    target: tuple[Places, Places],
) -> int:
    """Write down the rows of each rare shingle; returns how many are written by now."""
    used_bits, used = state
    for at in range(len(keys)):
        place = _place(keys[at], table, used_bits)
        if table[1][place] < -1 and table[2][place] != rows[at]:
            table[2][place] = rows[at]
            target[0][used], target[1][used] = rows[at], -table[1][place] - 2
            used += 1
    return used
