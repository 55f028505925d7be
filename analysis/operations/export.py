"""A table of the warehouse as a csv, parquet or xlsx file that is safe to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from analysis import drafts, errors, warehouse
from analysis.text.letters import spreadsheets

_XLSX_ROWS = 1_048_575
_XLSX_TEXT = 32_767  # characters of a cell; more would be cut in silence
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), "\ufffd")  # a sheet takes none


def export(connection: duckdb.DuckDBPyConnection, table: str, target: Path) -> int:
    """Write `schema.table` to `target` by its ending; the number of rows written.

    Raises:
        UsageError: there is no such table, or no such ending.
        InputError: more rows than a sheet can hold.
    """
    known = [name for (name,) in warehouse.rows(connection, warehouse.query("export/tables"))]
    if table not in known:
        raise errors.UsageError(
            f"There is no table {table!r} in the warehouse.", f"Choose one of: {', '.join(known)}."
        )
    writer = _writers().get(target.suffix.lower())
    if writer is None:
        raise errors.UsageError(
            f"A file ending in {target.suffix or 'nothing'!r} cannot be written.",
            f"Choose one of: {', '.join(_writers())}.",
        )
    # The name is one of those just listed, so nothing that a user typed becomes SQL.
    rows = warehouse.read(connection, f"from {table} order by all")
    with drafts.beside(target) as folder:  # whole, or what stood there before
        draft = folder / target.name
        writer(rows, draft)
        draft.replace(target)
    return len(rows)


def neutralised(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows as cells: lists joined, an apostrophe before text that would run.

    Without a row only the header is left, whatever the columns hold.
    """
    if rows.empty:
        return pd.DataFrame(columns=rows.columns)
    return rows.map(_joined).map(spreadsheets.neutral)


def _joined(value: object) -> object:
    """A list as one text, its items parted by semicolons; anything else as it is."""
    if not isinstance(value, list | np.ndarray):
        return value
    return "; ".join("" if pd.isna(item) else str(item) for item in value)


def _writers() -> dict[str, Callable[[pd.DataFrame, Path], None]]:
    return {".csv": _write_csv, ".parquet": _write_parquet, ".xlsx": _write_xlsx}


def _write_csv(rows: pd.DataFrame, target: Path) -> None:
    neutralised(rows).to_csv(target, index=False, encoding="utf-8-sig", lineterminator="\n")


def _write_parquet(rows: pd.DataFrame, target: Path) -> None:
    rows.to_parquet(target, index=False)


def _write_xlsx(rows: pd.DataFrame, target: Path) -> None:
    if len(rows) > _XLSX_ROWS:
        raise errors.InputError(
            f"{len(rows):,} rows are more than a sheet holds ({_XLSX_ROWS:,}).",
            "Export to .csv or .parquet instead.",
        )
    cells = neutralised(rows)
    if any(_is_too_long(value) for name in cells for value in cells[name]):
        raise errors.InputError(
            f"A text is longer than a cell of a sheet holds ({_XLSX_TEXT:,} characters).",
            "Export to .csv or .parquet instead.",
        )
    cells.map(_written).to_excel(target, index=False)


def _is_too_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > _XLSX_TEXT


def _written(value: object) -> object:
    """The value without the control characters that a sheet refuses."""
    return value.translate(_CONTROLS) if isinstance(value, str) else value
