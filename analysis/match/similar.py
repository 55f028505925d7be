"""Candidates weighed: pairs that share rare shingles, kept where a threshold of likeness is met."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis import settings, warehouse
from analysis.match import candidates
from analysis.match.tables import extend
from analysis.text import likeness
from analysis.text.codes import Numbers, coded

# Every class asks for half of the shorter text's bigrams, or edits that imply as much.
_LEAST_CONTAINMENT = 0.5
_OLDER = 0xFFFFFFFF  # the half of a packed pair that is the older text


def find_similar(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Add the likest earlier entries to `found`, and hold `likeness` of their forms."""
    forms = warehouse.arrow(connection, warehouse.query("match/compared_forms"))
    texts = forms["text"].to_numpy()
    codes = coded(forms["form"])
    pairs = candidates.sharing(codes, _filed(connection, texts), limits)
    pairs = _distinct(np.concatenate([pairs, _neighbours(connection, texts, limits)]))
    measured = likeness.of_pairs(
        codes, pairs & _OLDER, pairs >> 32, least_containment=_LEAST_CONTAINMENT
    )
    warehouse.stage(connection, "likeness", _alike(texts, pairs, measured, limits))
    extend(connection, "similar", settled=False, kept_per_entry=limits.compared_per_entry)


def _filed(connection: duckdb.DuckDBPyConnection, texts: Numbers) -> candidates.Filed:
    filed = warehouse.arrow(connection, warehouse.query("match/filed_forms"))
    return candidates.Filed(
        np.searchsorted(texts, filed["text"].to_numpy()),
        pc.fill_null(filed["looks_from"], -1).to_numpy().astype(np.int64),
        filed["seen_from"].to_numpy().astype(np.int64),
        filed["unit_key"].to_numpy().astype(np.uint64),
    )


def _neighbours(
    connection: duckdb.DuckDBPyConnection, texts: Numbers, limits: settings.Match
) -> Numbers:
    """All pairs within units of few texts, since short texts may share no rare shingle."""
    pairs = warehouse.arrow(
        connection, warehouse.query("match/neighbours"), small_unit=limits.small_unit
    )
    newer, older = (
        np.searchsorted(texts, pairs[name].to_numpy()) for name in ("newer_form", "older_form")
    )
    packed: Numbers = (newer << 32) | older
    return packed


def _distinct(pairs: Numbers) -> Numbers:
    ordered = np.sort(pairs)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def _alike(
    texts: Numbers, pairs: Numbers, measured: likeness.Likeness, limits: settings.Match
) -> pa.Table:
    """The pairs that reach the review band or more, with one similarity to rank them by."""
    edit, jaccard, containment, _ = measured
    is_strong = (edit >= limits.reworded_edit) | (jaccard >= limits.reworded_jaccard)
    is_strong |= containment >= limits.padded_containment
    reaches = (
        is_strong
        | ((edit >= limits.review_edit) & (jaccard >= limits.review_jaccard))
        | (containment >= limits.review_containment)
    )
    kept = np.flatnonzero(reaches)
    table = {name: pa.array(column[kept]) for name, column in measured._asdict().items()}
    is_near = np.maximum(edit, jaccard) >= limits.other_unit_similarity
    table["is_near"] = pa.array(is_near[kept])
    similarity = np.maximum(edit, np.maximum(jaccard, 0.9 * containment))
    table["similarity"] = pa.array(similarity[kept])
    table["newer_form"] = pa.array(texts[pairs[kept] >> 32])
    table["older_form"] = pa.array(texts[pairs[kept] & _OLDER])
    return pa.table(table)
