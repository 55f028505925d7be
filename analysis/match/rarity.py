"""Which shingles of which texts are rare when a text is asked about: counted exactly, in parts.

A shingle is a stretch of at most four characters, held as one number of 64 bits. Every shingle of
every row goes to the part its number belongs to; a part is small enough to be counted in the
processor's cache. Rows stand in order of time and a shingle's count grows as they pass, so what is
rare for a row follows from earlier rows alone: nothing filed later changes what is found for it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.match import tallies
from analysis.match.tallies import MIXER, Counts, Keys, Places, Rows
from analysis.text.codes import Numbers
from analysis.text.compiling import compiled, in_parts, processors

_PART = 1 << 16  # shingles that a part has on average
_ROUND = 1 << 24  # shingles in work at a time, for each processor
_WIDTH, _ONE = np.uint64(16), np.uint64(1)


class Told(NamedTuple):
    """Shingles of rows, each once a row: `shingle` is a place among the keys."""

    row: Places
    shingle: Places


class Rare(NamedTuple):
    """The rare shingles of asked rows, and in how many other texts each stood by then.

    `posted` are the first rows that have each of them, in order; `keys` are the shingles.
    """

    asked: Told
    counts: Counts
    posted: Told
    keys: Keys


def find_rare(rows: Rows, *, length: int, document_cap: int) -> Rare:
    """The shingles (`length` characters, 4 at most) that a row shares with earlier rows.

    With the row itself at most `document_cap` (254) have them.
    """
    cut = _Cut(np.uint64((1 << 16 * length) - 1), length, _shift(rows, length))
    sizes = sum(in_parts(len(rows.text), lambda start, end: _sizes(rows, (start, end), cut)))
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    size = max(min(_ROUND, int(bounds[-1]) // processors()), 1)
    rounds = np.unique(np.searchsorted(bounds, np.arange(0, bounds[-1] + size, size)))
    found = in_parts(
        len(rounds) - 1,
        lambda start, end: [
            _counted(rows, cut, bounds[rounds[at] : rounds[at + 1] + 1], (rounds[at], document_cap))
            for at in range(start, end)
        ],
    )
    return _joined([rare for part in found for rare in part])


class _Cut(NamedTuple):
    mask: np.uint64
    length: int
    shift: np.uint64


def _shift(rows: Rows, length: int) -> np.uint64:
    """By how much a mixed shingle is shifted to give its part."""
    sizes = np.diff(rows.codes.starts)[rows.text] - length + 1
    parts = int(np.maximum(sizes, 0).sum()) // _PART + 2
    return np.uint64(64 - (parts - 1).bit_length())


def _counted(rows: Rows, cut: _Cut, bounds: Numbers, part: tuple[int, int]) -> Rare:
    first, document_cap = part
    bounds = bounds - bounds[0]
    keys, owners = np.empty(bounds[-1], np.uint64), np.empty(bounds[-1], np.int32)
    _fill(rows, cut, (first, bounds[:-1].copy()), (keys, owners))
    asked, counts, posted, known = tallies.count(
        rows, (keys, owners), bounds, (document_cap, cut.shift)
    )
    return Rare(Told(*asked), counts, Told(*posted), known)


def _joined(parts: list[Rare]) -> Rare:
    """All parts as one, their places among the keys moved on."""
    before = np.cumsum([0, *(len(part.keys) for part in parts)])
    return Rare(
        _moved_on([part.asked for part in parts], before),
        np.concatenate([np.zeros(0, np.uint8), *(part.counts for part in parts)]),
        _moved_on([part.posted for part in parts], before),
        np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in parts)]),
    )


def _moved_on(parts: list[Told], before: Numbers) -> Told:
    shingles = [part.shingle + np.int32(at) for part, at in zip(parts, before, strict=False)]
    none = np.zeros(0, np.int32)
    return Told(
        np.concatenate([none, *(part.row for part in parts)]), np.concatenate([none, *shingles])
    )


@compiled
def _sizes(rows: Rows, between: tuple[int, int], cut: _Cut) -> Numbers:
    """How many shingles of these rows belong to each part."""
    sizes = np.zeros(_ONE << (np.uint64(64) - cut.shift), np.int64)
    for row in range(between[0], between[1]):
        points = _points(rows, row)
        key = np.uint64(0)
        for at in range(len(points)):
            key = ((key << _WIDTH) | np.uint64(points[at])) & cut.mask
            if at >= cut.length - 1:
                sizes[((key ^ rows.salt[row]) * MIXER) >> cut.shift] += 1
    return sizes


@compiled
def _points(rows: Rows, row: int) -> npt.NDArray[np.uint16]:
    text = rows.text[row]
    return rows.codes.points[rows.codes.starts[text] : rows.codes.starts[text + 1]]


@compiled
def _fill(rows: Rows, cut: _Cut, parts: tuple[int, Numbers], target: tuple[Keys, Places]) -> None:
    """Put the shingles of some neighbouring parts where each part's next place is."""
    first, places = parts
    for row in range(len(rows.text)):
        points = _points(rows, row)
        key = np.uint64(0)
        for at in range(len(points)):
            key = ((key << _WIDTH) | np.uint64(points[at])) & cut.mask
            salted = key ^ rows.salt[row]
            part = np.int64((salted * MIXER) >> cut.shift) - first
            if at >= cut.length - 1 and 0 <= part < len(places):
                target[0][places[part]], target[1][places[part]] = salted, row
                places[part] += 1
