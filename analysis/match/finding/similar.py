"""Candidates weighed: pairs that share rare shingles, kept where a threshold of likeness is met."""

from __future__ import annotations

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match.finding import candidates
from analysis.match.finding.scopes import Flags
from analysis.match.found import extend
from analysis.text.rows import likeness
from analysis.text.rows.codes import Numbers, coded

# Every class asks for half of the shorter text's bigrams, or edits that imply as much.
_LEAST_CONTAINMENT = 0.5
_OLDER = 0xFFFFFFFF  # the half of a packed pair that is the older text

Shares = npt.NDArray[np.float64]


def find_similar(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Add the likest earlier entries to `found`, and hold `likeness` of their forms."""
    for name in ("times", "looks", "events"):
        warehouse.derive(connection, f"match/steps/{name}")
    forms = warehouse.arrow(connection, warehouse.query("match/feeds/compared_forms"))
    texts = forms["text"].to_numpy()
    codes, events = coded(forms["form"]), _events(connection, texts)
    pairs = candidates.sharing(codes, events, limits)
    pairs = _distinct(np.concatenate([pairs, _neighbours(connection, texts, limits)]))
    newer, older = events.text[pairs >> 32], pairs & _OLDER
    measured = likeness.of_pairs(codes, older, newer, least_containment=_LEAST_CONTAINMENT)
    kept, similarity, is_near = _alike(measured, limits)
    columns = {
        "event": pairs[kept] >> 32,
        "newer_form": texts[newer[kept]],
        "older_form": texts[older[kept]],
        "similarity": similarity,
        "is_near": is_near,
        **{name: column[kept] for name, column in measured._asdict().items()},
    }
    table = pa.table({name: pa.array(column) for name, column in columns.items()})
    warehouse.stage(connection, "likeness", table)
    extend(connection, "similar", settled=False, kept_per_entry=limits.compared_per_entry)


def _events(connection: duckdb.DuckDBPyConnection, texts: Numbers) -> candidates.Events:
    told = warehouse.arrow(connection, "select * from events order by event")
    flags = (told[name].to_numpy() for name in ("is_posted", "is_asked", "is_known"))
    return candidates.Events(
        np.searchsorted(texts, told["form"].to_numpy()),
        told["unit"].to_numpy(),
        told["time"].to_numpy().copy(),
        *flags,
    )


def _neighbours(
    connection: duckdb.DuckDBPyConnection, texts: Numbers, limits: settings.Match
) -> Numbers:
    """All that units of few texts have by then, since short texts may share no rare shingle."""
    pairs = warehouse.arrow(
        connection, warehouse.query("match/feeds/neighbours"), small_unit=limits.small_unit
    )
    older = np.searchsorted(texts, pairs["older_form"].to_numpy())
    packed: Numbers = (pairs["event"].to_numpy().astype(np.int64) << 32) | older
    return packed


def _distinct(pairs: Numbers) -> Numbers:
    ordered = np.sort(pairs)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def _alike(measured: likeness.Likeness, limits: settings.Match) -> tuple[Numbers, Shares, Flags]:
    """The places of pairs that reach the review band or more.

    With each one similarity to rank it by, and whether it is a near copy.
    """
    edit, jaccard, containment, _ = measured
    is_strong = (edit >= limits.reworded_edit) | (jaccard >= limits.reworded_jaccard)
    is_strong |= containment >= limits.padded_containment
    reaches = (
        is_strong
        | ((edit >= limits.review_edit) & (jaccard >= limits.review_jaccard))
        | (containment >= limits.review_containment)
    )
    kept = np.flatnonzero(reaches)
    nearest = np.maximum(edit, jaccard)[kept]
    similarity = np.maximum(nearest, 0.9 * containment[kept])
    return kept, similarity, nearest >= limits.other_unit_similarity
