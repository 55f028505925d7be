"""Marks that carry nothing removed, marks that separate two numbers or two words kept."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.text import guards

Bytes = NDArray[np.uint8]
Positions = NDArray[np.int64]

_KEPT = b"$%&+<=>@"
_OTHER, _LETTER, _DIGIT = 0, 1, 2
# What is left of a run of marks between two digits: 3.5 is not 35, 2023-24 not 202324.
_BETWEEN_DIGITS = {".": b".\x05\x06", "-": b"-~", "/": b"/", ":": b":"}
_GONE = 0xFF  # stands in no UTF-8 text
_ROWS = 8_192  # a slice that stays in the cache: half the time of one pass over everything
_GUARDS = b"\x01\x02\x03"
_JOINING = b"'.\x06" + _GUARDS


def squeezed(texts: pa.Array) -> pa.Array:
    """Levelled texts without the marks that carry nothing.

    Between two digits one mark stays (. - / : or a space), between two Latin words one space,
    and a minus directly before a number that follows no Latin letter. The array has no nulls.
    """
    slices = [texts.slice(start, _ROWS) for start in range(0, max(len(texts), 1), _ROWS)]
    return pa.concat_arrays([_squeezed(part) for part in slices])


def _squeezed(texts: pa.Array) -> pa.Array:
    data, offsets = _bytes(texts)
    marks = np.flatnonzero(np.frombuffer(data.tobytes().translate(_IS_MARK), np.bool_))
    if len(marks) == 0:
        return texts
    is_edge = np.zeros(len(data) + 1, bool)
    is_edge[offsets] = True
    starts, ends = _runs(marks, is_edge)
    left = np.where(is_edge[starts], _OTHER, _CLASS[data[starts - 1]])
    right = np.where(is_edge[ends], _OTHER, _CLASS[data[np.minimum(ends, len(data) - 1)]])
    spelled = _spelled(data, (starts, ends), left, right)
    return _without(data, offsets, marks, (starts[spelled > 0], spelled[spelled > 0]))


def _bytes(texts: pa.Array) -> tuple[Bytes, Positions]:
    """The bytes of all texts, hidden digits spelled back, and where each text starts."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    content = bytes(memoryview(data)[bounds[0] : bounds[-1]]) if data else b""
    unhidden = bytearray(content.translate(_UNHIDDEN))
    return np.frombuffer(unhidden, np.uint8), (bounds - bounds[0]).astype(np.int64)


def _runs(marks: Positions, is_edge: NDArray[np.bool_]) -> tuple[Positions, Positions]:
    """First position of each run of marks within one text, and the position after its last."""
    is_start = np.ones(len(marks), bool)
    is_start[1:] = (marks[1:] != marks[:-1] + 1) | is_edge[marks[1:]]
    first = np.flatnonzero(is_start)
    return marks[first], marks[np.append(first[1:], len(marks)) - 1] + 1


def _spelled(
    data: Bytes, runs: tuple[Positions, Positions], left: Bytes, right: Bytes
) -> NDArray[np.uint8]:
    """The one byte that each run becomes; zero where it goes."""
    starts, ends = runs
    behind_guard = _IS_GUARD[data[starts]] & (ends - starts > 1)
    first, last = data[starts + behind_guard], data[ends - 1]
    between = np.where(_IS_GUARD[first], 0, _DIGIT_MARK[first])
    joined = _IS_JOINING[first] & (ends - starts - behind_guard == 1)
    words = np.where(joined, 0, ord(" "))
    minus = np.where(last == ord("-"), last, 0)
    digits = (left == _DIGIT) & (right == _DIGIT)
    letters = (left == _LETTER) & (right == _LETTER)
    signed = (left == _OTHER) & (right == _DIGIT)
    return np.select([digits, letters, signed], [between, words, minus], 0).astype(np.uint8)


def _without(
    data: Bytes, offsets: Positions, marks: Positions, kept: tuple[Positions, Bytes]
) -> pa.Array:
    data[marks] = _GONE
    data[kept[0]] = kept[1]
    removed = marks[data[marks] == _GONE]
    shortened = (offsets - np.searchsorted(removed, offsets)).astype(np.int32)
    content = data.tobytes().translate(None, bytes([_GONE]))
    return pa.StringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(shortened), pa.py_buffer(content)
    )


def _flags(members: bytes) -> NDArray[np.bool_]:
    table = np.zeros(256, bool)
    table[list(members)] = True
    return table


# Translating bytes is several times faster than indexing an array with them.
_UNHIDDEN = bytes.maketrans(guards.HIDDEN_DIGITS, b"0123456789")
_ALNUM = bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123))
_IS_MARK = bytes(_flags(bytes(set(range(128)) - set(_ALNUM) - set(_KEPT))))
_IS_GUARD = _flags(_GUARDS)
_IS_JOINING = _flags(_JOINING)
_CLASS = np.select([_flags(_ALNUM[:10]), _flags(_ALNUM)], [_DIGIT, _LETTER], _OTHER)
_DIGIT_MARK = np.full(256, ord(" "), np.uint8)
for _mark, _spellings in _BETWEEN_DIGITS.items():
    _DIGIT_MARK[list(_spellings)] = ord(_mark)
