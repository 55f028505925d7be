"""The rare shingles of groups of rows, each group alone."""

from __future__ import annotations

import numpy as np

from analysis.match.finding.passing import IS_POSTED, NUMBER, OTHERS, ROW, Notes, Table, roomy, walk
from analysis.match.finding.scopes import Cut, Keys, Places, Rare, Rows
from analysis.text.rows.codes import Numbers
from analysis.text.rows.compiling import compiled


@compiled
def count(rows: Rows, seen: Keys, groups: tuple[Places, Numbers], cut: Cut) -> Rare:
    """The rare shingles of groups of rows, each group alone.

    `groups` are rows, in order within each group, and where each group starts and the last ends.
    """
    order, starts = groups
    found = _nothing()
    asked, known, posted = 0, 0, 0
    for group in range(len(starts) - 1):
        own = order[starts[group] : starts[group + 1]]
        table, used, notes = walk(rows, seen, own, cut)
        asks, posts = (notes[:, OTHERS] > 0).sum(), (notes[:, IS_POSTED] > 0).sum()
        found = Rare(
            roomy(found.row, asked, asks),
            roomy(found.shingle, asked, asks),
            roomy(found.counts, asked, asks),
            roomy(found.starts, known + 1, min(used, asks)),
            roomy(found.posts, posted, posts),
            roomy(found.keys, known, min(used, asks)),
        )
        numbers = np.zeros(used + 1, np.int32)
        known_after = _tell(notes, found, numbers, (asked, known))
        _name(table, numbers, found.keys)
        posted = _group(notes, numbers, found, (known, known_after, posted))
        asked, known = asked + asks, known_after
    return Rare(
        found.row[:asked].copy(),
        found.shingle[:asked].copy(),
        found.counts[:asked].copy(),
        found.starts[: known + 1].copy(),
        found.posts[:posted].copy(),
        found.keys[:known].copy(),
    )


@compiled
def _nothing() -> Rare:
    return Rare(
        np.empty(0, np.int32),
        np.empty(0, np.int32),
        np.empty(0, np.uint8),
        np.zeros(1, np.int64),
        np.empty(0, np.int32),
        np.empty(0, np.uint64),
    )


@compiled
def _tell(notes: Notes, found: Rare, numbers: Places, state: tuple[int, int]) -> int:
    """Write down what was asked, and give those shingles places among the keys; where these end.

    `numbers` is filled: 1 + the place of each shingle of the table.
    """
    at, known = state
    for note in notes:
        if note[OTHERS] == 0:
            continue
        number = note[NUMBER]
        if numbers[number] == 0:
            known += 1
            numbers[number] = known
        found.row[at], found.shingle[at] = note[ROW], numbers[number] - 1
        found.counts[at] = note[OTHERS]
        at += 1
    return known


@compiled
def _name(table: Table, numbers: Places, keys: Keys) -> None:
    """Put the keys of the shingles that were asked about in their places."""
    for place in range(len(table.number)):
        number = numbers[max(table.number[place], 0)]
        if number:
            keys[number - 1] = table.slots[2 * place]


@compiled
def _group(notes: Notes, numbers: Places, found: Rare, state: tuple[int, int, int]) -> int:
    """Put the posts of each shingle from first to last together; returns where they end."""
    first, last, start = state
    starts = found.starts
    starts[first : last + 1] = 0
    for note in notes:
        number = numbers[note[NUMBER]]
        starts[number] += number > 0 and note[IS_POSTED] > 0
    starts[first] = start
    for number in range(first, last):
        starts[number + 1] += starts[number]
    following = starts[first:last].copy()
    for note in notes:
        number = numbers[note[NUMBER]] - 1 - first
        if number >= 0 and note[IS_POSTED]:
            found.posts[following[number]] = note[ROW]
            following[number] += 1
    return int(starts[last])
