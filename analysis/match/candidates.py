"""Which forms are worth weighing: those that share rare shingles, in one unit or anywhere.

A shingle is a stretch of characters; it is rare where few texts have it. What is common in all
registers together can be rare in those of one unit, and most copies stay in their unit, so the
two are counted apart. All work is on arrays: a shingle of four characters is a number of 64 bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis import settings
from analysis.text import shingles
from analysis.text.shingles import Keys, Numbers

_SHARED = 2  # rare shingles that two texts must share
_BATCH = 100_000  # rows looked up at a time
_SORTED_AT_ONCE = 50_000_000  # shingles; more are sorted in parts, to bound memory
_MET_AT_ONCE = 20_000_000  # pairs laid out at a time
_FILTER_BITS = np.uint64(26)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits: spreads the keys

Flags = npt.NDArray[np.bool_]


class _Filed(NamedTuple):
    """One place per text form and unit, with the shingles of place i at starts[i]:starts[i + 1]."""

    text: Numbers
    looks_from: Numbers
    seen_from: Numbers
    keys: Keys
    starts: Numbers


def sharing(filed: pa.Table, limits: settings.Match) -> pa.Table:
    """Pairs of forms (`newer_form`, `older_form`) that share two rare shingles.

    `filed` has a row per text form and unit, ordered by text: `text`, `n4`, `unit_key` (any
    number that is the unit's alone), `looks_from` (null where nothing is asked) and `seen_from`.
    A row sees those with `seen_from < looks_from`. Of each row's shingles that at most
    `document_cap` rows have, the `rarest_kept` rarest count; ties go by the shingle's own number.
    Time and memory (8 to 20 bytes a character) grow with the characters of the texts.
    """
    keys, starts = shingles.cut(filed["n4"], limits.shingle_length)
    rows = _Filed(
        filed["text"].to_numpy().astype(np.int64),
        pc.fill_null(filed["looks_from"], -1).to_numpy().astype(np.int64),
        filed["seen_from"].to_numpy().astype(np.int64),
        keys,
        starts,
    )
    anywhere = _sharing(_once_per_text(rows), limits)
    _salt(rows, filed["unit_key"].to_numpy())
    pairs = _repeated(np.sort(np.concatenate([anywhere, _sharing(rows, limits)])), 1)
    columns = (pairs >> 32, pairs & 0xFFFFFFFF)
    names = ("newer_form", "older_form")
    return pa.table([pa.array(column, pa.int32()) for column in columns], names)


def _once_per_text(rows: _Filed) -> _Filed:
    """A text that several units filed taken once: asked for the latest, seen from the earliest."""
    is_first = np.append(True, rows.text[1:] != rows.text[:-1])[: len(rows.text)]
    if is_first.all():
        return rows
    first = np.flatnonzero(is_first)
    sizes = np.diff(rows.starts)
    return _Filed(
        rows.text[first],
        np.maximum.reduceat(rows.looks_from, first),
        np.minimum.reduceat(rows.seen_from, first),
        rows.keys[np.repeat(is_first, sizes)],
        np.cumsum(np.append(0, sizes[first])),
    )


def _salt(rows: _Filed, unit_key: Keys) -> None:
    """Turn each shingle, in place, into one of its unit: equal only to the same one there."""
    salt = unit_key.astype(np.uint64) * _FACTOR
    for start, end in _batches(rows):
        sizes = np.diff(rows.starts[start : end + 1])
        rows.keys[rows.starts[start] : rows.starts[end]] ^= np.repeat(salt[start:end], sizes)


def _batches(rows: _Filed) -> Iterator[tuple[int, int]]:
    for start in range(0, len(rows.text), _BATCH):
        yield start, min(start + _BATCH, len(rows.text))


def _sharing(rows: _Filed, limits: settings.Match) -> Numbers:
    """Pairs of texts as newer << 32 | older, each once."""
    rare, counts = _rare(rows.keys, limits.document_cap)
    row, place = _held(rows, rare)
    row, place = _rarest(row, (counts[place], place), limits.rarest_kept)
    met = np.sort(np.concatenate([np.zeros(0, np.int64), *_met(rows, row, place)]))
    shared = _repeated(met, _SHARED)
    texts = (rows.text[shared >> 32] << 32) | rows.text[shared & 0xFFFFFFFF]
    return _repeated(np.sort(texts), 1)


def _rare(keys: Keys, cap: int) -> tuple[Keys, Numbers]:
    """The keys that stand 2 to `cap` times, in order, and how often."""
    parts = np.uint64(len(keys) // _SORTED_AT_ONCE + 1)
    found = [
        _counted(np.sort(keys[keys % parts == part] if parts > 1 else keys), cap)
        for part in range(int(parts))
    ]
    rare, counts = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(rare) if parts > 1 else slice(None)
    return rare[order], counts[order]


def _counted(keys: Keys, cap: int) -> tuple[Keys, Numbers]:
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    counts = np.diff(np.append(first, len(keys)))
    is_rare = (counts >= _SHARED) & (counts <= cap)
    return keys[first[is_rare]], counts[is_rare]


def _held(rows: _Filed, rare: Keys) -> tuple[Numbers, Numbers]:
    """Every rare shingle of every row: the row, and the shingle's place among the rare ones."""
    shift = np.uint64(64) - _FILTER_BITS
    may_be = np.zeros(1 << int(_FILTER_BITS), np.bool_)
    may_be[(rare * _FACTOR) >> shift] = True
    found = [_looked_up(rows, batch, rare, may_be) for batch in _batches(rows)]
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    row, place = (np.concatenate(column) for column in zip(*found, strict=True))
    return row, place


def _looked_up(
    rows: _Filed, batch: tuple[int, int], rare: Keys, may_be: Flags
) -> tuple[Numbers, Numbers]:
    start, end = batch
    keys = rows.keys[rows.starts[start] : rows.starts[end]]
    hit = np.flatnonzero(may_be[(keys * _FACTOR) >> (np.uint64(64) - _FILTER_BITS)])
    place = np.searchsorted(rare, keys[hit])
    is_rare = rare[np.minimum(place, len(rare) - 1)] == keys[hit] if len(rare) else hit < 0
    owner = np.repeat(np.arange(start, end), np.diff(rows.starts[start : end + 1]))
    return owner[hit[is_rare]], place[is_rare]


def _rarest(row: Numbers, rank: tuple[Numbers, Numbers], kept: int) -> tuple[Numbers, Numbers]:
    """Of each row the first `kept` shingles by count, then by place; each shingle once."""
    count, place = rank
    place_bits, count_bits = (int(side.max(initial=0)).bit_length() for side in (place, count))
    packed = (row << (place_bits + count_bits)) | (count << place_bits) | place
    packed = _repeated(np.sort(packed), 1)
    row = packed >> (place_bits + count_bits)
    first = np.flatnonzero(np.append(True, row[1:] != row[:-1])[: len(row)])
    sizes = np.diff(np.append(first, len(row)))
    is_kept = np.arange(len(row)) - np.repeat(first, sizes) < kept
    return row[is_kept], packed[is_kept] & ((1 << place_bits) - 1)


def _repeated(values: Numbers, at_least: int) -> Numbers:
    """The distinct ones of sorted values that stand so often."""
    first = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    return values[first[np.diff(np.append(first, len(values))) >= at_least]]


def _met(rows: _Filed, row: Numbers, place: Numbers) -> Iterator[Numbers]:
    """For each shingle every row that has it with every one that it sees: newer << 32 | older."""
    packed = np.sort((place << 32) | row)
    row, place = packed & 0xFFFFFFFF, packed >> 32
    first = np.flatnonzero(np.append(True, place[1:] != place[:-1])[: len(place)])
    sizes = np.diff(np.append(first, len(place)))
    ends = np.cumsum(sizes * sizes)
    for at in range(0, int(ends[-1]) if len(ends) else 0, _MET_AT_ONCE):
        groups = np.searchsorted(ends, (at, at + _MET_AT_ONCE), "right")
        chosen = slice(groups[0], groups[1])
        yield _seen(rows, *_crossed(row, first[chosen], sizes[chosen]))


def _crossed(row: Numbers, first: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Every ordered pair within each group of rows."""
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    members = np.repeat(first, sizes) + within
    partners = np.repeat(sizes, sizes)
    start = np.repeat(np.repeat(first, sizes), partners)
    step = np.arange(partners.sum()) - np.repeat(np.cumsum(partners) - partners, partners)
    return np.repeat(row[members], partners), row[start + step]


def _seen(rows: _Filed, newer: Numbers, older: Numbers) -> Numbers:
    is_seen = rows.seen_from[older] < rows.looks_from[newer]
    is_seen &= rows.text[older] != rows.text[newer]
    return (newer[is_seen] << 32) | older[is_seen]
