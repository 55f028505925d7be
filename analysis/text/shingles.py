"""Texts that share rare character shingles with given ones, found in one pass without an index."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_Numbers = npt.NDArray[np.int64]
_Keys = npt.NDArray[np.uint64]
# Odd multiplier of a polynomial hash modulo 2**64 (the golden ratio's bits): spreads code points.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_FILTER_BITS = np.uint64(24)
_SHARED = 2


def sharing(asked: pa.Array, pool: pa.Array, *, length: int, document_cap: int) -> pa.Array:
    """The texts of `pool` that share two rare shingles with one of `asked`, as their places.

    A shingle (`length` characters) is rare when at most `document_cap` texts of the pool have it.
    Both are distinct texts without nulls; time grows with the characters of the pool.
    """
    keys, texts = _shingles(asked, length)
    wanted, places = np.unique(keys, return_inverse=True)
    pool_keys, pool_texts = _shingles(pool, length)
    hit = np.flatnonzero(_may_be_in(pool_keys, wanted))
    at = np.searchsorted(wanted, pool_keys[hit])
    right = at < len(wanted)
    right[right] = wanted[at[right]] == pool_keys[hit][right]
    shingle, older = _distinct(at[right], pool_texts[hit][right])
    is_rare = np.bincount(shingle, minlength=len(wanted))[shingle] <= document_cap
    found = _paired((places, texts), (shingle[is_rare], older[is_rare]))
    return pa.array(found)


def _shingles(texts: pa.Array, length: int) -> tuple[_Keys, _Numbers]:
    """A key for every shingle and the place of its text, in the order of the texts."""
    joined = "".join(texts.to_pylist())
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    sizes = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    owner = np.repeat(np.arange(len(texts)), sizes)
    count = max(len(codes) - length + 1, 0)
    keys = np.zeros(count, np.uint64)
    for step in range(length):
        keys = keys * _FACTOR + codes[step : step + count]
    inside = owner[:count] == owner[length - 1 : length - 1 + count]
    return keys[inside], owner[:count][inside]


def _may_be_in(keys: _Keys, wanted: _Keys) -> npt.NDArray[np.bool_]:
    """A filter by the upper bits of the keys: few pass that are not wanted."""
    shift = np.uint64(64) - _FILTER_BITS
    table = np.zeros(1 << int(_FILTER_BITS), np.bool_)
    table[(wanted * _FACTOR) >> shift] = True
    passed: npt.NDArray[np.bool_] = table[(keys * _FACTOR) >> shift]
    return passed


def _distinct(first: _Numbers, second: _Numbers) -> tuple[_Numbers, _Numbers]:
    pairs = np.unique((first << 32) | second)
    return pairs >> 32, pairs & 0xFFFFFFFF


def _paired(newer: tuple[_Numbers, _Numbers], older: tuple[_Numbers, _Numbers]) -> _Numbers:
    """Older texts that share enough shingles with one newer text; both as (shingle, text)."""
    shingle, text = _distinct(*newer)
    start, end = (np.searchsorted(older[0], shingle, side) for side in ("left", "right"))
    sizes = end - start
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    shared = (np.repeat(text, sizes) << 32) | older[1][np.repeat(start, sizes) + within]
    pairs, counts = np.unique(shared, return_counts=True)
    return np.unique(pairs[counts >= _SHARED] & 0xFFFFFFFF)
