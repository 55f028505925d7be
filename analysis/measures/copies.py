"""Which earlier measure is each measure the copy of: its own, another problem's, another unit's?"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.text import alignment, forms

_SCOPES = ("own", "other_problem", "other_unit")
_CODES_LEVEL = 3


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `linked.measure_links` after problems and outcomes are known (domain.md 7.1).

    Texts are compared by their normal forms only: equal but for spelling (`verbatim`), dates
    (`redated`), list numbers (`renumbered`), codes (`recoded`) or counts (`recounted`). A measure
    in other words is `none`, and is listed only against its unit's own last one for the problem.
    Measures of duplicate entries and without a text take no part.
    """
    texts = warehouse.arrow(connection, warehouse.query("measures/texts"))["measure_text"]
    formed = forms.normal_forms(texts).add_column(0, "measure_text", texts)
    warehouse.stage(connection, "measure_forms", formed)
    for name in ("entries", *_SCOPES):
        sql = warehouse.query(f"measures/{name}")
        connection.execute(f"create or replace temp table measure_{name} as {sql}")
    warehouse.stage(connection, "measure_changes", _changes(connection))
    warehouse.materialise(connection, "linked.measure_links", warehouse.query("measures/links"))


def _changes(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """For each two texts equal in N3 or N4 only: the class that what changed between them gives."""
    pairs = warehouse.arrow(connection, warehouse.query("measures/pairs"))
    classes = [
        _reuse_class(level, {span.kind for span in alignment.changed_spans(older, newer)})
        for level, older, newer in zip(*(column.to_pylist() for column in pairs), strict=True)
    ]
    names = ["level", "older_text", "newer_text"]
    columns = dict(zip(names, pairs, strict=True)) | {"reuse_class": pa.array(classes, pa.string())}
    return pa.table(columns)


def _reuse_class(level: int, kinds: set[str]) -> str:
    if level == _CODES_LEVEL:
        return "recoded" if "code" in kinds else "renumbered"
    return "recounted" if "quantity" in kinds or "code" not in kinds else "recoded"
