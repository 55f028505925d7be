"""Words taken out here and put in there, laid beside each other to see what changed within them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.match.naming import sides, spans
from analysis.match.naming.spans import Flags, Spans
from analysis.text.forms.symbols import Symbols
from analysis.text.rows.codes import Numbers

_SIZE = 4  # symbols of the shortest stretch that is looked for elsewhere
_MOST = 64  # stretches of one pair of texts laid crosswise; a text in more pieces is another


class Crossed(NamedTuple):
    """Stretches moved from one text to another: `rows` taken out, a row each, then as many put in.

    `pair` is that of each row.
    """

    rows: Symbols
    pair: Numbers


def crossed(made: Symbols, changed: Spans, is_moved: Flags) -> Crossed:
    """Each stretch taken out beside each put in elsewhere in the same pair that is much like it."""
    taken, put = _combined(changed, is_moved)
    start = np.concatenate([changed.older_start[taken], changed.newer_start[put]])
    end = np.concatenate([changed.older_end[taken], changed.newer_end[put]])
    rows = _rows(made, start, end)
    count = len(taken)
    older = sides.side(rows, rows.starts[:count], rows.starts[1 : count + 1])
    is_like = sides.shares_elsewhere(rows, older, np.arange(count, 2 * count)) >= sides.MOVED
    chosen = np.concatenate([is_like, is_like])
    return Crossed(_rows(made, start[chosen], end[chosen]), changed.pair[taken[is_like]])


def _combined(changed: Spans, is_moved: Flags) -> tuple[Numbers, Numbers]:
    """The places of a change that takes words out and of another of the pair that puts some in."""
    count = int(changed.pair.max(initial=-1)) + 1
    sizes = (changed.older_end - changed.older_start, changed.newer_end - changed.newer_start)
    many = np.ones(count, np.int64)
    for size in sizes:
        many *= np.bincount(changed.pair[size >= _SIZE], minlength=count)
    is_few = many[changed.pair] <= _MOST
    takes, puts = (np.flatnonzero((size >= _SIZE) & is_few) for size in sizes)
    pairs = changed.pair[puts]
    first, last = (np.searchsorted(pairs, changed.pair[takes], side) for side in ("left", "right"))
    taken = np.repeat(takes, last - first)
    ends = np.cumsum(last - first)
    put = puts[np.arange(len(taken)) - np.repeat(ends - last, last - first)]
    chosen = (taken != put) & (is_moved[taken] | is_moved[put])
    return taken[chosen], put[chosen]


def _rows(made: Symbols, start: Numbers, end: Numbers) -> Symbols:
    """The stretches between two places each, as rows of their own."""
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(end - start)])
    place = np.repeat(start - starts[:-1], end - start) + np.arange(starts[-1])
    return Symbols(made.values[place], starts, made.begins[place], made.ends[place], made.codes)


def _are_within(made: Symbols, changed: Spans, older: Numbers, newer: Numbers) -> Flags:
    """Whether each change stands between equal words on both sides, and has no mask in it."""
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.isin(made.values, spans.MASKS))])
    found = np.ones(len(changed.pair), np.bool_)
    places = (changed.older_start, changed.older_end), (changed.newer_start, changed.newer_end)
    for (start, end), row in zip(places, (older, newer), strict=True):
        first, last = (made.starts[row[changed.pair] + step] for step in (0, 1))
        found &= (start > first) & (end < last) & (before[start] == before[end])
    return found


def changes_within(made: Symbols, older: Numbers, newer: Numbers) -> Spans:
    """What differs between the stretches, but for what stands at their ends."""
    found = spans.found(made, older, newer)
    chosen = _are_within(made, found, older, newer)
    return Spans(*(column[chosen] for column in found))
