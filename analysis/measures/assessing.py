"""What each measure states: elements, score, hollow share; read once per distinct text."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.text import elements

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
    """Fill the last eleven columns of `clean.measures`; they stay NULL without a measure text."""
    texts = warehouse.arrow(connection, warehouse.query("measures/texts"))["measure_text"]
    assessed = pa.Table.from_batches(_assessed(texts), schema=_SCHEMA)
    warehouse.stage(connection, "measure_elements", assessed)
    warehouse.materialise(connection, "clean.measures", warehouse.query("measures/assessed"))


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
