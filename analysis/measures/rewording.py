"""Whether a measure is an earlier one in other words: padded, or reworded."""

from __future__ import annotations

import re
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from analysis import settings

_HAN = re.compile("[\u3400-\u9fff]")


def reuse_class(older: str, newer: str, limits: settings.Match) -> str:
    """`padded`, `reworded` or `none` of two masked texts (domain.md 6.2: T6, then T5).

    Padded: nearly all pairs of characters of the shorter stand in a longer one. Reworded: few
    characters edited, or most pairs shared, as when clauses changed places.
    """
    one, other = _pairs(older), _pairs(newer)
    shared = len(one & other)
    lengths = sorted((len(older), len(newer)))
    is_longer = lengths[1] >= limits.padded_ratio * lengths[0]
    if is_longer and shared >= limits.padded_containment * max(min(len(one), len(other)), 1):
        return "padded"
    has_han = _HAN.search(older) or _HAN.search(newer)
    share = limits.reworded_jaccard if has_han else limits.reworded_alphabetic
    is_alike = shared >= share * max(len(one | other), 1)
    edited = Levenshtein.normalized_similarity(older, newer)
    return "reworded" if is_alike or edited >= limits.reworded_edit else "none"


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(text))
