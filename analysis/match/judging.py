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
    """How alike two masked texts are; see `likeness.measure`.

    `kept` is the share of the longer text that stands in both, dates, numbers and style aside.
    """

    edit: float
    jaccard: float
    containment: float
    ratio: float
    kept: float


def judge(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Hold `judged`: reuse class, changed kinds and similarity of each pair of texts found."""
    pairs = warehouse.arrow(connection, warehouse.query("match/text_pairs")).combine_chunks()
    older, newer = (pairs[name].combine_chunks() for name in ("older_masked", "newer_masked"))
    measured = likeness.measure(older, newer)
    texts = list(zip(pairs["older"].to_pylist(), pairs["newer"].to_pylist(), strict=True))
    spans = [alignment.changed_spans(before, after) for before, after in texts]
    kinds = [sorted({span.kind for span in found}) for found in spans]
    kept = [_kept_share(found, *both) for found, both in zip(spans, texts, strict=True)]
    columns = [*(measured[name].to_pylist() for name in measured.column_names), kept]
    alike = [Likeness(*values) for values in zip(*columns, strict=True)]
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


def _kept_share(spans: tuple[alignment.Span, ...], older: str, newer: str) -> float:
    changed = sum(
        max(span.older_end - span.older_start, span.newer_end - span.newer_start)
        for span in spans
        if span.kind not in _STYLE | _COUNTING
    )
    return max(0.0, 1 - changed / max(len(older), len(newer), 1))


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
    if _is_another(kinds) and like.edit >= limits.review_edit:
        return "name_swapped"
    if "polarity" in kinds and like.edit >= limits.review_edit:
        return "polarity_changed"
    return _wording_class(kinds, like, limits)


def _is_another(kinds: frozenset[str]) -> bool:
    """Whether the text speaks of another body, place or thing.

    A word exchanged while the wording changed too may be wording; a body's name is not.
    """
    return "organisation" in kinds or bool(kinds & _NAMES and kinds <= _NAMES | _COUNTING)


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
    edit = max(like.edit, like.kept)
    if edit >= limits.reworded_edit or like.jaccard >= limits.reworded_jaccard:
        return "reworded"
    in_band = like.edit >= limits.review_edit and like.jaccard >= limits.review_jaccard
    return "review" if in_band or like.containment >= limits.review_containment else "none"
