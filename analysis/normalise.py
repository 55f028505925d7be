"""Raw rows spelled one way: units, texts with their normal forms, dates, ids."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from analysis import errors, warehouse
from analysis.text import dates, forms

_TABLES = ("units", "issues", "registers", "measures", "inspections")


def clean(connection: duckdb.DuckDBPyConnection, decisions: Path | None = None) -> None:
    """Rebuild the `clean` schema from `raw`; `decisions` is the folder of reviewed judgement.

    Raises:
        InputError: `unit_names.csv` in the folder lacks a column or names a unit twice.
    """
    _name_units(connection, _read_unit_names(decisions))
    _form_texts(connection)
    _parse_dates(connection)
    for table in _TABLES:
        warehouse.materialise(connection, f"clean.{table}", warehouse.query(f"clean/{table}"))


def _read_unit_names(decisions: Path | None) -> dict[str, str]:
    path = decisions / "unit_names.csv" if decisions else None
    if path is None or not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"alias", "canonical"} <= set(reader.fieldnames or ()):
            raise errors.InputError(
                f"{path} has the columns {', '.join(reader.fieldnames or ()) or 'none'}.",
                "It needs `alias` and `canonical` (and should have `reason`, `role`, `date`).",
            )
        rows = [(row["alias"].strip(), row["canonical"].strip()) for row in reader]
    return _without_contradiction(rows, path)


def _without_contradiction(rows: list[tuple[str, str]], path: Path) -> dict[str, str]:
    names: dict[str, str] = {}
    for alias, canonical in rows:
        if names.setdefault(alias, canonical) != canonical:
            raise errors.InputError(
                f"{path} gives {alias!r} two names: {names[alias]!r} and {canonical!r}.",
                "Keep one of the two rows.",
            )
    return names


def _name_units(connection: duckdb.DuckDBPyConnection, aliases: dict[str, str]) -> None:
    received = _received(connection, "received_units")["unit_text"].combine_chunks()
    by_fold = dict(zip(_fold(pa.array(list(aliases), pa.string())), aliases.values(), strict=True))
    canonical = pa.array([by_fold.get(fold) for fold in _fold(received)], pa.string())
    table = {
        "unit_text": received,
        "canonical": canonical,
        "unit_key": pa.array(_fold(pc.coalesce(canonical, received)), pa.string()),
    }
    warehouse.stage(connection, "unit_names", pa.table(table))


def _received(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    return warehouse.arrow(connection, warehouse.query(f"clean/{name}"))


def _fold(texts: pa.Array) -> list[str]:
    folded: list[str] = forms.normal_forms(texts)["n1"].to_pylist()
    return folded


def _form_texts(connection: duckdb.DuckDBPyConnection) -> None:
    texts = _received(connection, "received_texts")["subject_text"].combine_chunks()
    formed = forms.normal_forms(texts).add_column(0, "subject_text", texts)
    warehouse.stage(connection, "formed", formed)
    warehouse.materialise(connection, "clean.texts", warehouse.query("clean/texts"))


def _parse_dates(connection: duckdb.DuckDBPyConnection) -> None:
    warehouse.stage(connection, "roc_columns", _received(connection, "roc_columns"))
    received = _received(connection, "received_dates").combine_chunks()
    calendars = [
        _spans(received.filter(pc.equal(received["is_roc"], is_roc)), is_roc=is_roc)
        for is_roc in (False, True)
    ]
    warehouse.stage(connection, "date_texts", pa.concat_tables(calendars))


def _spans(received: pa.Table, *, is_roc: bool) -> pa.Table:
    """The days that dates as received can mean, in one of the two calendars."""
    texts, year = (received[name].combine_chunks() for name in ("date_text", "year"))
    known = pc.if_else(pc.equal(year, 0), pa.scalar(None, year.type), year)
    # In a date column a bare five-digit number can only be a spreadsheet's day.
    parsed = dates.parse_dates(texts, years=known, is_roc=is_roc, is_serial=True)
    table = {
        "date_text": texts,
        "year": year,
        "is_roc": received["is_roc"],
        "start_date": parsed["start"],
        "end_date": parsed["end"],
        "precision": parsed["precision"],
    }
    return pa.table(table)
