"""Which pairs of characters are wording and which are names, learned from the registers themselves.

A bureau's wording is used again and again; what fills a slot of a sentence (a company, a brand, a
shop) is used in few texts. No list of suffixes is needed, and none is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.match import encoding


class Usage(NamedTuple):
    """Hashes of pairs of neighbouring characters, ascending, and the share of texts with each."""

    hashes: npt.NDArray[np.uint64]
    shares: npt.NDArray[np.float64]


def learned(texts: Sequence[str], *, at_least: int) -> Usage | None:
    """The use of each pair in the texts; None where there are too few texts to learn from."""
    if len(texts) < at_least:
        return None
    rows, hashes = encoding.bigrams(texts)
    order = np.lexsort((rows, hashes))
    rows, hashes = rows[order], hashes[order]
    is_new = np.ones(len(rows), np.bool_)
    is_new[1:] = (rows[1:] != rows[:-1]) | (hashes[1:] != hashes[:-1])
    distinct, counts = np.unique(hashes[is_new], return_counts=True)
    return Usage(distinct, counts / len(texts))


def least_used(stretches: Sequence[str], usage: Usage) -> npt.NDArray[np.float64]:
    """For each stretch the share of texts that its least used pair stands in; 1 without a pair."""
    rows, hashes = encoding.bigrams(stretches)
    place = np.minimum(np.searchsorted(usage.hashes, hashes), len(usage.hashes) - 1)
    shares = np.where(usage.hashes[place] == hashes, usage.shares[place], 0.0)
    found = np.ones(len(stretches))
    np.minimum.at(found, rows, shares)
    return found
