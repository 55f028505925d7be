"""Which shingles of which texts are rare when a text is asked about: counted exactly.

A shingle is a stretch of at most four characters, held as one number of 64 bits. Rows stand in
order of time and a shingle's count grows as they pass, so what is rare for a row follows from
earlier rows alone: nothing filed later changes what is found for it. Common shingles are few and
stay in the processor's cache. Rows of one unit are counted by themselves; where a unit has very
many, each processor counts those shingles that are its part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.match.finding import passing, scopes, tallies
from analysis.match.finding.scopes import Cut, Places, Rare, Rows, Scope
from analysis.text.rows.codes import Numbers
from analysis.text.rows.compiling import in_parts, processors

_PART = 1 << 26  # shingles that a part has at most on average
_LARGE = 1 << 22  # shingles from which a unit is counted in parts
_STARTS = Rare._fields.index("starts")


def find_rare(rows: Rows, seen: Sequence[Scope], *, length: int, document_cap: int) -> list[Rare]:
    """For each scope the shingles (`length` characters, 4 at most) that rows share with earlier.

    With the row itself at most `document_cap` have them.

    Raises:
        ValueError: the cap is beyond what is counted.
    """
    if document_cap > passing.LARGEST_CAP:
        raise ValueError(
            f"document_cap is {document_cap}; at most {passing.LARGEST_CAP} is counted"
        )
    sizes = np.maximum(np.diff(rows.codes.starts)[rows.text] - length + 1, 0)
    whole = Cut(length, document_cap, 0, 1)
    return [_found(rows, scope, list(_tasks(scope, sizes, whole))) for scope in seen]


class _Task(NamedTuple):
    """Groups of rows, in order of time within each, and which of their shingles count."""

    order: Places
    starts: Numbers
    cut: Cut


def _found(rows: Rows, scope: Scope, tasks: list[_Task]) -> Rare:
    found = in_parts(
        len(tasks),
        lambda start, end: [
            tallies.count(rows, scope.rows, (task.order, task.starts), task.cut)
            for task in tasks[start:end]
        ],
    )
    return _joined([part for parts in found for part in parts])


def _tasks(scope: Scope, sizes: Numbers, whole: Cut) -> Iterator[_Task]:
    """The groups of one unit each: large ones in parts, the others many at a time."""
    rows = np.flatnonzero(scopes.taking_part(scope))
    units = scope.rows[rows] >> scopes.UNIT_AT
    order: Places = rows[np.argsort(units, kind="stable")].astype(np.int32)
    starts = np.flatnonzero(np.diff(np.sort(units), prepend=np.uint64(1 << 63), append=[1 << 63]))
    work = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes[order])])[starts]
    first = 0
    for group in range(len(starts) - 1):
        size = work[group + 1] - work[group]
        if size >= _LARGE:
            yield _Task(order, starts[first : group + 1], whole)
            yield from _large(order[starts[group] : starts[group + 1]], int(size), whole)
            first = group + 1
        elif work[group + 1] - work[first] >= _LARGE:
            yield _Task(order, starts[first : group + 2], whole)
            first = group + 1
    yield _Task(order, starts[first:], whole)


def _large(order: Places, size: int, whole: Cut) -> Iterator[_Task]:
    wanted = max(processors(), size // _PART + 1)
    parts = min(1 << (wanted - 1).bit_length(), passing.MOST_PARTS)
    ends = np.array([0, len(order)], np.int64)
    for part in range(parts):
        yield _Task(order, ends, whole._replace(part=part, parts=parts))


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
