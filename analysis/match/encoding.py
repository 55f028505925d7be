"""Normal forms as rows of symbols: one character per Chinese character, Latin word, mask, number.

All work is on arrays of code points; no text is looked at alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text import forms

DATE, CODE, NUMBER, NAME = "\ue001", "\ue002", "\ue003", "\ue004"
MASKS = DATE + CODE + NUMBER + NAME
_WORDS_FROM = 0x40000  # planes that no script uses: room for 850,000 words
_WORDS = 0x110000 - _WORDS_FROM
_END = "\n"  # stands in no normal form
_NUMERALS = "〇零一二三四五六七八九十百千万亿两几半廿①②③④⑤⑥⑦⑧⑨⑩"
_NOTHING, _OTHER, _DIGIT, _LETTER, _NUMERAL = 0, 1, 2, 3, 4
_BITS = 512

Points = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


class Encoded(NamedTuple):
    """Texts as strings of symbols, and the word that each symbol of a word stands for."""

    symbols: list[str]
    words: dict[int, str]


def encoded(texts: Sequence[str]) -> Encoded:
    """Each text with every Latin word and number as one symbol and every mask as one of MASKS."""
    points = _points(texts)
    runs = _runs(points)
    hashes = _hashes(points, runs)
    _, first, symbol = np.unique(hashes, return_index=True, return_inverse=True)
    kept = runs.kinds != _NOTHING
    spelled = points[runs.starts]
    is_word = (runs.kinds == _DIGIT) | (runs.kinds == _LETTER)
    spelled[is_word] = _WORDS_FROM + symbol[is_word] % _WORDS
    text = spelled[kept].astype("<u4").tobytes().decode("utf-32-le")
    shown = first[np.unique(symbol[is_word])]
    words = {
        int(_WORDS_FROM + symbol[run] % _WORDS): _spelled(points, runs, run)
        for run in shown[np.isin(runs.kinds[shown], (_DIGIT, _LETTER))].tolist()
    }
    return Encoded(text.split(_END)[: len(texts)], words)


def sums(texts: Sequence[str]) -> Hashes:
    """One number per text: the sum of the hashes of its words, numbers and numerals.

    The sum of a text less that of the same text with things masked tells which things were
    masked, in any order: a hash of a multiset.
    """
    points = _points(texts)
    runs = _runs(points)
    hashes = _hashes(points, runs)
    hashes[(runs.kinds == _NOTHING) | (runs.kinds == _OTHER)] = 0
    totals = np.concatenate([np.zeros(1, np.uint64), np.cumsum(hashes, dtype=np.uint64)])
    ends = np.flatnonzero(points[runs.starts] == ord(_END))
    counted: Hashes = np.diff(totals[np.concatenate([[0], ends + 1])])[: len(texts)]
    return counted


def bigram_bits(symbols: Sequence[str]) -> Hashes:
    """A row of 512 bits per text: those that its pairs of neighbouring symbols hash to."""
    rows, hashes = bigrams(symbols)
    bit = (hashes >> np.uint64(40)) % np.uint64(_BITS)
    cells = np.zeros((len(symbols), _BITS), np.bool_)
    cells[rows, bit.astype(np.int64)] = True
    return np.packbits(cells, axis=1).view(np.uint64)


def bigrams(symbols: Sequence[str]) -> tuple[Numbers, Hashes]:
    """For each pair of neighbouring symbols the place of its text and the hash of the pair."""
    points = _points(symbols)
    ends = points == ord(_END)
    rows = np.cumsum(ends) - ends
    inside = ~ends[:-1] & ~ends[1:]
    packed = (points[:-1].astype(np.uint64) << np.uint64(21)) | points[1:]
    return rows[:-1][inside], _mixed(packed[inside])


class _Runs(NamedTuple):
    starts: Numbers
    lengths: Numbers
    kinds: npt.NDArray[np.int8]


def _points(texts: Sequence[str]) -> Points:
    """The code points of all texts, each text ended by _END, each mask as its symbol."""
    joined = _END.join(texts) + _END
    for mask, symbol in zip((forms.DATE, forms.CODE, forms.NUMBER, forms.NAME), MASKS, strict=True):
        joined = joined.replace(mask, symbol)
    return np.frombuffer(joined.encode("utf-32-le"), np.uint32)


def _runs(points: Points) -> _Runs:
    """Words and numbers as runs, all else character by character; spaces are nothing."""
    kinds = _KINDS[np.minimum(points, len(_KINDS) - 1)]
    is_start = np.ones(len(points), np.bool_)
    is_start[1:] = (kinds[1:] != kinds[:-1]) | ((kinds[1:] != _DIGIT) & (kinds[1:] != _LETTER))
    starts = np.flatnonzero(is_start)
    lengths = np.diff(np.append(starts, len(points)))
    return _Runs(starts, lengths, kinds[starts])


def _kinds() -> npt.NDArray[np.int8]:
    kinds = np.full(0xFFFF, _OTHER, np.int8)
    kinds[ord("0") : ord("9") + 1] = _DIGIT
    kinds[ord(".")] = _DIGIT
    kinds[ord("a") : ord("z") + 1] = _LETTER
    kinds[ord("'")] = _LETTER
    kinds[0xDF:0x250] = _LETTER
    kinds[ord(" ")] = _NOTHING
    kinds[[ord(numeral) for numeral in _NUMERALS]] = _NUMERAL
    return kinds


_KINDS = _kinds()


def _hashes(points: Points, runs: _Runs) -> Hashes:
    """A hash of each run that is the same in every run of the program."""
    place = np.arange(len(points)) - np.repeat(runs.starts, runs.lengths)
    weighed = _mixed(points.astype(np.uint64) + (place.astype(np.uint64) << np.uint64(32)))
    return _mixed(np.add.reduceat(weighed, runs.starts))


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014), on an array."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _spelled(points: Points, runs: _Runs, run: int) -> str:
    start = runs.starts[run]
    return points[start : start + runs.lengths[run]].tobytes().decode("utf-32-le")
