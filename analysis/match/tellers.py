"""What each compared text tells besides words, in four numbers: dates, marks, codes, counts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.match import symbols
from analysis.text import characters, patterns

TOLD = ("date", "list_number", "code", "quantity")
_BATCH = 100_000
_ROUND = [
    (patterns.FISCAL_CAPITALS, r"fy\1"),
    (patterns.AMOUNT, r"\1;\2"),
    (patterns.THOUSANDS, r"\1"),
    (patterns.LIST_BEFORE_YEAR, r"\1\2;\3"),
]


def levelled(texts: pa.Array) -> pa.Array:
    """The texts as the pattern of codes reads them: years of budgets and amounts are no codes."""
    level = characters.levelled(texts)
    for pattern, kept in _ROUND:
        level = pc.replace_substring_regex(level, pattern, kept)
    return level


def told(texts: pa.Table) -> dict[str, npt.NDArray[np.uint64]]:
    """For each of TOLD a number per text (n1 to n4, coded_text): equal where all of it is equal.

    Two texts tell the same codes when their numbers of `code` are equal, in whatever order.
    """
    parts = [_told(batch) for batch in _batches(texts)]
    return {
        kind: np.concatenate([part[place] for part in parts]) if parts else np.zeros(0, np.uint64)
        for place, kind in enumerate(TOLD)
    }


def _batches(texts: pa.Table) -> Iterator[pa.Table]:
    return (texts.slice(start, _BATCH) for start in range(0, len(texts), _BATCH))


def _told(texts: pa.Table) -> tuple[npt.NDArray[np.uint64], ...]:
    first, second, third, fourth = (_sums(texts[name]) for name in ("n1", "n2", "n3", "n4"))
    codes = _codes(texts["coded_text"].combine_chunks())
    return first - second, second - third - codes, codes, third - fourth


def _sums(texts: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    return symbols.sums(texts)


def _codes(texts: pa.Array) -> npt.NDArray[np.uint64]:
    """The sum of the codes of each text; zero where the text is null, which is to say has none."""
    found = np.zeros(len(texts), np.uint64)
    coded = np.flatnonzero(pc.is_valid(texts).to_numpy(zero_copy_only=False))
    if len(coded):
        level = levelled(texts.take(pa.array(coded)))
        bare = pc.replace_substring_regex(level, patterns.CODE, " ")
        found[coded] = _of_words(level) - _of_words(bare)
    return found


def _of_words(texts: pa.Array) -> npt.NDArray[np.uint64]:
    """As the forms spell them: lower case, marks inside a code left out."""
    lower = pc.ascii_lower(texts)
    bare = pc.replace_substring_regex(lower, "[^a-z0-9\\p{Han}]+", " ")
    return symbols.sums(bare)
