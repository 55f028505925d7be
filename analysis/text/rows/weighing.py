"""How much two texts share beyond chance, each word weighed by how much it says.

The zero is what two texts of that language and length that were picked at random share: long texts
have many words in common that say nothing, so a share alone grows with length. As with Cohen's
kappa (1960) the share is taken from there to 1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.rows.bit_vectors import place_of
from analysis.text.rows.codes import Codes, Numbers
from analysis.text.rows.compiling import compiled, in_parts
from analysis.text.rows.units import Keys, units
from analysis.text.rows.weights import Weights, chance

Shares = npt.NDArray[np.float64]


class Weighed(NamedTuple):
    """What each pair of texts shares, and what that is worth.

    `share` is of what the smaller text says: 0 where as much is shared as by chance (below, where
    less is), 1 where all is; `union` is the plain share of what both say; `surprise` is minus the
    logarithm of the chance that a text has all that is shared, in nats, and `scattered` the same
    without the stretch that says most: a name alone, or a stock phrase, is one stretch.
    """

    share: Shares
    union: Shares
    surprise: Shares
    scattered: Shares


def of_pairs(codes: Codes, older: Numbers, newer: Numbers, weights: Weights) -> Weighed:
    """What pairs of texts, given by their places, share; quickest where `newer` ascends."""
    found = Weighed(*(np.zeros(len(newer)) for _ in Weighed._fields))
    in_parts(
        len(newer),
        lambda start, end: _weigh(codes, (older, newer), weights, (start, end, found)),
    )
    return found


@compiled
def _weigh(
    codes: Codes,
    pairs: tuple[Numbers, Numbers],
    weights: Weights,
    target: tuple[int, int, Weighed],
) -> None:
    older, newer = pairs
    start, end, found = target
    known, one, other = np.zeros(16, np.uint64), np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    seen = -1
    for pair in range(start, end):
        if newer[pair] != seen:
            seen = newer[pair]
            one = _distinct(codes, seen)
            known = _table(one)
        other = _distinct(codes, older[pair])
        told = _shared(one, other, known, weights)
        found.share[pair], found.union[pair], found.surprise[pair], found.scattered[pair] = told


@compiled
def _distinct(codes: Codes, text: int) -> Keys:
    """The units of a text, each once."""
    points = codes.points[codes.starts[text] : codes.starts[text + 1]]
    room = np.empty(len(points), np.uint64)
    size = units(points, room)
    table = np.zeros(_room(size), np.uint64)
    kept = 0
    for key in room[:size]:
        place = place_of(key, table)
        if table[place] != key:
            table[place] = key
            room[kept] = key
            kept += 1
    return room[:kept]


@compiled
def _room(size: int) -> int:
    room = 16
    while room < 2 * size:
        room *= 2
    return room


@compiled
def _table(keys: Keys) -> Keys:
    table = np.zeros(_room(len(keys)), np.uint64)
    for key in keys:
        table[place_of(key, table)] = key
    return table


@compiled
def _shared(
    one: Keys, other: Keys, known: Keys, weights: Weights
) -> tuple[float, float, float, float]:
    """Share beyond chance, share of both, surprise, scattered; of texts given by distinct units.

    `known` is a table of those of the first.
    """
    first = _told(one, (_table(other), len(other)), weights)
    second = _told(other, (known, len(one)), weights)
    both = first[1]
    stretch = min(first[3], second[3])  # one in both texts
    total, _, expected, _ = first if len(one) <= len(other) else second
    if total <= expected:
        return 0.0, 0.0, 0.0, 0.0
    share = (both - expected) / (total - expected)
    return share, both / (first[0] + second[0] - both), both, both - stretch


@compiled
def _told(
    own: Keys, other: tuple[Keys, int], weights: Weights
) -> tuple[float, float, float, float]:
    """What units say in all, what those say that another text has, and what it has by chance.

    And what the stretch of shared units says that says most.
    """
    table, size = other
    times = size / weights.length
    total, shared, expected = 0.0, 0.0, 0.0
    stretch, longest = 0.0, 0.0
    for key in own:
        is_shared = table[place_of(key, table)] == key
        likely = chance(key, 2 if is_shared else 1, weights)
        said = -math.log(likely)
        total += said
        shared += said if is_shared else 0.0
        stretch = stretch + said if is_shared else 0.0
        longest = max(longest, stretch)
        expected -= said * math.expm1(math.log1p(-likely) * times)
    return total, shared, expected, longest
