"""Edits that turn one row of symbols into another: how few they are, and which, by bit vectors.

The vectors are those of Hyyro (2003), 64 symbols at a time; the steps are read back from them as
in Hyyro (2004): from the end, a symbol taken out before one put in before one exchanged.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from analysis.text.compiling import compiled, in_parts

LONGEST = 4_096  # symbols; pairs of longer rows are laid side by side one by one
_ALL, _ONE, _NONE = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(1), np.uint64(0)
_TOP, _MIDDLE = np.uint64(63), np.uint64(20)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: spreads the places
_TAKEN, _PUT, _EXCHANGED = 1, 2, 3
_ROOM = 1 << 16  # steps written at a time

Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


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


def _row(rows: Rows, place: int) -> npt.NDArray[Any]:
    return rows.values[rows.starts[place] : rows.starts[place + 1]]


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
    laid, signs = -1, _signs(0)
    for pair in range(len(newer)):
        one = rows.values[rows.starts[newer[pair]] : rows.starts[newer[pair] + 1]]
        other = rows.values[rows.starts[older[pair]] : rows.starts[older[pair] + 1]]
        if len(one) > LONGEST:
            found[pair] = np.nan
            continue
        if newer[pair] != laid:
            laid, signs = newer[pair], _signs(len(one))
            _lay(one, signs)
        distance = _distance(len(one), signs, other)
        found[pair] = 1.0 - distance / max(len(one), len(other), 1)


@compiled
def distance(older: npt.NDArray[Any], newer: npt.NDArray[Any]) -> int:
    """The Levenshtein distance of two rows."""
    signs = _signs(len(newer))
    _lay(newer, signs)
    return _distance(len(newer), signs, older)


@compiled
def _signs(length: int) -> tuple[Keys, npt.NDArray[np.uint64]]:
    """For each symbol of a row of this length a row of bits: the places where it stands."""
    size = 16
    while size < 2 * length:
        size *= 2
    return np.zeros(size, np.uint64), np.zeros((size, max((length + 63) // 64, 1)), np.uint64)


@compiled
def _place(symbol: np.uint64, keys: Keys) -> np.uint64:
    """Where a symbol stands among the keys, or could be put."""
    last = np.uint64(len(keys) - 1)
    place = (symbol * _FACTOR >> _MIDDLE) & last
    while keys[place] != _NONE and keys[place] != symbol:
        place = (place + _ONE) & last
    return place


@compiled
def _lay(row: npt.NDArray[Any], signs: tuple[Keys, npt.NDArray[np.uint64]]) -> None:
    keys, bits = signs
    for at in range(len(row)):
        place = _place(np.uint64(row[at]), keys)
        keys[place] = np.uint64(row[at])
        bits[place, at >> 6] |= _ONE << np.uint64(at & 63)


@compiled
def _distance(
    length: int, signs: tuple[Keys, npt.NDArray[np.uint64]], other: npt.NDArray[Any]
) -> int:
    words = signs[1].shape[1]
    more, less = np.full(words, _ALL), np.zeros(words, np.uint64)
    last = np.uint64((length - 1) & 63)
    distance = length
    for at in range(len(other)):
        row = signs[1][_place(np.uint64(other[at]), signs[0])]
        distance += _advance(row, more, less, last)
    return distance if length else len(other)


@compiled
def _advance(row: Keys, more: Keys, less: Keys, last: np.uint64) -> int:
    """The vectors one symbol of the other row further on; by how much the distance grows."""
    up, down = _ONE, _NONE
    grows = 0
    for word in range(len(more)):
        step = row[word] | down
        same = (((step & more[word]) + more[word]) ^ more[word]) | step | less[word]
        rises, falls = less[word] | ~(same | more[word]), same & more[word]
        if word == len(more) - 1:
            grows = np.int64((rises >> last) & _ONE) - np.int64((falls >> last) & _ONE)
        up, rises = rises >> _TOP, (rises << _ONE) | up
        down, falls = falls >> _TOP, (falls << _ONE) | down
        more[word], less[word] = falls | ~(same | rises), rises & same
    return grows


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
    more, less = _laid(one, other)
    at, place, used, last = len(one), len(other), first, 0
    while at > 0 or place > 0:
        kind = _EXCHANGED
        if place == 0 or (at > 0 and _bit(more, place - 1, at - 1)):
            kind = _TAKEN
        elif at == 0 or (place > 1 and _bit(less, place - 2, at - 1)):
            kind = _PUT
        at, place = at - (kind != _PUT), place - (kind != _TAKEN)
        if kind == _EXCHANGED and one[at] == other[place]:
            last = 0
            continue
        if kind != last:
            room[used] = (pair, head + at, head + at, head + place, head + place)
            room[used, 2] += kind != _PUT
            room[used, 4] += kind != _TAKEN
            used += 1
        room[used - 1, 1], room[used - 1, 3] = head + at, head + place
        last = kind
    room[first:used] = room[first:used][::-1].copy()
    return used


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


@compiled
def _laid(
    older: npt.NDArray[Any], newer: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """The vectors after each symbol of the newer row."""
    signs = _signs(len(older))
    _lay(older, signs)
    words = signs[1].shape[1]
    more = np.full((len(newer) + 1, words), _ALL)
    less = np.zeros((len(newer) + 1, words), np.uint64)
    last = np.uint64((len(older) - 1) & 63)
    for at in range(len(newer)):
        more[at], less[at] = more[at - 1], less[at - 1]
        _advance(signs[1][_place(np.uint64(newer[at]), signs[0])], more[at], less[at], last)
    return more, less


@compiled
def _bit(vectors: npt.NDArray[np.uint64], row: int, at: int) -> bool:
    return (vectors[row, at >> 6] >> np.uint64(at & 63)) & _ONE != _NONE
