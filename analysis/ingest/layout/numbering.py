"""Which column counts the entries of a register, and which holds the ids by which they are known.

Headers do not settle it: under `编号`, `ID` or `Finding No.` stand 1, 2, 3 … in one register and
SJ-2023-014 in the next. Bare numbers that run on from 1 count entries, and last year's list copied
in its order has the same ones; every other number of an entry's own is its key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.ingest.vocabulary import fields
from analysis.text.dates import numerals

COUNT, KEY = "sequence_text", "source_key"

_SHARE = (
    0.6  # share of the cells that must look alike; lines of totals and signatures are among them
)
_KEY_LENGTH = 3  # characters of the shortest code that may be an id under the name of a count
_BARE = re.compile(
    r"[\s(\[【第]*(?:no|nr)?[\s.№#]*(?P<number>\d{1,4}|[〇零一二三四五六七八九十百]{1,5})"
    r"[\s)\]】.、,号號项項条條]*",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_ID = re.compile(r"(?=.*\d)(?=.*[^\W\d_]|.*\d{2}\s*[-/〔]\s*\d)[\w./#:+()〔〕\[\] -]*")


class Numbers(NamedTuple):
    """What the numbers in a column are.

    Attributes:
        is_running: bare numbers, none much higher than there are rows.
        are_ids: codes of letters and digits, or of two numbers (23/014), each once.
    """

    is_running: bool
    are_ids: bool


def of_column(texts: Sequence[str], row_count: int) -> Numbers:
    """What the numbers in some cells of a column are; `row_count` rows stand below its header."""
    if not texts:
        return Numbers(is_running=False, are_ids=False)
    bare = [number for text in texts if (number := _bare(text)) is not None]
    is_running = len(bare) >= _SHARE * len(texts) and max(bare) <= 2 * row_count + 2
    ids = {text for text in texts if _is_id(text)}
    return Numbers(is_running, not is_running and len(ids) >= _SHARE * len(texts))


def settled(
    taken: Mapping[str, tuple[int, int]],
    offers: Sequence[Mapping[str, tuple[int, int]]],
    numbers: Sequence[Numbers],
) -> dict[str, tuple[int, int]]:
    """The columns taken, with what counts entries as the count and what holds their ids as key.

    Args:
        taken: column and tier of each field.
        offers: the fields that the header of each column names.
        numbers: what the numbers in each column are.
    """
    found = dict(taken)
    counts, key = taken.get(COUNT), taken.get(KEY)
    if key and numbers[key[0]].is_running:
        del found[KEY]
        found.setdefault(COUNT, key)
    if counts and KEY not in found and _is_key(offers[counts[0]], numbers[counts[0]]):
        del found[COUNT]
        found[KEY] = counts
        if key:  # the other one counts
            found[COUNT] = key
    return found


def _is_key(offer: Mapping[str, tuple[int, int]], numbers: Numbers) -> bool:
    """Whether a column named like a count holds ids: codes, or numbers that may be named so."""
    if offer.get(COUNT, (fields.WEAK, 0))[0] == fields.WEAK or numbers.is_running:
        return False
    return numbers.are_ids or KEY in offer


def _is_id(text: str) -> bool:
    return len(text) >= _KEY_LENGTH and not _DAY.fullmatch(text) and bool(_ID.fullmatch(text))


def _bare(text: str) -> int | None:
    found = _BARE.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    return numerals.to_int(found["number"]) if found else None
