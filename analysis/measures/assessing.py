"""What each measure and each item of a plan states: elements, score, hollow share."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.text.elements import elements

_BATCH = 16_384
_SCHEMA = pa.schema(
    [
        ("measure_text", pa.string()),
        *((f"has_{name}", pa.bool_()) for name in elements.ELEMENTS),
        ("quantification_score", pa.int32()),
        ("hollow_share", pa.float64()),
        ("is_coarse", pa.bool_()),
    ]
)


def assess(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the elements in `clean.measures`, add them to `clean.plan_items`; once per text.

    They stay NULL without a text. `has_cause_linked` of a measure says whether a cause of its
    issue is on record, by the row itself or by a record of causes.
    """
    texts = warehouse.arrow(connection, warehouse.query("measures/promises"))["measure_text"]
    assessed = pa.Table.from_batches(_assessed(texts), schema=_SCHEMA)
    warehouse.stage(connection, "text_elements", assessed)
    for table, name in (("measures", "assessed"), ("plan_items", "plan_items")):
        warehouse.materialise(connection, f"clean.{table}", warehouse.query(f"measures/{name}"))


def _assessed(texts: pa.ChunkedArray) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(texts), _BATCH):
        said = texts.slice(start, _BATCH).to_pylist()
        rows = [_row(*pair) for pair in zip(said, elements.each(said), strict=True)]
        yield pa.RecordBatch.from_pylist(rows, schema=_SCHEMA)


def _row(text: str, found: elements.Elements) -> dict[str, object]:
    return {
        "measure_text": text,
        **{f"has_{name}": found.has(name) for name in elements.ELEMENTS},
        "quantification_score": found.quantification_score,
        "hollow_share": found.hollow_share,
        "is_coarse": found.is_coarse,
    }
