"""What visits found, beside what units had found themselves: found by both, missed by either."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from analysis import settings, warehouse
from analysis.text.forms import forms
from analysis.text.rows import likeness

# The words of another person about the same thing differ; below this another enterprise may be
# meant (contract, ruling 5), and only a person can tell.
_SAME = 0.90


def compare(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Rebuild `linked.findings` and `linked.self_found`.

    A finding was known to the unit (`both`) when the record of the visit says so or gives the
    number of the unit's own entry, or when the unit's register of that year holds the same words
    from before the visit; it was `missed` when the record says so, or nothing in that register is
    like it. Where something is only somewhat like it the finding is `doubtful`, and no share is
    counted with it; where the unit filed no register of that year nobody can tell
    (`no_register`). `linked.self_found` has the entries of such registers that the visits could
    have found, and whether they did.
    """
    pairs = warehouse.arrow(connection, warehouse.query("findings/pairs"))
    warehouse.stage(connection, "finding_likeness", _liked(pairs, limits))
    for name in ("findings", "self_found"):
        warehouse.materialise(connection, f"linked.{name}", warehouse.query(f"findings/{name}"))


def _liked(pairs: pa.Table, limits: settings.Match) -> pa.Table:
    """How like each entry is to the finding: 2 the same, 1 perhaps, 0 not; numbers masked."""
    sides = [
        forms.normal_forms(pairs[name])["n4"].combine_chunks()
        for name in ("issue_text", "finding_text")
    ]
    edit, jaccard, containment, _ = alike = likeness.measure(*sides)
    is_same = (edit >= _SAME) | (containment >= limits.padded_containment)
    is_like = ((edit >= limits.review_edit) & (jaccard >= limits.review_jaccard)) | (
        containment >= limits.review_containment
    )
    grade: Any = np.select([is_same, is_like], [2, 1], 0)
    similarity = np.maximum(alike.edit, alike.containment)
    told = pairs.select(["finding_id", "issue_id"])
    return told.append_column("grade", pa.array(grade, pa.int32())).append_column(
        "similarity", pa.array(similarity, pa.float64())
    )
