"""Whether a measure is an earlier one in other words: padded, or reworded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis import settings
from analysis.text.rows import likeness


def reuse_classes(older: pa.Array, newer: pa.Array, limits: settings.Match) -> list[Any]:
    """`padded`, `reworded` or `none` of pairs of masked texts (domain.md 6.2: T6, then T5).

    Padded: nearly all pairs of characters of the shorter stand in a longer one. Reworded: few
    characters edited, or most pairs shared, as when clauses changed places.
    """
    alike = likeness.measure(older, newer)
    edit, jaccard, containment, ratio = alike
    has_han = pc.match_substring_regex(pc.binary_join_element_wise(older, newer, ""), r"\p{Han}")
    share = np.where(
        has_han.to_numpy(zero_copy_only=False), limits.reworded_jaccard, limits.reworded_alphabetic
    )
    is_padded = (ratio >= limits.padded_ratio) & (containment >= limits.padded_containment)
    is_reworded = (jaccard >= share) | (edit >= limits.reworded_edit)
    found: list[Any] = np.select([is_padded, is_reworded], ["padded", "reworded"], "none").tolist()
    return found
