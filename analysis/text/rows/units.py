"""What a text is compared by: its words, or pairs of characters where no space parts words.

A word is told by its first letters without a final s, so that its endings do not part it from
itself; that suits all languages that spell with letters, and needs no list of endings.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.text.rows.codes import Codes, Points
from analysis.text.rows.compiling import compiled, in_parts

Keys = npt.NDArray[np.uint64]

CLASSES = 6  # of units: a pair of characters, or a word of one to five told letters
_STEM = 5  # letters that tell a word
_SHORT = 3  # letters of the longest word whose final s belongs to it
_FIRST_CHARACTER = 0x1100  # from here on scripts are written without spaces, or in syllables
_OPEN, _CLOSE, _QUOTE, _S, _NIL, _NINE, _A, _Z = (ord(mark) for mark in "⟨⟩'s09az")
_ACCENTED = 0xC0
_MASK_SIZE = 3  # codes of a mask as it is spelled: ⟨D⟩
_OFFSET, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_SHIFT, _CLASS_BITS, _HALF = np.uint64(3), np.uint64(7), np.uint64(16)


@compiled
def units(points: Points, keys: Keys) -> int:
    """Write the units of a text, some of them twice, and return how many; `keys` has room for all.

    A key is never 0; its lowest bits are its class: 0 for a pair of characters, else how many
    letters tell the word. Masks are no units.
    """
    used, at = 0, 0
    while at < len(points):
        point = points[at]
        if point == _OPEN and at + _MASK_SIZE <= len(points) and points[at + 2] == _CLOSE:
            at += _MASK_SIZE
        elif is_spelled(point):
            end = at + 1
            while end < len(points) and is_spelled(points[end]):
                end += 1
            keys[used] = _word(points[at:end])
            used, at = used + 1, end
        else:
            if point >= _FIRST_CHARACTER and at + 1 < len(points) and _is_character(points[at + 1]):
                pair = (np.uint64(point) << _HALF) | np.uint64(points[at + 1])
                keys[used] = pair << _SHIFT
                used += 1
            at += 1
    return used


@compiled
def is_spelled(point: int) -> bool:
    """Whether it is a letter or a digit of a word that spaces part from others."""
    if point >= _ACCENTED:
        return bool(point < _FIRST_CHARACTER)
    return bool(_A <= point <= _Z or _NIL <= point <= _NINE or point == _QUOTE)


@compiled
def class_of(key: np.uint64) -> np.int64:
    """The class of a unit by its key."""
    return np.int64(key & _CLASS_BITS)


@compiled
def _is_character(point: int) -> bool:
    return point >= _FIRST_CHARACTER and point != _OPEN and point != _CLOSE


@compiled
def _word(points: Points) -> np.uint64:
    size = len(points)
    if size > _SHORT and points[size - 1] == _S:
        size -= 1
    size = min(size, _STEM)
    value = _OFFSET
    for at in range(size):
        value = (value ^ np.uint64(points[at])) * _PRIME
    return (value << _SHIFT) | np.uint64(size)


def spelled_shares(codes: Codes) -> npt.NDArray[np.float64]:
    """The share of each text's characters that stand in words; 1 without any character."""
    found = np.ones(len(codes.starts) - 1)
    in_parts(len(found), lambda start, end: _spelled(codes, (start, end), found))
    return found


@compiled
def _spelled(codes: Codes, part: tuple[int, int], found: npt.NDArray[np.float64]) -> None:
    for text in range(part[0], part[1]):
        words, characters = 0, 0
        for point in codes.points[codes.starts[text] : codes.starts[text + 1]]:
            words += is_spelled(point)
            characters += _is_character(point)
        if words + characters:
            found[text] = words / (words + characters)
