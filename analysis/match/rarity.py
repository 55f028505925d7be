"""Which shingles of which texts are rare when a text is asked about: counted exactly, in parts.

A shingle is a stretch of at most four characters, held as one number of 64 bits. Every shingle of
every row goes to the part its number belongs to; a part is small enough to be counted in the
processor's cache. Rows stand in order of time and a shingle's count grows as they pass, so what is
rare for a row follows from earlier rows alone: nothing filed later changes what is found for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.match import tallies
from analysis.match.tallies import MIXER, Keys, Places, Rare, Rows, Scope
from analysis.text.codes import Numbers
from analysis.text.compiling import compiled, in_parts, processors

_PART = 1 << 18  # shingles that a part has on average
_ROUND = 1 << 24  # shingles in work at a time, for each processor
_STARTS = Rare._fields.index("starts")
_WIDTH, _ONE = np.uint64(16), np.uint64(1)


def find_rare(rows: Rows, scopes: Sequence[Scope], *, length: int, document_cap: int) -> list[Rare]:
    """For each scope the shingles (`length` characters, 4 at most) that rows share with earlier.

    With the row itself at most `document_cap` have them.

    Raises:
        ValueError: the cap is beyond what is counted.
    """
    if document_cap > tallies.LARGEST_CAP:
        raise ValueError(
            f"document_cap is {document_cap}; at most {tallies.LARGEST_CAP} is counted"
        )
    cut = _Cut(np.uint64((1 << 16 * length) - 1), length, _shift(rows, length))
    sizes = sum(in_parts(len(rows.text), lambda start, end: _sizes(rows, (start, end), cut)))
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    found = in_parts(
        len(rounds := _rounds(bounds)) - 1,
        lambda start, end: [
            _counted(
                (rows, scopes),
                cut,
                bounds[rounds[at] : rounds[at + 1] + 1],
                (int(rounds[at]), document_cap),
            )
            for at in range(start, end)
        ],
    )
    of_scopes = [list(parts) for parts in zip(*chain.from_iterable(found), strict=True)]
    found.clear()
    return [_joined(parts) for parts in of_scopes]


def _rounds(bounds: Numbers) -> Numbers:
    """The first part of each round, and where the last ends, given where each part starts."""
    size = max(min(_ROUND, int(bounds[-1]) // processors()), 1)
    first = np.searchsorted(bounds, np.arange(0, bounds[-1], size))
    return np.unique([0, *first, len(bounds) - 1])


class _Cut(NamedTuple):
    mask: np.uint64
    length: int
    shift: np.uint64


def _shift(rows: Rows, length: int) -> np.uint64:
    """By how much a mixed shingle is shifted to give its part."""
    sizes = np.diff(rows.codes.starts)[rows.text] - length + 1
    parts = int(np.maximum(sizes, 0).sum()) // _PART + 2
    return np.uint64(64 - (parts - 1).bit_length())


def _counted(
    known: tuple[Rows, Sequence[Scope]], cut: _Cut, bounds: Numbers, part: tuple[int, int]
) -> list[Rare]:
    (rows, scopes), (first, document_cap) = known, part
    bounds = bounds - bounds[0]
    told = np.empty(bounds[-1], np.uint64), np.empty(bounds[-1], np.int32)
    _fill(rows, cut, (first, bounds[:-1].copy()), told)
    return [tallies.count(scope, told, bounds, (document_cap, cut.shift)) for scope in scopes]


def _joined(parts: list[Rare]) -> Rare:
    """All parts as one, their places moved on; they are emptied as they are joined."""
    keys, posts = (
        np.cumsum([0, *map(len, sizes)])
        for sizes in ([part.keys for part in parts], [part.posts for part in parts])
    )
    for part, before, first in zip(parts, keys, posts, strict=False):
        part.shingle[:] += np.int32(before)
        part.starts[:] += first
    columns = [list(column) for column in zip(*parts, strict=True)]
    parts.clear()
    columns[_STARTS] = [*(starts[:-1] for starts in columns[_STARTS]), posts[-1:]]
    return Rare(*(_poured(column) for column in columns))


def _poured(column: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    whole = np.concatenate(column)
    column.clear()
    return whole


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
                sizes[(key * MIXER) >> cut.shift] += 1
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
            part = np.int64((key * MIXER) >> cut.shift) - first
            if at >= cut.length - 1 and 0 <= part < len(places):
                target[0][places[part]], target[1][places[part]] = key, row
                places[part] += 1
