"""The codes that compared texts tell, as numbers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.dates import numbering
from analysis.text.forms import symbols
from analysis.text.letters import characters
from analysis.text.rows.compiling import processors

_BATCH = 32_768
_ROUND = [
    (numbering.FISCAL_CAPITALS, r"fy\1"),
    (numbering.AMOUNT, r"\1;\2"),
    (numbering.THOUSANDS, r"\1"),
    (numbering.LIST_BEFORE_YEAR, r"\1\2;\3"),
]


def levelled(texts: pa.Array) -> pa.Array:
    """The texts as the pattern of codes reads them: years of budgets and amounts are no codes."""
    level = characters.levelled(texts)
    for pattern, kept in _ROUND:
        level = pc.replace_substring_regex(level, pattern, kept)
    return level


def codes(texts: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    """A number per text: equal where all its codes are, in any order."""
    starts = range(0, len(texts), _BATCH)
    with ThreadPoolExecutor(processors()) as pool:
        parts = pool.map(lambda start: _codes(texts.slice(start, _BATCH).combine_chunks()), starts)
        return np.concatenate([np.zeros(0, np.uint64), *parts])


def _codes(texts: pa.Array) -> npt.NDArray[np.uint64]:
    level = levelled(texts)
    bare = pc.replace_substring_regex(level, numbering.CODE, " ")
    return _of_words(level) - _of_words(bare)


def _of_words(texts: pa.Array) -> npt.NDArray[np.uint64]:
    """As the forms spell them: lower case, marks inside a code left out."""
    lower = pc.ascii_lower(texts)
    bare = pc.replace_substring_regex(lower, "[^a-z0-9\\p{Han}]+", " ")
    return symbols.sums(bare)
