"""The parts of the score of a link: in what its two texts are alike, beside the bars that decide.

The engine keeps their likeness in one number, the greater of two; what is measured here again, on
the same forms, are the parts that it is made of.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis import settings
from analysis.text.rows import likeness, units
from analysis.text.rows.codes import coded

_SPELLED = 0.5  # share of letters from which a text is compared by its words (match.finding)

Shares = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Parts(NamedTuple):
    """Per pair of texts: alike in letters and their order, in pairs of letters, in what is held.

    `edit`, `jaccard` and `containment` lie from 0 to 1, `ratio` of the lengths from 1 on;
    `is_spelled` where letters spell words.
    """

    edit: Shares
    jaccard: Shares
    containment: Shares
    ratio: Shares
    is_spelled: Flags


class Part(NamedTuple):
    """One part for a card: its name, its value, and the bar from which it says enough alone."""

    name: str
    value: float
    bar: float


def measure(older: pa.Array, newer: pa.Array) -> Parts:
    """The parts of pairs of masked texts (the form n4, dates and codes and counts aside)."""
    is_spelled = units.spelled_shares(coded(newer)) > _SPELLED
    return Parts(*likeness.measure(older, newer), is_spelled)


def parts(older: str, newer: str, limits: settings.Match) -> list[Part]:
    """The parts of one pair, each with its bar; what is held counts where one is much longer."""
    made = measure(pa.array([older], pa.string()), pa.array([newer], pa.string()))
    least = limits.reworded_alphabetic if made.is_spelled[0] else limits.reworded_jaccard
    bars = {"edit": limits.reworded_edit, "jaccard": least}
    if made.ratio[0] >= limits.padded_ratio:
        bars["containment"] = limits.padded_containment
    return [Part(name, float(getattr(made, name)[0]), bar) for name, bar in bars.items()]
