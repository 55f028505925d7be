"""The stretches that differ between the rows of many pairs, over chance anchors joined."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text import edits, symbols
from analysis.text.codes import Numbers
from analysis.text.compiling import compiled
from analysis.text.symbols import Symbols

_GAP = 2  # equal symbols between two changes of wording that are still one change
_MASKS = np.array([symbols.DATE, symbols.CODE, symbols.NUMBER, symbols.NAME])

Flags = npt.NDArray[np.bool_]


class Spans(NamedTuple):
    """Changes of all pairs: the pair, its two rows, and the places of the change in `values`."""

    pair: Numbers
    older_start: Numbers
    older_end: Numbers
    newer_start: Numbers
    newer_end: Numbers


def found(made: Symbols, older: Numbers, newer: Numbers) -> Spans:
    """What differs between rows given by their places, pair by pair and in order."""
    steps = edits.steps(edits.Rows(made.values, made.starts), older, newer)
    first_older, first_newer = made.starts[older[steps.pair]], made.starts[newer[steps.pair]]
    placed = Spans(
        steps.pair,
        steps.older_start + first_older,
        steps.older_end + first_older,
        steps.newer_start + first_newer,
        steps.newer_end + first_newer,
    )
    joins = _joins(placed, made.values, _MASKS)
    first = np.flatnonzero(~joins)
    last = np.append(first[1:], len(joins)) - 1 if len(first) else first
    return Spans(
        placed.pair[first],
        placed.older_start[first],
        placed.older_end[last],
        placed.newer_start[first],
        placed.newer_end[last],
    )


def gathered(made: Symbols, changed: Spans, pairs: Numbers) -> Symbols:
    """All that the changes of each of these pairs take out, a row each; then all they put in.

    A mask follows what is of one change.
    """
    chosen = np.isin(changed.pair, pairs)
    row = np.searchsorted(pairs, changed.pair[chosen])
    start = np.concatenate([changed.older_start[chosen], changed.newer_start[chosen]])
    sizes = np.concatenate([changed.older_end[chosen], changed.newer_end[chosen]]) - start + 1
    ends = np.cumsum(sizes)
    place = np.repeat(start - ends + sizes, sizes) + np.arange(sizes.sum())
    place[ends - 1] = 0
    values = made.values[place]
    values[ends - 1] = symbols.DATE
    counts = np.zeros(2 * len(pairs), np.int64)
    np.add.at(counts, np.concatenate([row, row + len(pairs)]), sizes)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return Symbols(values, starts, made.begins[place], made.ends[place], made.codes)


def are_within(made: Symbols, changed: Spans, rows: tuple[Numbers, Numbers]) -> Flags:
    """Whether each change stands between equal words on both sides, and has no mask in it."""
    is_mask = np.append(np.isin(made.values, _MASKS), True)
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(is_mask)])
    found = np.ones(len(changed.pair), np.bool_)
    places = (changed.older_start, changed.older_end), (changed.newer_start, changed.newer_end)
    for (start, end), row in zip(places, rows, strict=True):
        first = made.starts[row[changed.pair]]
        found &= (start > first) & (before[end + 1] == before[np.maximum(start - 1, 0)])
    return found


@compiled
def _joins(steps: Spans, values: symbols.Values, masks: symbols.Values) -> Flags:
    """Whether each step is one change with the step before it.

    So it is where they touch, and where one of them exchanges words, or one takes and the other
    puts, over so little that it is equal by chance.
    """
    joins = np.zeros(len(steps.pair), np.bool_)
    for step in range(1, len(joins)):
        if steps.pair[step] != steps.pair[step - 1]:
            continue
        start, end = steps.newer_end[step - 1], steps.newer_start[step]
        takes, puts = _does(steps, step)
        took, put = _does(steps, step - 1)
        one_change = (takes and puts) or (took and put) or (takes and put) or (puts and took)
        joins[step] = start == end or (
            end - start <= _GAP and one_change and not _has_mask(values[start:end], masks)
        )
    return joins


@compiled
def _does(steps: Spans, step: int) -> tuple[bool, bool]:
    """Whether a step takes symbols out, and whether it puts any in."""
    takes = steps.older_end[step] > steps.older_start[step]
    return takes, steps.newer_end[step] > steps.newer_start[step]


@compiled
def _has_mask(values: symbols.Values, masks: symbols.Values) -> bool:
    for value in values:
        for mask in masks:
            if value == mask:
                return True
    return False
