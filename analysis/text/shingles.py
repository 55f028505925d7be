"""Texts that share rare character shingles with given ones, found in one pass without an index."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_Numbers = npt.NDArray[np.int64]
_Keys = npt.NDArray[np.uint32]
# Odd multiplier of a polynomial hash modulo 2**32 (the golden ratio's bits): spreads code points.
_FACTOR = np.uint32(0x9E3779B1)
_FILTER_BITS = np.uint32(22)
_SHARED = 2
_REPEATED = 8  # times that a shingle may stand in each of its texts and still be rare


def sharing(asked: pa.Array, pool: pa.Array, *, length: int, document_cap: int) -> pa.Array:
    """The texts of `pool` that share two rare shingles with one of `asked`, as their places.

    A shingle (`length` characters) is rare when at most `document_cap` texts of the pool have it,
    and it stands in the pool at most eight times as often. Both are distinct texts without nulls;
    time grows with the characters of the pool.
    """
    keys, texts = _shingles(asked, length)
    wanted, places = np.unique(keys, return_inverse=True)
    pool_keys, pool_texts = _shingles(pool, length)
    hit = np.flatnonzero(_may_be_in(pool_keys, wanted))
    shingle, older = _known(pool_keys[hit], pool_texts[hit], wanted)
    often = np.bincount(shingle, minlength=len(wanted)) > _REPEATED * document_cap
    shingle, older = _distinct(shingle[~often[shingle]], older[~often[shingle]])
    is_rare = np.bincount(shingle, minlength=len(wanted))[shingle] <= document_cap
    return pa.array(_paired((places, texts), (shingle[is_rare], older[is_rare])))


def _shingles(texts: pa.Array, length: int) -> tuple[_Keys, _Numbers]:
    """A key for every shingle and the place of its text, in the order of the texts."""
    joined = "".join(texts.to_pylist())
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
    count = max(len(codes) - length + 1, 0)
    keys = np.zeros(count, np.uint32)
    for step in range(length):
        keys *= _FACTOR
        keys += codes[step : step + count]
    inside = owner[:count] == owner[length - 1 : length - 1 + count]
    return keys[inside], owner[:count][inside]


def _may_be_in(keys: _Keys, wanted: _Keys) -> npt.NDArray[np.bool_]:
    """A filter by the upper bits of the keys: few pass that are not wanted."""
    shift = np.uint32(32) - _FILTER_BITS
    table = np.zeros(1 << int(_FILTER_BITS), np.bool_)
    table[(wanted * _FACTOR) >> shift] = True
    passed: npt.NDArray[np.bool_] = table[(keys * _FACTOR) >> shift]
    return passed


def _known(keys: _Keys, texts: _Numbers, wanted: _Keys) -> tuple[_Numbers, _Numbers]:
    """Of keys and their texts those that are wanted, each key as its place among the wanted."""
    place = np.searchsorted(wanted, keys)
    right = place < len(wanted)
    right[right] = wanted[place[right]] == keys[right]
    return place[right], texts[right].astype(np.int64)


def _distinct(first: _Numbers, second: _Numbers) -> tuple[_Numbers, _Numbers]:
    pairs = np.sort((first << 32) | second)
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs
    return pairs >> 32, pairs & 0xFFFFFFFF


def _paired(newer: tuple[_Numbers, _Numbers], older: tuple[_Numbers, _Numbers]) -> _Numbers:
    """Older texts that share enough shingles with one newer text; both as (shingle, text)."""
    shingle, text = _distinct(newer[0], newer[1].astype(np.int64))
    start, end = (np.searchsorted(older[0], shingle, side) for side in ("left", "right"))
    sizes = end - start
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    shared = (np.repeat(text, sizes) << 32) | older[1][np.repeat(start, sizes) + within]
    pairs, counts = np.unique(shared, return_counts=True)
    return np.sort(np.unique(pairs[counts >= _SHARED] & 0xFFFFFFFF))
