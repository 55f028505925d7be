"""Many units tested at once: which differ, when some must by chance alone."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from statsmodels.stats.multitest import multipletests

Method = Literal["fdr_bh", "holm", "bonferroni"]

LOOK = 0.10  # of those looked at, one in ten may be a false alarm


class Adjusted(NamedTuple):
    """Which tests stand after the adjustment, and the adjusted probabilities, in order given."""

    stands: NDArray[np.bool_]
    p_values: NDArray[np.float64]


def adjust(p_values: ArrayLike, level: float = LOOK, method: Method = "fdr_bh") -> Adjusted:
    """The tests that stand at `level`; by default with the false discovery rate held to it.

    Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57:
    289-300. Missing probabilities (NaN) never stand, stay missing, and are not counted.
    """
    given = np.asarray(p_values, dtype=float)
    known = np.isfinite(given)
    stands, adjusted = np.zeros(given.shape, dtype=bool), np.full(given.shape, np.nan)
    if known.any():
        stands[known], adjusted[known], *_ = multipletests(given[known], level, method)
    return Adjusted(stands, adjusted)
