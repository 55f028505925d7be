"""Sheets from parquet files."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from analysis import errors
from analysis.ingest.readers.cells import text_of
from analysis.ingest.readers.options import Options
from analysis.ingest.readers.sheets import Sheet


def read(path: Path, options: Options) -> list[Sheet]:
    """The one sheet of a parquet file; a row's number is its ordinal."""
    try:
        table = pyarrow.parquet.read_table(path)
    except (pa.ArrowException, OSError) as failure:
        raise errors.InputError(
            f"{path.name}: the parquet file is damaged or cut off.",
            "Copy it again from where it came from.",
        ) from failure
    columns = [[text_of(value) for value in column.to_pylist()] for column in table.columns]
    rows = list(zip(*columns, strict=True))
    return [Sheet(name=None, rows=rows, header=tuple(table.column_names))]
