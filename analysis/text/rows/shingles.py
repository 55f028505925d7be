"""Which texts of a long history share rare shingles with a few new ones.

A shingle is a stretch of at most four characters, held as one number of 64 bits.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.text.rows.codes import Codes, Numbers, coded
from analysis.text.rows.compiling import compiled, in_parts

Keys = npt.NDArray[np.uint64]
_LONGEST = 4
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: spreads the keys
_WIDTH, _FILTER_SHIFT = np.uint64(16), np.uint64(64 - 22)
_SHARED = 2
_NONE = np.zeros((0, 2), np.int64)


def sharing(
    asked: pa.Array | pa.ChunkedArray,
    pool: pa.Array | pa.ChunkedArray,
    *,
    length: int,
    document_cap: int,
) -> pa.Array:
    """The texts of `pool` that share two rare shingles with one of `asked`, as their places.

    A shingle (`length` characters, 4 at most) is rare when at most `document_cap` texts of the
    pool have it. Both are distinct texts without nulls; time grows with the characters of the pool.
    """
    if length > _LONGEST:
        raise ValueError(f"A shingle has at most {_LONGEST} characters, not {length}.")
    new, old = coded(asked), coded(pool)
    wanted = np.unique(_told(new, np.zeros(0, np.uint64), length)[:, 0].view(np.uint64))
    rare = wanted[_texts_with(old, wanted, length) <= document_cap]
    own, hits = (_told(codes, rare, length) if len(rare) else _NONE for codes in (new, old))
    places = [np.searchsorted(rare, told[:, 0].view(np.uint64)) for told in (own, hits)]
    return pa.array(_paired((places[0], own[:, 1]), _distinct(places[1], hits[:, 1])))


def _filter(wanted: Keys) -> npt.NDArray[np.bool_]:
    """By the upper bits of the keys: few pass that are not wanted; all, if none is named."""
    table = np.full(1 << 22, len(wanted) == 0)
    table[(wanted * _FACTOR) >> _FILTER_SHIFT] = True
    return table


def _texts_with(codes: Codes, wanted: Keys, length: int) -> Numbers:
    """How many texts have each wanted shingle."""
    counts: Numbers = np.sum(_looked_at(codes, wanted, length, _count), axis=0)
    return counts


def _told(codes: Codes, wanted: Keys, length: int) -> Numbers:
    """Each wanted shingle (any, if none is named) and the text that has it."""
    return np.concatenate([_NONE, *_looked_at(codes, wanted, length, _tell)])


def _looked_at(
    codes: Codes, wanted: Keys, length: int, look: Callable[..., Numbers]
) -> list[Numbers]:
    """What is found in all texts, part by part."""
    known = wanted, _filter(wanted)
    return in_parts(
        len(codes.starts) - 1, lambda start, end: look(codes, known, (start, end, length))
    )


@compiled
def _next(key: np.uint64, codes: Codes, at: int, length: int) -> np.uint64:
    """The shingle that ends one character on."""
    mask = ~np.uint64(0) >> np.uint64(16 * (4 - length))
    return ((key << _WIDTH) | np.uint64(codes.points[at])) & mask


@compiled
def _count(
    codes: Codes, wanted: tuple[Keys, npt.NDArray[np.bool_]], part: tuple[int, int, int]
) -> Numbers:
    keys, may_be = wanted
    counts, last_text = np.zeros(len(keys), np.int64), np.full(len(keys), -1)
    for text in range(part[0], part[1]):
        key = np.uint64(0)
        for at in range(codes.starts[text], codes.starts[text + 1]):
            key = _next(key, codes, at, part[2])
            if at - codes.starts[text] >= part[2] - 1 and may_be[(key * _FACTOR) >> _FILTER_SHIFT]:
                place = np.searchsorted(keys, key)
                if place < len(keys) and keys[place] == key and last_text[place] != text:
                    counts[place] += 1
                    last_text[place] = text
    return counts


@compiled
def _tell(
    codes: Codes, wanted: tuple[Keys, npt.NDArray[np.bool_]], part: tuple[int, int, int]
) -> Numbers:
    keys, may_be = wanted
    found, used = np.empty((1 << 10, 2), np.int64), 0
    for text in range(part[0], part[1]):
        key = np.uint64(0)
        for at in range(codes.starts[text], codes.starts[text + 1]):
            key = _next(key, codes, at, part[2])
            if at - codes.starts[text] >= part[2] - 1 and may_be[(key * _FACTOR) >> _FILTER_SHIFT]:
                place = np.searchsorted(keys, key)
                if len(keys) == 0 or (place < len(keys) and keys[place] == key):
                    if used == len(found):
                        found = np.concatenate((found, np.empty_like(found)))
                    found[used, 0], found[used, 1] = np.int64(key), text
                    used += 1
    return found[:used].copy()


def _distinct(first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    pairs = np.sort((first << 32) | second)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return pairs >> 32, pairs & 0xFFFFFFFF


def _paired(newer: tuple[Numbers, Numbers], older: tuple[Numbers, Numbers]) -> Numbers:
    """Older texts that share enough shingles with one newer text; both as (shingle, text)."""
    shingle, text = _distinct(newer[0], newer[1])
    start, end = (np.searchsorted(older[0], shingle, side) for side in ("left", "right"))
    sizes = end - start
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    shared = (np.repeat(text, sizes) << 32) | older[1][np.repeat(start, sizes) + within]
    pairs, counts = np.unique(shared, return_counts=True)
    return np.sort(np.unique(pairs[counts >= _SHARED] & 0xFFFFFFFF))
