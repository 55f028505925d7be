"""A forest given as the parent of each node: where the chains of earlier issues begin."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def roots(parent: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The root of every node, by doubling the step (pointer jumping); a root is its own parent.

    As many rounds as the logarithm of the longest chain: Wyllie, J. (1979), The complexity of
    parallel computations, Cornell University TR 79-387.
    """
    root = parent
    while not np.array_equal(root[root], root):
        root = root[root]
    return root
