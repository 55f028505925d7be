"""Texts cut into short overlapping stretches, and which texts share the rare ones."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
_BATCH = 100_000  # texts cut at a time
_UNIT_BITS = np.uint64(16)  # of a code unit: a key of up to four is the shingle itself
_LONGEST = 4
# Odd multiplier (the golden ratio's bits): spreads the keys over the filter.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_FILTER_BITS = np.uint64(22)
_SHARED = 2
_REPEATED = 8  # times that a shingle may stand in each of its texts and still be rare


def cut(texts: pa.Array | pa.ChunkedArray, length: int) -> tuple[Keys, Numbers]:
    """The shingles of all texts in order, and where those of each begin, with the end of the last.

    A shingle is `length` (at most 4) neighbouring UTF-16 code units, held as one number: equal
    numbers are equal shingles, in every program and on every machine. A text's own repeated
    shingles are repeated.
    """
    if length > _LONGEST:
        raise ValueError(f"A shingle has at most {_LONGEST} characters, not {length}.")
    parts = [
        _cut(texts.slice(start, _BATCH).to_pylist(), length)
        for start in range(0, len(texts), _BATCH)
    ]
    counts = np.concatenate([np.zeros(1, np.int64), *(count for _, count in parts)])
    return np.concatenate([np.zeros(0, np.uint64), *(keys for keys, _ in parts)]), counts.cumsum()


def _cut(texts: list[str], length: int) -> tuple[Keys, Numbers]:
    raw = "".join(texts).encode("utf-16-le", "surrogatepass")
    units = np.frombuffer(raw, np.uint16).astype(np.uint64)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    if sizes.sum() != len(units):  # some characters take two units
        sizes = np.fromiter(
            (len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts),
            np.int64,
            len(texts),
        )
    owner = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
    count = max(len(units) - length + 1, 0)
    keys = np.zeros(count, np.uint64)
    for step in range(length):
        keys <<= _UNIT_BITS
        keys |= units[step : step + count]
    inside = owner[:count] == owner[length - 1 : length - 1 + count]
    return keys[inside], np.maximum(sizes - length + 1, 0)


def sharing(asked: pa.Array, pool: pa.Array, *, length: int, document_cap: int) -> pa.Array:
    """The texts of `pool` that share two rare shingles with one of `asked`, as their places.

    A shingle (`length` characters) is rare when at most `document_cap` texts of the pool have it,
    and it stands in the pool at most eight times as often. Both are distinct texts without nulls;
    time grows with the characters of the pool.
    """
    keys, starts = cut(asked, length)
    wanted, places = np.unique(keys, return_inverse=True)
    texts = np.repeat(np.arange(len(asked)), np.diff(starts))
    pool_keys, pool_starts = cut(pool, length)
    hit = np.flatnonzero(_may_be_in(pool_keys, wanted))
    owner = np.searchsorted(pool_starts, hit, "right") - 1
    shingle, older = _known(pool_keys[hit], owner, wanted)
    often = np.bincount(shingle, minlength=len(wanted)) > _REPEATED * document_cap
    shingle, older = _distinct(shingle[~often[shingle]], older[~often[shingle]])
    is_rare = np.bincount(shingle, minlength=len(wanted))[shingle] <= document_cap
    return pa.array(_paired((places, texts), (shingle[is_rare], older[is_rare])))


def _may_be_in(keys: Keys, wanted: Keys) -> npt.NDArray[np.bool_]:
    """A filter by the upper bits of the keys: few pass that are not wanted."""
    shift = np.uint64(64) - _FILTER_BITS
    table = np.zeros(1 << int(_FILTER_BITS), np.bool_)
    table[(wanted * _FACTOR) >> shift] = True
    passed: npt.NDArray[np.bool_] = table[(keys * _FACTOR) >> shift]
    return passed


def _known(keys: Keys, texts: Numbers, wanted: Keys) -> tuple[Numbers, Numbers]:
    """Of keys and their texts those that are wanted, each key as its place among the wanted."""
    place = np.searchsorted(wanted, keys)
    right = place < len(wanted)
    right[right] = wanted[place[right]] == keys[right]
    return place[right], texts[right]


def _distinct(first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    pairs = np.sort((first << 32) | second)
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs
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
