"""What shingles are counted in: rows in order of time, and which of them see which."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.rows.codes import Codes, Numbers

MOST_TIMES = 1 << 20
# How a row is packed: its unit, its time, whether it is posted, asked and knows itself.
POSTED, ASKED, KNOWN = np.uint64(1), np.uint64(2), np.uint64(4)
TIME_AT, UNIT_AT = np.uint64(3), np.uint64(23)

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


class Rows(NamedTuple):
    """What shingles are counted in, in order of time: a text of `codes` for each row."""

    codes: Codes
    text: Numbers


class Scope(NamedTuple):
    """Which rows see which, packed by `scope`."""

    rows: Keys


def scope(unit: Places, time: Places, is_posted: Flags, is_asked: Flags, is_known: Flags) -> Scope:
    """Rows see rows of their unit: equal shingles in different ones are different shingles.

    A row that `is_posted` counts for those of a later time; one that `is_asked` wants to know the
    rare ones of those before it, and `is_known` where one of them has its own text. Times go from
    0 to 1,048,575.
    """
    if len(time) and int(time.max()) >= MOST_TIMES:
        raise ValueError(f"{int(time.max())} is later than {MOST_TIMES - 1}, the last time")
    packed = (unit.astype(np.uint64) << UNIT_AT) | (time.astype(np.uint64) << TIME_AT)
    for flags, bit in ((is_posted, POSTED), (is_asked, ASKED), (is_known, KNOWN)):
        packed |= np.where(flags, bit, np.uint64(0))
    return Scope(packed)


def taking_part(seen: Scope) -> Flags:
    """Which rows are posted or asked."""
    flags: Flags = seen.rows & (POSTED | ASKED) != 0
    return flags


class Rare(NamedTuple):
    """The rare shingles of asked rows, and in how many other texts each stood by then.

    `shingle` is a place among the keys; shingle i was first posted by the rows
    posts[starts[i]:starts[i + 1]], in order.
    """

    row: Places
    shingle: Places
    counts: Counts
    starts: Numbers
    posts: Places
    keys: Keys


class Cut(NamedTuple):
    """How shingles are cut: their length, the most others that have a rare one, and which count.

    Of the `parts` (a power of two) that a mixed shingle may belong to only the one counts.
    """

    length: int
    document_cap: int
    part: int
    parts: int
