"""Candidates weighed: pairs that share rare shingles, kept where a threshold of likeness is met."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match import candidates, encoding
from analysis.match.tables import derive, extend
from analysis.text import likeness

_BATCH = 100_000
_CANDIDATES = "select newer_form, older_form from candidates"
# Every class asks for half of the shorter text's bigrams (or edits that imply as much).
_SHARED_BITS = 0.48


def find_similar(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Add the likest earlier entries to `found`, and hold `likeness` of their forms."""
    filed = warehouse.arrow(connection, warehouse.query("match/filed_forms"))
    warehouse.stage(connection, "sharing", candidates.sharing(filed, limits))
    derive(connection, "candidates", small_unit=limits.small_unit)
    warehouse.stage(connection, "likeness", _weighed(connection, limits))
    extend(connection, "similar", settled=False, kept_per_entry=limits.compared_per_entry)


def _weighed(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> pa.Table:
    compared = warehouse.arrow(connection, warehouse.query("match/compared_forms"))
    texts = compared["text"].to_numpy()
    forms = compared["n5"].combine_chunks()
    pairs = warehouse.arrow(connection, _CANDIDATES)
    newer, older = (
        np.searchsorted(texts, pairs[name].to_numpy()) for name in ("newer_form", "older_form")
    )
    near = _near(forms, newer, older)
    newer, older = newer[near], older[near]
    kept = [
        _alike(texts, forms, (newer[start : start + _BATCH], older[start : start + _BATCH]), limits)
        for start in range(0, max(len(newer), 1), _BATCH)
    ]
    return pa.concat_tables(kept)


def _near(
    forms: pa.Array, newer: npt.NDArray[np.int64], older: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Whether so many bigrams are shared, by a signature that never says too few by much."""
    bits = np.concatenate([encoding.bigram_bits(part) for part in _lists(forms)])
    sizes = np.bitwise_count(bits).sum(axis=1, dtype=np.int32)
    near = np.zeros(len(newer), np.bool_)
    for start in range(0, len(newer), _BATCH):
        one, other = newer[start : start + _BATCH], older[start : start + _BATCH]
        shared = np.bitwise_count(bits[one] & bits[other]).sum(axis=1, dtype=np.int32)
        smaller = np.minimum(sizes[one], sizes[other])
        near[start : start + _BATCH] = shared >= _SHARED_BITS * smaller
    return near


def _lists(forms: pa.Array) -> Iterator[list[str]]:
    for start in range(0, max(len(forms), 1), _BATCH):
        yield forms.slice(start, _BATCH).to_pylist()


def _alike(
    texts: npt.NDArray[np.int32],
    forms: pa.Array,
    pairs: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    limits: settings.Match,
) -> pa.Table:
    """The pairs that reach the review band or more, with one similarity to rank them by."""
    newer, older = pairs
    measured = likeness.measure(forms.take(pa.array(older)), forms.take(pa.array(newer)))
    edit, jaccard, containment = (
        measured[name].to_numpy() for name in ("edit", "jaccard", "containment")
    )
    is_strong = (edit >= limits.reworded_edit) | (jaccard >= limits.reworded_jaccard)
    is_strong |= containment >= limits.padded_containment
    reaches = (
        is_strong
        | ((edit >= limits.review_edit) & (jaccard >= limits.review_jaccard))
        | (containment >= limits.review_containment)
    )
    similarity = np.maximum(edit, np.maximum(jaccard, 0.9 * containment))
    table = measured.append_column("is_strong", pa.array(is_strong))
    table = table.append_column("similarity", pa.array(similarity))
    table = table.append_column("newer_form", pa.array(texts[newer]))
    table = table.append_column("older_form", pa.array(texts[older]))
    return table.filter(pa.array(reaches))
