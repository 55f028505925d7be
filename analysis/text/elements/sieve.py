"""Which patterns are worth trying at which texts: by the pairs of characters that they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.text.elements.needs import DIGIT, Needs

_Bits = npt.NDArray[np.uint8]


class Sieve:
    """Made once of what each pattern needs; sieves texts in batches."""

    def __init__(self, needs: Sequence[Needs]) -> None:
        pieces = sorted({piece for each in needs for pieces in each for piece in pieces})
        grams = sorted({gram for piece in pieces for gram in _grams(piece)})
        place = {gram: row for row, gram in enumerate(grams)}
        row = {piece: number for number, piece in enumerate(pieces)}
        self._pieces = [np.array([place[gram] for gram in _grams(piece)]) for piece in pieces]
        self._needs = [
            [np.array(sorted(row[piece] for piece in pieces)) for pieces in each] for each in needs
        ]
        marks = sorted({mark for gram in grams for mark in gram})
        self._marks = _mark_table(marks)
        self._single = np.full(len(marks) + 1, -1, np.int32)
        self._pairs = np.full((len(marks) + 1, len(marks) + 1), -1, np.int32)
        self._count = len(grams)
        for gram, number in place.items():
            known = [marks.index(mark) + 1 for mark in gram]
            target = self._single if len(known) == 1 else self._pairs
            target[known[0] if len(known) == 1 else tuple(known)] = number

    def passing(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """For each text the places of the patterns of which it has all that they need."""
        held = self._held(texts)
        pieces = np.stack(
            [held[grams[0]] if len(grams) == 1 else _all(held[grams]) for grams in self._pieces]
        )
        every = np.packbits(np.ones(len(texts), np.bool_))  # no bit beyond the last text
        passed = np.stack(
            [_all(np.stack([every, *(_any(pieces[one]) for one in each)])) for each in self._needs]
        )
        found, rows = _places(passed)
        order = np.argsort(rows, kind="stable")
        ends = np.searchsorted(rows[order], np.arange(len(texts) + 1)).tolist()
        places = found[order].tolist()
        return (places[start:end] for start, end in pairwise(ends))

    def _held(self, texts: Sequence[str]) -> _Bits:
        """One row of bits per gram: which texts have it."""
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        marks = self._marks[codes]
        has = np.zeros((self._count + 1, len(texts)), np.bool_)  # the last: of no interest
        has[self._single[marks], owner] = True
        inside = owner[1:] == owner[:-1]
        has[self._pairs[marks[:-1], marks[1:]][inside], owner[1:][inside]] = True
        return np.packbits(has, axis=1)


def _places(bits: _Bits) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Row and column of each bit that is set; most bytes have none."""
    rows, columns = np.nonzero(bits)
    byte, bit = np.nonzero(np.unpackbits(bits[rows, columns][:, None], axis=1))
    return rows[byte], columns[byte] * 8 + bit


def _grams(piece: str) -> list[str]:
    return ["".join(pair) for pair in pairwise(piece)] or [piece]


def _mark_table(marks: list[str]) -> npt.NDArray[np.int32]:
    """The number of each code point among the marks, from 1; 0 for the others."""
    table = np.zeros(0x110000, np.int32)
    for number, mark in enumerate(marks, 1):
        table[ord(mark)] = number
        if mark == DIGIT:
            digits = [point for point in range(0x110000) if chr(point).isdigit()]
            table[digits] = number
    return table


def _all(rows: _Bits) -> _Bits:
    merged: _Bits = np.bitwise_and.reduce(rows, axis=0)
    return merged


def _any(rows: _Bits) -> _Bits:
    merged: _Bits = np.bitwise_or.reduce(rows, axis=0)
    return merged
