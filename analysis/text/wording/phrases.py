"""Small questions about a few words, asked by compiled functions."""

from __future__ import annotations

import numpy as np

from analysis.text.rows.codes import Points
from analysis.text.rows.compiling import compiled
from analysis.text.wording.speech import is_ascii
from analysis.text.wording.vocabulary import FUNCTION, IDLE, Words, kind

_SPACE = 32


@compiled
def is_function(points: Points, known: Words) -> bool:
    """Whether all words, or all their characters, say nothing."""
    at = 0
    while at < len(points):
        end = word_end(points, at)
        word = points[at:end]
        is_idle = not is_ascii(word)
        for point in word:
            is_idle &= known.characters[point] & IDLE != 0
        if end > at and not is_idle and kind(word, known) & FUNCTION == 0:
            return False
        at = end + 1
    return True


@compiled
def is_letter(points: Points) -> bool:
    """Whether it is a letter that names one of several: A座, line B."""
    return len(points) == 1 and is_ascii(points)


@compiled
def word_end(points: Points, at: int) -> int:
    """Where the stretch without a space ends that begins there."""
    while at < len(points) and points[at] != _SPACE:
        at += 1
    return at


@compiled
def put_together(one: Points, other: Points, last: Points) -> Points:
    """Three stretches as one."""
    points = np.empty(len(one) + len(other) + len(last), np.uint16)
    points[: len(one)] = one
    points[len(one) : len(one) + len(other)] = other
    points[len(one) + len(other) :] = last
    return points


@compiled
def stripped(points: Points) -> Points:
    """The stretch without spaces at its ends."""
    first, last = 0, len(points)
    while first < last and points[first] == _SPACE:
        first += 1
    while last > first and points[last - 1] == _SPACE:
        last -= 1
    return points[first:last]
