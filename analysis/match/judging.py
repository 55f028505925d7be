"""The reuse class of pairs of texts: by equal forms where they are equal, else by what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import duckdb
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match import likeness
from analysis.text import alignment

_CODES_LEVEL, _COUNTS_LEVEL, _NAMES_LEVEL = 3, 4, 5
_NAMES = frozenset({"organisation", "place", "object"})
_STYLE = frozenset({"function", "synonym"})
_NUMBERING = frozenset({"date", "list_number"})
_COUNTING = _NUMBERING | {"code", "quantity"}


class Likeness(NamedTuple):
    """How alike two masked texts are; see `likeness.measure`."""

    edit: float
    jaccard: float
    containment: float
    ratio: float


def judge(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Hold `judged`: reuse class, changed kinds and similarity of each pair of texts found."""
    pairs = warehouse.arrow(connection, warehouse.query("match/text_pairs")).combine_chunks()
    older, newer = (pairs[name].combine_chunks() for name in ("older_masked", "newer_masked"))
    measured = likeness.measure(older, newer)
    texts = zip(pairs["older"].to_pylist(), pairs["newer"].to_pylist(), strict=True)
    kinds = [_changed_kinds(before, after) for before, after in texts]
    alike = [
        Likeness(*values) for values in zip(*map(pa.ChunkedArray.to_pylist, measured), strict=True)
    ]
    levels = pairs["level"].to_pylist()
    classes = [
        equal_form_class(level, found) or reuse_class(found, like, limits)
        for level, found, like in zip(levels, kinds, alike, strict=True)
    ]
    table = {
        "newer_text": pairs["newer_text"],
        "older_text": pairs["older_text"],
        "reuse_class": pa.array(classes, pa.string()),
        "changed_kinds": pa.array(kinds, pa.list_(pa.string())),
        "similarity": pa.array([max(like.edit, like.jaccard) for like in alike], pa.float64()),
    }
    warehouse.stage(connection, "judged", pa.table(table))


def _changed_kinds(older: str, newer: str) -> list[str]:
    return sorted({span.kind for span in alignment.changed_spans(older, newer)})


def equal_form_class(level: int, changed: Iterable[str]) -> str | None:
    """The class that equal forms settle: N3 for numbering and codes, N4 for counts, N5 for names.

    Level 4 leaves it open where a name or an object's number was masked with the counts.
    """
    kinds = frozenset(changed)
    if level == _CODES_LEVEL:
        return "recoded" if "code" in kinds else "renumbered"
    if level == _COUNTS_LEVEL and not kinds & _NAMES:
        return "recounted" if "quantity" in kinds or "code" not in kinds else "recoded"
    return "name_swapped" if level == _NAMES_LEVEL else None


def reuse_class(changed: Iterable[str], like: Likeness, limits: settings.Match) -> str:
    """The class of axis T that follows from the kinds of spans that changed, then from likeness.

    Order of domain.md §6.2. A name alone changed means another body, place or thing; changed
    together with the wording it is not told from rewording by this rule.
    """
    kinds = frozenset(changed)
    if kinds <= _COUNTING:
        return _counting_class(kinds)
    if kinds & _NAMES and kinds <= _NAMES | _COUNTING:
        return "name_swapped"
    if "polarity" in kinds and like.edit >= limits.review_edit:
        return "polarity_changed"
    return _wording_class(kinds, like, limits)


def _counting_class(kinds: frozenset[str]) -> str:
    if "quantity" in kinds:
        return "recounted"
    if "code" in kinds:
        return "recoded"
    if "list_number" in kinds:
        return "renumbered"
    return "redated" if kinds else "verbatim"


def _wording_class(kinds: frozenset[str], like: Likeness, limits: settings.Match) -> str:
    if like.containment >= limits.padded_containment and like.ratio >= limits.padded_ratio:
        return "padded"
    is_style = kinds <= _STYLE | _COUNTING
    if is_style or like.edit >= limits.reworded_edit or like.jaccard >= limits.reworded_jaccard:
        return "reworded"
    in_band = like.edit >= limits.review_edit and like.jaccard >= limits.review_jaccard
    return "review" if in_band or like.containment >= limits.review_containment else "none"
