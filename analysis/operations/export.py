"""A table of the warehouse as a csv, parquet or xlsx file that is safe to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from analysis import errors, warehouse
from analysis.text import spreadsheets

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
    writer(rows, target)
    return len(rows)


def neutralised(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, with an apostrophe before text that a spreadsheet would run."""
    return rows.map(spreadsheets.neutral)


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
    if rows.map(lambda value: isinstance(value, str) and len(value) > _XLSX_TEXT).any(axis=None):
        raise errors.InputError(
            f"A text is longer than a cell of a sheet holds ({_XLSX_TEXT:,} characters).",
            "Export to .csv or .parquet instead.",
        )
    neutralised(rows.map(_written)).to_excel(target, index=False)


def _written(value: object) -> object:
    """The value without the control characters that a sheet refuses."""
    return value.translate(_CONTROLS) if isinstance(value, str) else value
