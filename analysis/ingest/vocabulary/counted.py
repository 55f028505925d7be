"""Columns of which a field has several: counted headers, and columns of one group."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from analysis.ingest.readers.sheets import Cells, cell
from analysis.ingest.vocabulary.folding import fold
from analysis.text.dates import numerals

# A header that counts: `整改措施一`, `Measure 2`, `Due date (3)`, `措施②` (as 措施2).
_COUNTED = re.compile(
    r"(?P<stem>.*?[^\d\s(（#])[\s(（\[【#_-]*(?:no\.?\s*)?"
    r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})[\s)）\]】]*"
)


@functools.lru_cache(maxsize=64)
def groups(rows: tuple[Cells, ...]) -> dict[str, tuple[int, ...]]:
    """Folded names that the first row gives to several columns, which the last row tells apart."""
    found: dict[str, list[int]] = {}
    for column, text in enumerate(rows[0]) if len(rows) > 1 else ():
        if text.strip() and cell(rows[-1], column).strip() not in ("", text.strip()):
            found.setdefault(fold(text), []).append(column)
    return {name: tuple(columns) for name, columns in found.items() if len(columns) > 1}


def is_one_of_several(rows: Sequence[Cells], column: int) -> bool:
    """Whether a column is counted, or stands with others under one name."""
    _, number = name_and_number(cell(rows[-1], column))
    return number > 0 or any(column in members for members in groups(tuple(rows)).values())


@functools.lru_cache(maxsize=4096)
def name_and_number(text: str) -> tuple[str, int]:
    """A header without the number at its end, folded, and that number; 0 where it has none."""
    found = _COUNTED.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    if not found:
        return "", 0
    return fold(found["stem"]), numerals.to_int(found["number"]) or 0
