"""Edit distance by bit vectors: 64 symbols of one row against each symbol of the other.

The vectors are those of Hyyro (2003), the block version of Myers (1999).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.text.rows.compiling import compiled

_ALL, _ONE, _NONE = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(1), np.uint64(0)
_TOP, _MIDDLE = np.uint64(63), np.uint64(20)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: spreads the places

Keys = npt.NDArray[np.uint64]
Signs = tuple[Keys, Keys]


@compiled
def distance(older: npt.NDArray[Any], newer: npt.NDArray[Any]) -> np.int64:
    """The Levenshtein distance of two rows."""
    signs = signs_of(len(newer))
    lay(newer, signs)
    return distance_to(len(newer), signs, older)


@compiled
def signs_of(length: int) -> Signs:
    """For each symbol of a row of this length a row of bits: the places where it stands."""
    size = 16
    while size < 2 * length:
        size *= 2
    return np.zeros(size, np.uint64), np.zeros((size, max((length + 63) // 64, 1)), np.uint64)


@compiled
def place_of(symbol: np.uint64, keys: Keys) -> np.uint64:
    """Where a number, never 0, stands among the keys, or could be put; some places are free."""
    last = np.uint64(len(keys) - 1)
    place = (symbol * _FACTOR >> _MIDDLE) & last
    while keys[place] != _NONE and keys[place] != symbol:
        place = (place + _ONE) & last
    return place


@compiled
def lay(row: npt.NDArray[Any], signs: Signs) -> None:
    """Set the bits of a row."""
    keys, bits = signs
    for at in range(len(row)):
        place = place_of(np.uint64(row[at]), keys)
        keys[place] = np.uint64(row[at])
        bits[place, at >> 6] |= _ONE << np.uint64(at & 63)


@compiled
def distance_to(length: int, signs: Signs, other: npt.NDArray[Any]) -> np.int64:
    """The distance of a row of this length, of which the signs are, to another."""
    words = signs[1].shape[1]
    more, less = np.full(words, _ALL), np.zeros(words, np.uint64)
    last = np.uint64((length - 1) & 63)
    distance = np.int64(length)
    for at in range(len(other)):
        row = signs[1][place_of(np.uint64(other[at]), signs[0])]
        distance += _advance(row, more, less, last)
    return distance if length else np.int64(len(other))


@compiled
def _advance(row: Keys, more: Keys, less: Keys, last: np.uint64) -> np.int64:
    """The vectors one symbol of the other row further on; by how much the distance grows."""
    up, down = _ONE, _NONE
    grows = np.int64(0)
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
def laid(
    older: npt.NDArray[Any], newer: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """The vectors after each symbol of the newer row."""
    signs = signs_of(len(older))
    lay(older, signs)
    words = signs[1].shape[1]
    more = np.full((len(newer) + 1, words), _ALL)
    less = np.zeros((len(newer) + 1, words), np.uint64)
    last = np.uint64((len(older) - 1) & 63)
    for at in range(len(newer)):
        more[at], less[at] = more[at - 1], less[at - 1]
        _advance(signs[1][place_of(np.uint64(newer[at]), signs[0])], more[at], less[at], last)
    return more, less


@compiled
def bit(vectors: Keys, row: int, at: int) -> bool:
    """Whether a bit of one row of vectors is set."""
    return bool((vectors[row, at >> 6] >> np.uint64(at & 63)) & _ONE)
