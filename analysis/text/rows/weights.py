"""How much each word or pair of characters says, learned from a sample of the registers.

A unit that many texts have says little, one that few have says much: minus the logarithm of the
chance that a text has it, which is the surprise of meeting it (Shannon 1948). Where the sample is
small, what letters alone tell stands in: in every language short words are common ones (Zipf 1935,
the law of abbreviation).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.rows.bit_vectors import place_of
from analysis.text.rows.codes import Codes
from analysis.text.rows.compiling import compiled
from analysis.text.rows.units import Keys, class_of, units

# The chance that a text has a unit, as a sample of as many texts would tell it, before any is read.
_PRIOR = np.array([0.01, 0.35, 0.35, 0.25, 0.08, 0.02])
_PRIOR_TEXTS = 8.0

Counts = npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]


class Weights(NamedTuple):
    """In how many texts of a sample each unit stands: a table of keys with free places, and counts.

    `texts` is the size of the sample, `length` how many units a text of it has on average.
    """

    keys: Keys
    counts: Counts
    texts: int
    length: float
    prior: Shares


def learned(codes: Codes) -> Weights:
    """The weights that a sample of distinct texts teaches."""
    total = len(codes.points)
    size = 16
    while size < 2 * total:
        size *= 2
    keys, counts = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    count = len(codes.starts) - 1
    told = _learn(codes, keys, counts)
    return Weights(keys, counts, count, max(told / max(count, 1), 1.0), _PRIOR)


@compiled
def _learn(codes: Codes, keys: Keys, counts: Counts) -> int:
    last = np.full(len(keys), -1, np.int32)
    longest = 0
    for text in range(len(codes.starts) - 1):
        longest = max(longest, codes.starts[text + 1] - codes.starts[text])
    room, told = np.empty(longest, np.uint64), 0
    for text in range(len(codes.starts) - 1):
        points = codes.points[codes.starts[text] : codes.starts[text + 1]]
        for key in room[: units(points, room)]:
            place = place_of(key, keys)
            if last[place] != text:
                keys[place], last[place] = key, text
                counts[place] += 1
                told += 1
    return told


@compiled
def chance(key: np.uint64, own: int, weights: Weights) -> float:
    """The chance that a text has the unit, `own` texts that have it left out of the sample."""
    place = place_of(key, weights.keys)
    count = weights.counts[place] if weights.keys[place] == key else 0
    prior = weights.prior[class_of(key)]
    others = max(weights.texts - 2, 0)
    return float((max(count - own, 0) + _PRIOR_TEXTS * prior) / (others + _PRIOR_TEXTS))
