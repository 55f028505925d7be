"""Which forms are worth weighing: those that share rare shingles, in one unit or anywhere.

A shingle is a stretch of characters; it is rare where few texts have it. What is common in all
registers together can be rare in those of one unit, and most copies stay in their unit, so the
two are counted apart.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis import settings
from analysis.match import rarity
from analysis.match.rarity import Counts, Keys, Places
from analysis.text.codes import Codes, Numbers
from analysis.text.compiling import compiled, in_parts

_SHARED = 2  # rare shingles that two texts must share
_ROOM = 1 << 20  # pairs written at a time
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: spreads the units


class Filed(NamedTuple):
    """One place per text and unit, ordered by text.

    `text` is a place among the texts, `looks_from` until when it looks back (-1 where nothing is
    asked), `seen_from` from when it is seen, `unit_key` a number that is the unit's alone.
    """

    text: Numbers
    looks_from: Numbers
    seen_from: Numbers
    unit_key: Keys


def sharing(codes: Codes, filed: Filed, limits: settings.Match) -> Numbers:
    """Pairs of texts as newer << 32 | older that share two rare shingles, some of them twice.

    A place sees those with `seen_from < looks_from`. Of each place's shingles that at most
    `document_cap` places have, the `rarest_kept` rarest count; ties go by the shingle's own
    number. Of all that share, the `weighed_per_form` that share most are given, in one unit and
    anywhere. Time grows with the characters of the texts.
    """
    salt = filed.unit_key.astype(np.uint64) * _FACTOR
    anywhere = _once_per_text(filed)
    everywhere = _met(codes, anywhere, np.zeros(len(anywhere.text), np.uint64), limits)
    return np.concatenate([everywhere, _met(codes, filed, salt, limits)])


def _once_per_text(filed: Filed) -> Filed:
    """A text that several units filed taken once: asked for the latest, seen from the earliest."""
    first = np.flatnonzero(np.diff(filed.text, prepend=-1))
    if len(first) == len(filed.text):
        return filed
    return Filed(
        filed.text[first],
        np.maximum.reduceat(filed.looks_from, first),
        np.minimum.reduceat(filed.seen_from, first),
        filed.unit_key[first],
    )


class _Held(NamedTuple):
    """The rare shingles kept of each row, from starts[i] to starts[i + 1], and who has each."""

    starts: Numbers
    shingle: Places
    posted: Numbers
    row: Places


def _met(codes: Codes, filed: Filed, salt: Keys, limits: settings.Match) -> Numbers:
    rare = rarity.find_rare(
        rarity.Rows(codes, filed.text, salt),
        length=limits.shingle_length,
        document_cap=limits.document_cap,
    )
    held = _held(rare, salt, limits.rarest_kept)
    found = in_parts(
        len(filed.text),
        lambda start, end: _pairs(filed, held, (start, end, limits.weighed_per_form)),
    )
    return np.concatenate([np.zeros(0, np.int64), *found])


def _held(rare: rarity.Rare, salt: Keys, kept: int) -> _Held:
    """The `kept` rarest of each row, and for each shingle the rows that kept it, in order."""
    starts, order = _grouped(rare.row, len(salt))
    found = in_parts(
        len(salt), lambda start, end: _rarest(rare, (starts, order), (salt, kept), (start, end))
    )
    shingle, sizes = (np.concatenate(column) for column in zip(*found, strict=True))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    posted, order = _grouped(shingle, len(rare.keys))
    row = np.repeat(np.arange(len(salt), dtype=np.int32), sizes)
    return _Held(starts, shingle, posted, row[order])


def _pairs(filed: Filed, held: _Held, part: tuple[int, int, int]) -> Numbers:
    start, end, kept = part
    found = []
    while start < end:
        pairs = np.empty(_ROOM + kept, np.int64)
        start, used = _meet(filed, held, (start, end, kept), pairs)
        found.append(pairs[:used].copy())
    return np.concatenate([np.zeros(0, np.int64), *found])


@compiled
def _grouped(group: Places, count: int) -> tuple[Numbers, Places]:
    """Where each group starts, with the end of the last, and the places of its members."""
    starts = np.zeros(count + 1, np.int64)
    for at in range(len(group)):
        starts[group[at] + 1] += 1
    for at in range(count):
        starts[at + 1] += starts[at]
    following = starts[:-1].copy()
    order = np.empty(len(group), np.int32)
    for at in range(len(group)):
        order[following[group[at]]] = at
        following[group[at]] += 1
    return starts, order


@compiled
def _rarest(
    rare: rarity.Rare, rows: tuple[Numbers, Places], limit: tuple[Keys, int], part: tuple[int, int]
) -> tuple[Places, Places]:
    """Of each row the first `kept` shingles by count, then by key, and how many those are."""
    (starts, order), (salt, kept) = rows, limit
    room = min(starts[part[1]] - starts[part[0]], (part[1] - part[0]) * kept)
    shingles, sizes = np.empty(room, np.int32), np.zeros(part[1] - part[0], np.int32)
    used = 0
    for row in range(part[0], part[1]):
        best = shingles[used : used + kept]
        size = 0
        for at in range(starts[row], starts[row + 1]):
            shingle = rare.shingle[order[at]]
            size = _insert(best, size, shingle, (rare.keys, rare.counts, salt[row]))
        sizes[row - part[0]] = size
        used += size
    return shingles[:used].copy(), sizes


@compiled
def _insert(best: Places, size: int, shingle: int, known: tuple[Keys, Counts, np.uint64]) -> int:
    """Put a shingle among the best, which are in order; the last goes where there is no room."""
    at = min(size, len(best))
    while at > 0 and _is_rarer(shingle, best[at - 1], known):
        if at < len(best):
            best[at] = best[at - 1]
        at -= 1
    if at < len(best):
        best[at] = shingle
    return min(size + 1, len(best))


@compiled
def _is_rarer(one: int, other: int, known: tuple[Keys, Counts, np.uint64]) -> bool:
    keys, counts, salt = known
    if counts[one] != counts[other]:
        return bool(counts[one] < counts[other])
    return bool((keys[one] ^ salt) < (keys[other] ^ salt))


@compiled
def _meet(
    filed: Filed, held: _Held, limits: tuple[int, int, int], pairs: Numbers
) -> tuple[int, int]:
    """Pairs of texts from a row on while there is room; the next row, and how many there are."""
    start, end, kept = limits
    seen, shared = np.empty(1 << 10, np.int32), np.zeros(len(filed.text), np.int32)
    used = 0
    for row in range(start, end):
        if used + kept > len(pairs):
            return row, used
        room = _room(held, row) if filed.looks_from[row] >= 0 else 0
        if room > len(seen):
            seen = np.empty(2 * room, np.int32)
        size = _tally(filed, held, row, (seen, shared)) if room else 0
        least, left = _least(seen[:size], shared, kept)
        for older in seen[:size]:
            is_tied = shared[older] == least and left > 0
            left -= is_tied
            if is_tied or shared[older] > least:
                pairs[used] = (filed.text[row] << 32) | filed.text[older]
                used += 1
            shared[older] = 0
    return end, used


@compiled
def _room(held: _Held, row: int) -> int:
    """How many rows, some of them often, have a shingle that this one keeps."""
    room = 0
    for at in range(held.starts[row], held.starts[row + 1]):
        room += held.posted[held.shingle[at] + 1] - held.posted[held.shingle[at]]
    return room


@compiled
def _tally(filed: Filed, held: _Held, row: int, target: tuple[Places, Places]) -> int:
    """Note the earlier rows that keep a shingle of this one, and how many of them each."""
    seen, shared = target
    size = 0
    for at in range(held.starts[row], held.starts[row + 1]):
        for post in range(held.posted[held.shingle[at]], held.posted[held.shingle[at] + 1]):
            older = held.row[post]
            is_earlier = filed.seen_from[older] < filed.looks_from[row]
            if is_earlier and filed.text[older] != filed.text[row]:
                seen[size] = older
                size += shared[older] == 0
                shared[older] += 1
    return size


@compiled
def _least(seen: Places, shared: Places, kept: int) -> tuple[int, int]:
    """How much one must share to be kept, and how many of those that share just that much are."""
    most = 0
    for older in seen:
        most = max(most, shared[older])
    counts = np.zeros(most + 1, np.int64)
    for older in seen:
        counts[shared[older]] += 1
    for least in range(most, _SHARED - 1, -1):
        if counts[least] >= kept:
            return least, kept
        kept -= counts[least]
    return _SHARED - 1, 0
