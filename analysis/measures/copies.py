"""Which earlier measure is each measure the copy of: its own, another problem's, another unit's?"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from analysis import settings, warehouse
from analysis.measures import rewording
from analysis.text.forms import forms
from analysis.text.wording import alignment

_SCOPES = ("own", "other_problem", "other_unit")
_OTHER_WORDS_LEVEL, _CODES_LEVEL = 0, 3


def link(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Rebuild `linked.measure_links` after problems and outcomes are known (domain.md 7.1).

    Texts are compared by their normal forms: equal but for spelling (`verbatim`), dates
    (`redated`), list numbers (`renumbered`), codes (`recoded`) or counts (`recounted`). Only a
    measure and its unit's own last one for the problem are also compared in other words:
    `padded`, `reworded` or `none`. Measures of duplicate entries and without a text take no part.
    """
    texts = warehouse.arrow(connection, warehouse.query("measures/texts"))["measure_text"]
    formed = forms.normal_forms(texts).add_column(0, "measure_text", texts)
    warehouse.stage(connection, "measure_forms", formed)
    for name in ("entries", *_SCOPES):
        warehouse.derive(connection, f"measures/{name}", table=f"measure_{name}")
    warehouse.stage(connection, "measure_changes", _changes(connection, limits))
    warehouse.materialise(connection, "linked.measure_links", warehouse.query("measures/links"))


def _changes(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> pa.Table:
    """For each two texts: the class that what changed between them gives."""
    pairs = warehouse.arrow(connection, warehouse.query("measures/pairs"))
    older_forms, newer_forms = (
        pairs[name].combine_chunks() for name in ("older_form", "newer_form")
    )
    in_other_words = rewording.reuse_classes(older_forms, newer_forms, limits)
    told = pairs.drop_columns(["older_form", "newer_form"])
    rows = zip(*(column.to_pylist() for column in told), strict=True)
    classes = [
        in_other_words[place]
        if level == _OTHER_WORDS_LEVEL
        else _reuse_class(level, {span.kind for span in alignment.changed_spans(older, newer)})
        for place, (level, older, newer) in enumerate(rows)
    ]
    return told.append_column("reuse_class", pa.array(classes, pa.string()))


def _reuse_class(level: int, kinds: set[str]) -> str:
    if level == _CODES_LEVEL:
        return "recoded" if "code" in kinds else "renumbered"
    return "recounted" if "quantity" in kinds or "code" not in kinds else "recoded"
