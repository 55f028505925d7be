"""The stretches that differ between the rows of many pairs, over chance anchors joined."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.forms import symbols
from analysis.text.forms.symbols import Symbols
from analysis.text.rows import edits
from analysis.text.rows.codes import Numbers
from analysis.text.rows.compiling import compiled

_GAP = 2  # equal symbols between two changes of wording that are still one change
MASKS = np.array([symbols.DATE, symbols.CODE, symbols.NUMBER, symbols.NAME])

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
    joins = _joins(placed, made.values, MASKS)
    first = np.flatnonzero(~joins)
    last = np.append(first[1:], len(joins)) - 1 if len(first) else first
    return Spans(
        placed.pair[first],
        placed.older_start[first],
        placed.older_end[last],
        placed.newer_start[first],
        placed.newer_end[last],
    )


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
