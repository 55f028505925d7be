"""The stretches that differ between the texts of many pairs, with what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from analysis.match import encoding

_GAP = 2  # equal symbols between two changes of wording that are still one change
_BEFORE, _AFTER = 2, 4  # symbols around a change that may belong to its word

Numbers = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]


class Spans(NamedTuple):
    """Changes of all pairs: the pair, the words on either side, what stands around them."""

    pair: Numbers
    older: Texts
    newer: Texts
    before: Texts
    after: Texts


def found(older: Sequence[str], newer: Sequence[str]) -> Spans:
    """The stretches that are not equal, neighbours over a chance anchor joined."""
    flat = [
        (pair, step.src_start, step.src_end, step.dest_start, step.dest_end)
        for pair, (old, new) in enumerate(zip(older, newer, strict=True))
        for step in Levenshtein.opcodes(old, new)
        if step.tag != "equal"
    ]
    table = np.array(flat, np.int64).reshape(-1, 5)
    pair, older_start, older_end, newer_start, newer_end = table.T
    group = _groups(table, newer)
    first = np.flatnonzero(np.diff(group, prepend=-1))
    last = np.append(first[1:], len(group)) - 1 if len(first) else first
    places = list(
        zip(
            pair[first].tolist(),
            older_start[first].tolist(),
            older_end[last].tolist(),
            newer_start[first].tolist(),
            newer_end[last].tolist(),
            strict=True,
        )
    )
    return Spans(
        pair[first],
        array([older[row][a:b] for row, a, b, _, _ in places]),
        array([newer[row][c:d] for row, _, _, c, d in places]),
        array([newer[row][max(c - _BEFORE, 0) : c] for row, _, _, c, _ in places]),
        array([newer[row][d : d + _AFTER] for row, _, _, _, d in places]),
    )


def _groups(table: Numbers, newer: Sequence[str]) -> Numbers:
    """A number per change; changes that touch, or words for others over a chance character."""
    pair, older_start, older_end, newer_start, newer_end = table.T
    takes, puts = older_end > older_start, newer_end > newer_start
    is_exchange = takes & puts
    gap = newer_start[1:] - newer_end[:-1]
    near = (pair[1:] == pair[:-1]) & (gap <= _GAP)
    is_taken_and_put = (takes[1:] & puts[:-1]) | (puts[1:] & takes[:-1])
    joins = near & ((gap == 0) | is_exchange[1:] | is_exchange[:-1] | is_taken_and_put)
    for place in np.flatnonzero(joins & (gap > 0)).tolist():
        between = newer[pair[place]][newer_end[place] : newer_start[place + 1]]
        joins[place] = not any(symbol in encoding.MASKS for symbol in between)
    return np.cumsum(np.append([True], ~joins)) if len(table) else np.zeros(0, np.int64)


def share_in(stretches: Texts, pair: Numbers, texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """The share of each stretch's pairs of symbols that its pair's text has; 1 without any."""
    text, hashes = encoding.bigrams(texts)
    row, asked = encoding.bigrams(stretches.tolist())
    factor = np.uint64(0x9E3779B97F4A7C15)
    known = np.sort(hashes ^ (text.astype(np.uint64) * factor))
    wanted = asked ^ (pair[row].astype(np.uint64) * factor)
    place = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    hit = known[place] == wanted if len(known) else np.zeros(len(wanted), np.bool_)
    total = np.bincount(row, minlength=len(stretches))
    found = np.bincount(row, weights=hit, minlength=len(stretches))
    return np.where(total > 0, found / np.maximum(total, 1), 1.0)


def array(texts: list[str]) -> Texts:
    """The texts as an array of objects, also where all are of one length."""
    made = np.empty(len(texts), object)
    made[:] = texts
    return made


def lengths(texts: Sequence[str] | Texts) -> Numbers:
    """The number of symbols of each text."""
    return np.fromiter(map(len, texts), np.int64, len(texts))
