"""Edits that turn one row of symbols into another: how few they are, and which, by bit vectors.

The steps are read back from the vectors as in Hyyro (2004): from the end, a symbol taken out
before one put in before one exchanged.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from analysis.text.rows.bit_vectors import Keys, bit, distance_to, laid, lay, signs_of
from analysis.text.rows.compiling import compiled, in_parts

LONGEST = 4_096  # symbols; pairs of longer rows are laid side by side one by one
_EQUAL, _TAKEN, _PUT, _EXCHANGED = range(4)
_ROOM = 1 << 16  # steps written at a time

Numbers = npt.NDArray[np.int64]


class Rows(NamedTuple):
    """Rows of symbols, any numbers but 0; row i is values[starts[i]:starts[i + 1]]."""

    values: npt.NDArray[Any]
    starts: Numbers


class Steps(NamedTuple):
    """Stretches that differ: of pair `pair`, older[older_start:older_end] became newer[…].

    Each is of one kind: taken out, put in, or exchanged symbol by symbol.
    """

    pair: Numbers
    older_start: Numbers
    older_end: Numbers
    newer_start: Numbers
    newer_end: Numbers


def similarity(rows: Rows, older: Numbers, newer: Numbers) -> npt.NDArray[np.float64]:
    """1 less the Levenshtein distance over the length of the longer row; 1 for two empty ones.

    Pairs are given by the places of their rows, quickest where `newer` ascends. Time grows with
    the length of one row, times that of the other over 64.
    """
    found = np.zeros(len(newer))
    in_parts(
        len(newer),
        lambda start, end: _similarity(
            rows, (older[start:end], newer[start:end]), found[start:end]
        ),
    )
    for pair in np.flatnonzero(np.isnan(found)).tolist():
        found[pair] = Levenshtein.normalized_similarity(
            _row(rows, older[pair]), _row(rows, newer[pair])
        )
    return found


def steps(rows: Rows, older: Numbers, newer: Numbers) -> Steps:
    """The fewest edits from each older row to its newer one, in order, like ones joined."""
    is_long = np.maximum(np.diff(rows.starts)[older], np.diff(rows.starts)[newer]) > LONGEST
    found = in_parts(
        len(newer), lambda start, end: _in_rooms(rows, older, newer, (is_long, start, end))
    )
    singly = [_singly(rows, older, newer, pair) for pair in np.flatnonzero(is_long).tolist()]
    told = np.concatenate([np.zeros((0, 5), np.int64), *(part for part in found), *singly])
    told = told[np.argsort(told[:, 0], kind="stable")] if singly else told
    return Steps(*told.T.copy())


def _row(rows: Rows, place: int) -> list[int]:
    row: list[int] = rows.values[rows.starts[place] : rows.starts[place + 1]].tolist()
    return row


def _in_rooms(
    rows: Rows, older: Numbers, newer: Numbers, part: tuple[npt.NDArray[np.bool_], int, int]
) -> npt.NDArray[np.int64]:
    is_long, start, end = part
    found = []
    while start < end:
        room = np.empty((_ROOM, 5), np.int64)
        start, used = _steps(rows, (older, newer, is_long), (start, end), room)
        found.append(room[:used])
    return np.concatenate([np.zeros((0, 5), np.int64), *found])


def _singly(rows: Rows, older: Numbers, newer: Numbers, pair: int) -> npt.NDArray[np.int64]:
    told = [
        (pair, step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Levenshtein.opcodes(_row(rows, older[pair]), _row(rows, newer[pair]))
        if step.tag != "equal"
    ]
    return np.array(told, np.int64).reshape(-1, 5)


@compiled
def _similarity(rows: Rows, pairs: tuple[Numbers, Numbers], found: npt.NDArray[np.float64]) -> None:
    older, newer = pairs
    laid, signs = -1, signs_of(0)
    for pair in range(len(newer)):
        one = rows.values[rows.starts[newer[pair]] : rows.starts[newer[pair] + 1]]
        other = rows.values[rows.starts[older[pair]] : rows.starts[older[pair] + 1]]
        if len(one) > LONGEST:
            found[pair] = np.nan
            continue
        if newer[pair] != laid:
            laid, signs = newer[pair], signs_of(len(one))
            lay(one, signs)
        distance = distance_to(len(one), signs, other)
        found[pair] = 1.0 - distance / max(len(one), len(other), 1)


@compiled
def _steps(
    rows: Rows,
    pairs: tuple[Numbers, Numbers, npt.NDArray[np.bool_]],
    between: tuple[int, int],
    room: npt.NDArray[np.int64],
) -> tuple[int, int]:
    """Steps of pairs from one on while there is room; the next pair, and how many there are."""
    older, newer, is_long = pairs
    used = 0
    for pair in range(between[0], between[1]):
        one = rows.values[rows.starts[older[pair]] : rows.starts[older[pair] + 1]]
        other = rows.values[rows.starts[newer[pair]] : rows.starts[newer[pair] + 1]]
        if is_long[pair]:
            continue
        if used + len(one) + len(other) > len(room):
            return pair, used
        used = tell(pair, one, other, (room, used))
    return between[1], used


@compiled
def tell(
    pair: int,
    older: npt.NDArray[Any],
    newer: npt.NDArray[Any],
    target: tuple[npt.NDArray[np.int64], int],
) -> int:
    """Write the steps of one pair into the room, from a place on; the place behind them."""
    room, first = target
    head, tail = _equal_ends(older, newer)
    one, other = older[head : len(older) - tail], newer[head : len(newer) - tail]
    more, less = laid(one, other)
    at, place, used, last = len(one), len(other), first, _EQUAL
    while at > 0 or place > 0:
        kind = _kind((more, less), at, place)
        at, place = at - (kind != _PUT), place - (kind != _TAKEN)
        if kind == _EXCHANGED and one[at] == other[place]:
            kind = _EQUAL
        elif kind != last:
            used += 1
            room[used - 1] = pair, 0, head + at + (kind != _PUT), 0, head + place + (kind != _TAKEN)
        if kind != _EQUAL:
            room[used - 1, 1], room[used - 1, 3] = head + at, head + place
        last = kind
    room[first:used] = room[first:used][::-1].copy()
    return used


@compiled
def _kind(vectors: tuple[Keys, Keys], at: int, place: int) -> int:
    """What was done last to come to these many symbols of the older row and of the newer."""
    more, less = vectors
    if place == 0 or (at > 0 and bit(more, place - 1, at - 1)):
        return _TAKEN
    return _PUT if at == 0 or (place > 1 and bit(less, place - 2, at - 1)) else _EXCHANGED


@compiled
def _equal_ends(older: npt.NDArray[Any], newer: npt.NDArray[Any]) -> tuple[int, int]:
    shortest = min(len(older), len(newer))
    head = 0
    while head < shortest and older[head] == newer[head]:
        head += 1
    tail = 0
    while tail < shortest - head and older[-1 - tail] == newer[-1 - tail]:
        tail += 1
    return head, tail
