"""Whether one text is another padded, or in other words: by how alike they are (domain.md 6.2)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis import settings

Shares = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def are_padded(containment: Shares, ratio: Shares, limits: settings.Match) -> Flags:
    """T6: nearly all pairs of characters of the shorter text stand in a longer one."""
    flags: Flags = (containment >= limits.padded_containment) & (ratio >= limits.padded_ratio)
    return flags


def are_near(edit: Shares, jaccard: Shares, is_spelled: Any, limits: settings.Match) -> Flags:
    """T5: few characters edited, or most pairs shared, as when clauses changed places.

    Letters are few: where they spell words (`is_spelled`) more pairs of them must be shared.
    """
    least = np.where(is_spelled, limits.reworded_alphabetic, limits.reworded_jaccard)
    flags: Flags = (edit >= limits.reworded_edit) | (jaccard >= least)
    return flags
