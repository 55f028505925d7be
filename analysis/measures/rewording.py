"""Whether a measure is an earlier one in other words: padded, or reworded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis import rewriting, settings
from analysis.text.rows import likeness


def reuse_classes(older: pa.Array, newer: pa.Array, limits: settings.Match) -> list[Any]:
    """`padded`, `reworded` or `none` of pairs of masked texts (domain.md 6.2: T6, then T5)."""
    alike = likeness.measure(older, newer)
    both = pc.binary_join_element_wise(older, newer, "")
    is_spelled = pc.invert(pc.match_substring_regex(both, r"\p{Han}")).to_numpy(False)
    is_padded = rewriting.are_padded(alike.containment, alike.ratio, limits)
    is_reworded = rewriting.are_near(alike.edit, alike.jaccard, is_spelled, limits)
    found: list[Any] = np.select([is_padded, is_reworded], ["padded", "reworded"], "none").tolist()
    return found
