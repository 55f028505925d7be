"""Which pairs of symbols are wording and which are names, learned from the registers themselves.

A bureau's wording is used again and again; what fills a slot of a sentence (a company, a brand, a
shop) is used in few texts. No list of suffixes is needed, and none is read.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis import settings
from analysis.match.naming import sides
from analysis.match.naming.sides import Parts, Side
from analysis.match.naming.spans import Flags, Spans
from analysis.text.forms.symbols import Symbols, Values
from analysis.text.rows.codes import Numbers
from analysis.text.rows.compiling import compiled, in_parts

_NAME_SIZE, _GARBLE_SIZE = 12, 2  # characters
_HAN = (0x3400, 0x9FFF)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits
_TURN, _REST = np.uint64(29), np.uint64(35)

Shares = npt.NDArray[np.float64]


class Usage(NamedTuple):
    """Hashes of pairs of neighbouring symbols, ascending, and the share of texts with each.

    Under the share `rare` a pair is no wording of the registers, from `common` on it is.
    """

    hashes: Values
    shares: Shares
    rare: float
    common: float


def learned(made: Symbols, limits: settings.Match) -> Usage:
    """The share of the texts that use each pair of symbols.

    Names known grow with the root of the texts read (Heaps 1978, Information Retrieval, 7.5), so
    the share that each has falls with it: in a smaller sample more is rare.
    """
    count = len(made.starts) - 1
    pairs = np.sort(np.concatenate(in_parts(count, lambda start, end: _own(made, start, end))))
    first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
    shares = np.diff(np.append(first, len(pairs))) / max(count, 1)
    rare = limits.rare_share * (limits.sample_texts / max(count, 1)) ** 0.5
    return Usage(pairs[first], shares, rare, limits.common_share)


def names_and_garbles(
    made: Symbols, changed: Spans, parts: Parts, used: Usage
) -> tuple[Flags, Flags]:
    """Which exchanges of Chinese words are names by their use, and which a garble of wording."""
    pair = (parts.older, parts.newer)
    inner = [_least_used(made, part, used) for part in pair]
    edged = [_least_used(made, _edged(part, changed, parts), used) for part in pair]
    longer = np.maximum(*(sides.sizes(part) for part in pair))
    is_han = _begins_in_han(made, parts.older) & _begins_in_han(made, parts.newer)
    is_name = is_han & (np.maximum(*inner) < used.rare) & (longer <= _NAME_SIZE)
    is_garble = (np.maximum(*edged) >= used.common) & (np.minimum(*edged) < used.rare)
    return is_name, is_han & is_garble & (longer <= _GARBLE_SIZE)


def _least_used(made: Symbols, part: Side, used: Usage) -> Shares:
    """For each stretch the share of texts that its least used pair stands in; 1 without a pair."""
    rows, found = made.values[part.place], np.ones(len(part.starts) - 1)
    in_parts(len(found), lambda start, end: _least(rows, part.starts, used, (start, end, found)))
    return found


def _edged(part: Side, changed: Spans, parts: Parts) -> Side:
    """A side with the symbol before it and the one behind it, in the newer text."""
    has_before, has_after = (sides.sizes(near) > 0 for near in (parts.before, parts.after))
    sizes = sides.sizes(part) + has_before + has_after
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    place = np.empty(starts[-1], np.int64)
    inner = np.repeat(starts[:-1] + has_before - part.starts[:-1], sides.sizes(part))
    place[inner + np.arange(len(part.place))] = part.place
    place[starts[:-1][has_before]] = changed.newer_start[has_before] - 1
    place[starts[1:][has_after] - 1] = changed.newer_end[has_after]
    return Side(place, starts)


def _begins_in_han(made: Symbols, part: Side) -> Flags:
    if not len(part.place):
        return np.zeros(len(part.starts) - 1, np.bool_)
    first = np.minimum(part.starts[:-1], len(part.place) - 1)
    values = made.values[part.place[first]]
    return (sides.sizes(part) > 0) & (values >= _HAN[0]) & (values <= _HAN[1])


@compiled
def _hash(one: np.uint64, other: np.uint64) -> np.uint64:
    return ((one * _FACTOR) << _TURN | (one * _FACTOR) >> _REST) * _FACTOR + other * _FACTOR


@compiled
def _own(made: Symbols, start: int, end: int) -> Values:
    """The pairs of each text, each once."""
    found = np.empty(made.starts[end] - made.starts[start], np.uint64)
    used = 0
    for text in range(start, end):
        row = made.values[made.starts[text] : made.starts[text + 1]]
        first = used
        for at in range(len(row) - 1):
            found[used] = _hash(row[at], row[at + 1])
            used += 1
        used = first + _distinct(found[first:used])
    return found[:used]


@compiled
def _distinct(values: Values) -> int:
    """Sort the values and move each once to the front; how many those are."""
    values.sort()
    kept = 0
    for at in range(len(values)):
        if at == 0 or values[at] != values[at - 1]:
            values[kept] = values[at]
            kept += 1
    return kept


@compiled
def _least(rows: Values, starts: Numbers, used: Usage, target: tuple[int, int, Shares]) -> None:
    start, end, found = target
    for row in range(start, end):
        for at in range(starts[row], starts[row + 1] - 1):
            wanted = _hash(rows[at], rows[at + 1])
            place = np.searchsorted(used.hashes, wanted)
            is_known = place < len(used.hashes) and used.hashes[place] == wanted
            found[row] = min(found[row], used.shares[place] if is_known else 0.0)
