"""Texts as rows of symbols: one number per Chinese character, Latin word, number or mask."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.text.forms import forms
from analysis.text.rows.codes import Codes, Numbers, Points, coded
from analysis.text.rows.compiling import compiled, in_parts

DATE, CODE, NUMBER, NAME = (np.uint64(mask) for mask in (0xE001, 0xE002, 0xE003, 0xE004))
_FIRST_MASK = np.uint64(0xE000)
_WORD = np.uint64(1 << 63)  # the bit that tells a word's number from a character's
_NOTHING, _OTHER, _DIGIT, _LETTER, _NUMERAL, _MASK = range(6)
_NUMERALS = "〇零一二三四五六七八九十百千万亿两几半廿①②③④⑤⑥⑦⑧⑨⑩"
_MASK_LETTERS = np.array(
    [ord(mask[1]) for mask in (forms.DATE, forms.CODE, forms.NUMBER, forms.NAME)]
)
_MASK_SIZE = 3  # codes of a mask as it is spelled: ⟨D⟩
_SHIFT_ONE, _SHIFT_TWO, _SHIFT_THREE = np.uint64(30), np.uint64(27), np.uint64(31)
_MIX_ONE, _MIX_TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)

Values = npt.NDArray[np.uint64]
Kinds = npt.NDArray[np.uint8]


class Symbols(NamedTuple):
    """Rows of symbols; row i is values[starts[i]:starts[i + 1]].

    A character is its code, a mask one of DATE to NAME, a Latin word or a number a hash of its
    letters. Symbol j was written at `codes.points[begins[j]:ends[j]]`.
    """

    values: Values
    starts: Numbers
    begins: Numbers
    ends: Numbers
    codes: Codes


def symbols(texts: pa.Array | pa.ChunkedArray) -> Symbols:
    """Normal forms as rows of symbols; spaces are none."""
    codes = coded(texts)
    count = len(codes.starts) - 1
    sizes = np.zeros(count, np.int64)
    in_parts(count, lambda start, end: _count(codes, _KINDS, (start, end), sizes))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    total = starts[-1]
    made = Symbols(
        np.empty(total, np.uint64),
        starts,
        np.empty(total, np.int64),
        np.empty(total, np.int64),
        codes,
    )
    in_parts(count, lambda start, end: _spell(made, _KINDS, (start, end)))
    return made


def sums(texts: pa.Array | pa.ChunkedArray) -> Values:
    """One number per text: the sum of the hashes of its words, numbers and numerals.

    The sum of a text less that of the same text with things masked tells which things were
    masked, in any order: a hash of a multiset.
    """
    codes = coded(texts)
    found = np.zeros(len(codes.starts) - 1, np.uint64)
    in_parts(len(found), lambda start, end: _sum(codes, _KINDS, (start, end), found))
    return found


def _kinds() -> Kinds:
    kinds = np.full(1 << 16, _OTHER, np.uint8)
    kinds[ord("0") : ord("9") + 1] = _DIGIT
    kinds[ord(".")] = _DIGIT
    kinds[ord("a") : ord("z") + 1] = _LETTER
    kinds[ord("'")] = _LETTER
    kinds[0xDF:0x250] = _LETTER
    kinds[ord(" ")] = _NOTHING
    kinds[[ord(numeral) for numeral in _NUMERALS]] = _NUMERAL
    kinds[ord(forms.DATE[0])] = _MASK
    return kinds


_KINDS = _kinds()


@compiled
def _end(points: Points, kinds: Kinds, at: int) -> int:
    """Where the word, number, mask or character ends that begins here."""
    kind = kinds[points[at]]
    if kind == _MASK and at + _MASK_SIZE <= len(points):
        return at + _MASK_SIZE
    end = at + 1
    if kind in (_DIGIT, _LETTER):
        while end < len(points) and kinds[points[end]] == kind:
            end += 1
    return end


@compiled
def _count(codes: Codes, kinds: Kinds, texts: tuple[int, int], sizes: Numbers) -> None:
    for text in range(texts[0], texts[1]):
        points = codes.points[codes.starts[text] : codes.starts[text + 1]]
        at = 0
        while at < len(points):
            sizes[text] += kinds[points[at]] != _NOTHING
            at = _end(points, kinds, at)


@compiled
def _spell(made: Symbols, kinds: Kinds, texts: tuple[int, int]) -> None:
    for text in range(texts[0], texts[1]):
        first = made.codes.starts[text]
        points = made.codes.points[first : made.codes.starts[text + 1]]
        at, place = 0, made.starts[text]
        while at < len(points):
            end = _end(points, kinds, at)
            if kinds[points[at]] != _NOTHING:
                made.values[place] = _value(points[at:end], kinds)
                made.begins[place], made.ends[place] = first + at, first + end
                place += 1
            at = end


@compiled
def _value(points: Points, kinds: Kinds) -> np.uint64:
    kind = kinds[points[0]]
    if kind in (_DIGIT, _LETTER):
        return hashed(points) | _WORD
    if kind == _MASK and len(points) == _MASK_SIZE:
        for number in range(len(_MASK_LETTERS)):
            if points[1] == _MASK_LETTERS[number]:
                return _FIRST_MASK + np.uint64(number + 1)
    return np.uint64(points[0])


@compiled
def hashed(points: npt.NDArray[Any]) -> np.uint64:
    """A hash of the letters in order: FNV-1a, then the finaliser of splitmix64 (Steele 2014)."""
    value = np.uint64(0xCBF29CE484222325)
    for at in range(len(points)):
        value = (value ^ np.uint64(points[at])) * np.uint64(0x100000001B3)
    value = (value ^ (value >> _SHIFT_ONE)) * _MIX_ONE
    value = (value ^ (value >> _SHIFT_TWO)) * _MIX_TWO
    return value ^ (value >> _SHIFT_THREE)


@compiled
def _sum(codes: Codes, kinds: Kinds, texts: tuple[int, int], found: Values) -> None:
    for text in range(texts[0], texts[1]):
        points = codes.points[codes.starts[text] : codes.starts[text + 1]]
        at = 0
        while at < len(points):
            end = _end(points, kinds, at)
            if kinds[points[at]] in (_DIGIT, _LETTER, _NUMERAL):
                found[text] += hashed(points[at:end])
            at = end
