"""Which forms are worth weighing: those that share rare shingles, in one unit or anywhere.

A shingle is a stretch of characters; it is rare where few texts have it. What is common in all
registers together can be rare in those of one unit, and most copies stay in their unit, so the
two are counted apart.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis import settings
from analysis.match.finding import rarity
from analysis.match.finding.scopes import Counts, Flags, Keys, Places, Rare, Rows, scope
from analysis.text.rows.codes import Codes, Numbers
from analysis.text.rows.compiling import compiled, in_parts

_SHARED = 2  # rare shingles that two texts must share
_ROOM = 1 << 20  # pairs written at a time


class Events(NamedTuple):
    """What happens to texts in units, in order of time.

    A text `is_posted` in a unit once, when it is first seen there; when it `is_asked` about, all
    that was posted at an earlier time is seen. `text` is a place among the texts, `unit` a number
    from 1 on, and an asked text `is_known` where its own unit posted it before.
    """

    text: Numbers
    unit: Places
    time: Places
    is_posted: Flags
    is_asked: Flags
    is_known: Flags


def sharing(codes: Codes, events: Events, limits: settings.Match) -> Numbers:
    """Pairs as asked event << 32 | earlier text, that share two rare shingles.

    Of an asked text's shingles that fewer than `document_cap` other texts of its unit had by then,
    the `rarest_kept` rarest count; ties go by the shingle's own number. Of all that share, the
    `weighed_per_form` that share most are given. What is given follows from earlier events alone.
    Time grows with the characters of the texts.
    """
    [rare] = rarity.find_rare(
        Rows(codes, events.text),
        [scope(*events[1:])],
        length=limits.shingle_length,
        document_cap=limits.document_cap,
    )
    return _met(events, rare, limits)


def anywhere(events: Events) -> Events:
    """The same as if all units were one: a text is posted when any first has it."""
    posts = np.flatnonzero(events.is_posted)
    texts, first = np.unique(events.text[posts], return_index=True)
    is_posted = np.zeros(len(events.text), np.bool_)
    is_posted[posts[first]] = True
    since = np.full(int(events.text.max(initial=-1)) + 1, np.iinfo(np.int32).max, np.int32)
    since[texts] = events.time[posts[first]]
    is_known = since[events.text] < events.time
    unit = np.zeros_like(events.unit)
    return events._replace(unit=unit, is_posted=is_posted, is_known=is_known)


class Held(NamedTuple):
    """The rare shingles kept of event i, from starts[i] to starts[i + 1], and who posted each."""

    starts: Numbers
    shingle: Places
    posted: Numbers
    row: Places


def _met(events: Events, rare: Rare, limits: settings.Match) -> Numbers:
    held = keep_rarest(rare, len(events.text), limits.rarest_kept)
    found = in_parts(
        len(events.text),
        lambda start, end: met_pairs(events, held, (start, end, limits.weighed_per_form)),
    )
    return np.concatenate([np.zeros(0, np.int64), *found])


def keep_rarest(rare: Rare, count: int, kept: int) -> Held:
    """The `kept` rarest of each event, and for each shingle the events that posted it, in order."""
    starts, order = _grouped(rare.row, count)
    found = in_parts(count, lambda start, end: _rarest(rare, (starts, order), kept, (start, end)))
    shingle, sizes = (np.concatenate(column) for column in zip(*found, strict=True))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    return Held(starts, shingle, rare.starts, rare.posts)


def met_pairs(events: Events, held: Held, part: tuple[int, int, int]) -> Numbers:
    """The pairs of the asked events from `start` to `end`, `kept` of each at most."""
    start, end, kept = part
    found = []
    while start < end:
        pairs = np.empty(_ROOM + kept, np.int64)
        start, used = _meet(events, held, (start, end, kept), pairs)
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
    rare: Rare, rows: tuple[Numbers, Places], kept: int, part: tuple[int, int]
) -> tuple[Places, Places]:
    """Of each event the first `kept` shingles by count, then by key, and how many those are."""
    starts, order = rows
    room = min(starts[part[1]] - starts[part[0]], (part[1] - part[0]) * kept)
    shingles, sizes = np.empty(room, np.int32), np.zeros(part[1] - part[0], np.int32)
    counts = np.empty(kept, np.uint8)
    used = 0
    for row in range(part[0], part[1]):
        best = (shingles[used : used + kept], counts)
        size = 0
        for at in range(starts[row], starts[row + 1]):
            one = rare.shingle[order[at]], rare.counts[order[at]]
            size = _insert(best, size, one, rare.keys)
        sizes[row - part[0]] = size
        used += size
    return shingles[:used].copy(), sizes


@compiled
def _insert(best: tuple[Places, Counts], size: int, one: tuple[int, int], keys: Keys) -> int:
    """Put a shingle among the best, which are in order; the last goes where there is no room."""
    shingles, counts = best
    at = min(size, len(shingles))
    while at > 0 and _is_rarer(one, (shingles[at - 1], counts[at - 1]), keys):
        if at < len(shingles):
            shingles[at], counts[at] = shingles[at - 1], counts[at - 1]
        at -= 1
    if at < len(shingles):
        shingles[at], counts[at] = one
    return min(size + 1, len(shingles))


@compiled
def _is_rarer(one: tuple[int, int], other: tuple[int, int], keys: Keys) -> bool:
    if one[1] != other[1]:
        return bool(one[1] < other[1])
    return bool(keys[one[0]] < keys[other[0]])


@compiled
def _meet(
    events: Events, held: Held, limits: tuple[int, int, int], pairs: Numbers
) -> tuple[int, int]:
    """Pairs of asked events from one on while there is room; the next, and how many there are."""
    start, end, kept = limits
    seen, shared = np.empty(1 << 10, np.int32), np.zeros(len(events.text), np.int32)
    used = 0
    for row in range(start, end):
        if used + kept > len(pairs):
            return row, used
        room = _room(held, row)
        if room > len(seen):
            seen = np.empty(2 * room, np.int32)
        size = _tally(events, held, row, (seen, shared)) if room else 0
        least, left = _least(seen[:size], shared, kept)
        for older in seen[:size]:
            is_tied = shared[older] == least and left > 0
            left -= is_tied
            if is_tied or shared[older] > least:
                pairs[used] = (row << 32) | events.text[older]
                used += 1
            shared[older] = 0
    return end, used


@compiled
def _room(held: Held, row: int) -> int:
    """How many events, some of them often, post a shingle that this one keeps."""
    room = 0
    for at in range(held.starts[row], held.starts[row + 1]):
        room += held.posted[held.shingle[at] + 1] - held.posted[held.shingle[at]]
    return room


@compiled
def _tally(events: Events, held: Held, row: int, target: tuple[Places, Places]) -> int:
    """Note the earlier events that post a shingle this one keeps, and how many of them each."""
    seen, shared = target
    size = 0
    for at in range(held.starts[row], held.starts[row + 1]):
        for post in range(held.posted[held.shingle[at]], held.posted[held.shingle[at] + 1]):
            older = held.row[post]
            is_earlier = events.time[older] < events.time[row]
            if is_earlier and events.text[older] != events.text[row]:
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
