"""How alike two masked texts are: by edits, by shared bigrams, by containment of the shorter."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.text.rows import edits
from analysis.text.rows.bit_vectors import place_of
from analysis.text.rows.codes import Codes, Numbers, Points, coded
from analysis.text.rows.compiling import compiled, in_parts

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: spreads the places
_ONE = np.uint64(1)
_HALF = np.uint64(16)
_MARK_WORDS, _MARK_SHIFT = 8, np.uint64(64 - 9)  # 512 marks of a text, in words of 64
_SIX, _LOW_SIX = np.uint64(6), np.uint64(63)
_SURELY = 0.96  # of the share of bits that as great a share of bigrams nearly always gives
_TWO, _FOUR, _TOP_BYTE = np.uint64(2), np.uint64(4), np.uint64(56)
_FIVES, _THREES = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
_FIFTEENS, _ONES = np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)

Shares = npt.NDArray[np.float64]
Keys = npt.NDArray[np.uint64]
Table = tuple[Keys, Numbers]


class Likeness(NamedTuple):
    """Per pair of texts: edit, jaccard, containment (0 to 1) and ratio of lengths (1 or more).

    `edit` is the normalised Levenshtein similarity over characters; `jaccard` and `containment`
    are over sets of character bigrams, containment as the share of the smaller set that the other
    has (domain.md's T5 to T7).
    """

    edit: Shares
    jaccard: Shares
    containment: Shares
    ratio: Shares


def measure(older: pa.Array, newer: pa.Array) -> Likeness:
    """The likeness of pairs of texts."""
    place = np.arange(len(older), dtype=np.int64)
    return of_pairs(coded(pa.concat_arrays([older, newer])), place, place + len(older))


def of_pairs(
    codes: Codes,
    older: Numbers,
    newer: Numbers,
    *,
    least_containment: float = 0.0,
    edited_containment: float = 0.0,
) -> Likeness:
    """The likeness of pairs of texts given by their places; quickest where `newer` ascends.

    Where `least_containment` is not reached, all may be 0; that is told by few bits first, which
    miss one pair in hundreds at the very bound. Below `edited_containment` edits are 0.
    """
    sizes = np.zeros(len(codes.starts) - 1, np.int32)
    marks = np.zeros((len(sizes), _MARK_WORDS), np.uint64)
    in_parts(len(sizes), lambda start, end: _count_bigrams(codes, (start, end), sizes, marks))
    shared = np.zeros(len(newer), np.int32)
    least = least_containment * _SURELY
    in_parts(
        len(newer),
        lambda start, end: _count_shared(
            codes, (older[start:end], newer[start:end]), (marks, least), shared[start:end]
        ),
    )
    fewer = np.minimum(sizes[older], sizes[newer])
    containment = shared / np.maximum(fewer, 1)
    edit = np.zeros(len(newer))
    near = np.flatnonzero(containment >= max(least_containment, edited_containment))
    edit[near] = edits.similarity(edits.Rows(*codes), older[near], newer[near])
    one, other = (np.diff(codes.starts)[side] for side in (older, newer))
    return Likeness(
        edit,
        shared / np.maximum(sizes[older] + sizes[newer] - shared, 1),
        containment,
        np.maximum(np.maximum(one, other), 1) / np.maximum(np.minimum(one, other), 1),
    )


@compiled
def _count_bigrams(
    codes: Codes, texts: tuple[int, int], sizes: npt.NDArray[np.int32], marks: Keys
) -> None:
    """How many different bigrams each text has, and one bit for each, of few."""
    for text in range(texts[0], texts[1]):
        points = codes.points[codes.starts[text] : codes.starts[text + 1]]
        sizes[text] = _entered(points, _table(len(points)))
        for at in range(len(points) - 1):
            mark = _bigram(points, at) * _FACTOR >> _MARK_SHIFT
            marks[text, mark >> _SIX] |= _ONE << (mark & _LOW_SIX)


@compiled
def _count_shared(
    codes: Codes,
    pairs: tuple[Numbers, Numbers],
    filtered: tuple[Keys, float],
    shared: npt.NDArray[np.int32],
) -> None:
    """How many bigrams each pair shares; 0 where the marks say that those are too few."""
    older, newer = pairs
    marks, least = filtered
    known_text, known = -1, _table(0)
    for pair in range(len(newer)):
        if not _may_reach(marks[older[pair]], marks[newer[pair]], least):
            continue
        if newer[pair] != known_text:
            known_text = newer[pair]
            one = codes.points[codes.starts[known_text] : codes.starts[known_text + 1]]
            known = _table(len(one))
            _entered(one, known)
        other = codes.points[codes.starts[older[pair]] : codes.starts[older[pair] + 1]]
        shared[pair] = _met(other, known, pair + 1)


@compiled
def _may_reach(older: Keys, newer: Keys, least: float) -> bool:
    one, other, both = np.int64(0), np.int64(0), np.int64(0)
    for word in range(len(older)):
        one += _ones(older[word])
        other += _ones(newer[word])
        both += _ones(older[word] & newer[word])
    return bool(both >= least * min(one, other))


@compiled
def _ones(bits: np.uint64) -> np.int64:
    """How many bits are set (Warren, Hacker's Delight, 5-1)."""
    bits = bits - ((bits >> _ONE) & _FIVES)
    bits = (bits & _THREES) + ((bits >> _TWO) & _THREES)
    bits = (bits + (bits >> _FOUR)) & _FIFTEENS
    return np.int64((bits * _ONES) >> _TOP_BYTE)


@compiled
def _table(length: int) -> Table:
    """Places for the bigrams of a text, at most half of them taken, and when each was last met."""
    size = 16
    while size < 2 * length:
        size *= 2
    return np.zeros(size, np.uint64), np.zeros(size, np.int64)


@compiled
def _bigram(points: Points, at: int) -> np.uint64:
    return (np.uint64(points[at]) << _HALF) | np.uint64(points[at + 1])


@compiled
def _entered(points: Points, table: Table) -> int:
    """Put the bigrams of a text into an empty table; how many different ones it has."""
    keys, _ = table
    size = 0
    for at in range(len(points) - 1):
        bigram = _bigram(points, at)
        place = place_of(bigram, keys)
        size += keys[place] != bigram
        keys[place] = bigram
    return size


@compiled
def _met(points: Points, table: Table, moment: int) -> int:
    """How many different bigrams of a text stand in the table."""
    keys, last_met = table
    shared = 0
    for at in range(len(points) - 1):
        bigram = _bigram(points, at)
        place = place_of(bigram, keys)
        if keys[place] == bigram and last_met[place] != moment:
            last_met[place] = moment
            shared += 1
    return shared
