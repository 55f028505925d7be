"""From clean issues to links and classes: exact forms first, then rare shingles, then verdicts."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match import judging, likeness, shown
from analysis.match.tables import derive, extend

_FOUND = """
create or replace temp table found (
    entry integer, prior integer, level integer, is_settled boolean
)
"""
_SAME_UNIT_LEVELS = (1, 2, 3, 4, 5)
_OTHER_UNIT_LEVELS = (1, 2, 3, 4, 5)
_SETTLING_LEVEL = 2


def link(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Rebuild `linked.links` and `linked.classes` from the `clean` schema.

    Beside them `linked.sources` says which files hold sentences of a code list, and
    `linked.suspected_imports` which registers may bear the date of an import.
    """
    warehouse.materialise(
        connection,
        "linked.sources",
        warehouse.query("match/sources"),
        catalogue_rows=limits.catalogue_rows,
        catalogue_share=limits.catalogue_share,
    )
    warehouse.materialise(
        connection,
        "linked.suspected_imports",
        warehouse.query("match/suspected_imports"),
        import_rows=limits.import_rows,
        import_share=limits.import_share,
    )
    derive(connection, "forms")
    derive(connection, "entries")
    connection.execute(_FOUND)
    _find_equal(connection)
    _find_similar(connection, limits)
    judging.judge(connection, limits)
    derive(
        connection,
        "ranked",
        links_kept=limits.links_kept,
        other_unit_similarity=limits.other_unit_similarity,
    )
    shown.show(connection, limits)


def _find_equal(connection: duckdb.DuckDBPyConnection) -> None:
    """Catalogue recurrences, then equal forms: the stricter form settles before the looser."""
    extend(connection, "catalogue", settled=True)
    for level in _SAME_UNIT_LEVELS:
        derive(connection, "open_entries")
        settles = level <= _SETTLING_LEVEL
        extend(connection, "exact", settled=settles, level=level, same_unit=True, open_only=True)
    for level in _OTHER_UNIT_LEVELS:
        only_open = level > _SETTLING_LEVEL
        extend(
            connection, "exact", settled=False, level=level, same_unit=False, open_only=only_open
        )
    extend(connection, "new_names", settled=False)


def _find_similar(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Candidates by rare shingles, kept when a threshold of likeness is met."""
    derive(
        connection,
        "shingles",
        shingle_length=limits.shingle_length,
        document_cap=limits.document_cap,
        rarest_kept=limits.rarest_kept,
    )
    derive(connection, "candidates", small_unit=limits.small_unit)
    pairs = warehouse.arrow(connection, warehouse.query("match/candidate_texts")).combine_chunks()
    measured = likeness.measure(_column(pairs, "older"), _column(pairs, "newer"))
    warehouse.stage(connection, "likeness", _alike(pairs, measured, limits))
    extend(connection, "similar", settled=False, kept_per_entry=limits.compared_per_entry)


def _column(table: pa.Table, name: str) -> pa.Array:
    return table[name].combine_chunks()


def _alike(pairs: pa.Table, measured: pa.Table, limits: settings.Match) -> pa.Table:
    """The pairs that reach the review band or more, with one similarity to rank them by."""
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
    table = pa.table(
        {
            "newer_form": pairs["newer_form"],
            "older_form": pairs["older_form"],
            "is_strong": pa.array(is_strong),
            "similarity": pa.array(np.maximum(edit, np.maximum(jaccard, 0.9 * containment))),
        }
    )
    return table.filter(pa.array(reaches))
