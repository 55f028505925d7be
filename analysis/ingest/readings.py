"""How one sheet was read, in plain values: its columns, units, years, and what is wrong."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from analysis.ingest.entries import loaded, splits
from analysis.ingest.layout.walk import Remark
from analysis.ingest.vocabulary import kinds


@dataclass(frozen=True)
class SheetReading:
    """How one sheet would be read.

    Attributes:
        header_row: number of the last header row; None where the records carry their names.
        header_top: number of the first header row, where there are several.
        columns: field by header; several columns of a field follow each other in order.
        unmapped: headers that no field takes.
        otherwise: headers of columns that stand in for a field's own, by field.
        deadlines: headers of the columns with deadlines, the first given first.
        date_forms: how often each form of date stands in it, digits as 9.
        units: the units found.
        years: the register years found.
        numbered_count: cells of the issue that hold a list of several (1. … 2. …).
        rejects: one for each rejected row.
        doubts: what a person should look at.
    """

    source_file: str
    source_sheet: str | None
    kind: str | None
    encoding: str | None
    header_row: int | None
    header_top: int | None
    columns: dict[str, str]
    unmapped: list[str]
    otherwise: dict[str, list[str]]
    deadlines: list[str]
    date_forms: dict[str, int]
    units: list[str]
    years: list[int]
    numbered_count: int
    row_count: int
    loaded_count: int
    rejected_count: int
    blank_count: int
    issue_count: int
    rejects: list[Remark]
    doubts: list[Remark]


def of(sheet: loaded.LoadedSheet) -> SheetReading:
    """The reading of a sheet that was loaded."""
    rows = sheet.rows.get(sheet.kind or "", [])
    seen: dict[str, Any] = {
        "date_forms": _date_forms(sheet.kind, rows),
        "units": sorted({str(row["unit_text"]) for row in rows if row.get("unit_text")}),
        "years": sorted(
            {int(str(row["register_year"])) for row in rows if row.get("register_year")}
        ),
        "numbered_count": _numbered_count(rows),
    }
    kept = {field.name for field in dataclasses.fields(SheetReading)} - {*seen}
    return SheetReading(**seen, **{name: getattr(sheet, name) for name in kept})


def _date_forms(kind: str | None, rows: list[loaded.Row]) -> dict[str, int]:
    """Forms of the dates in all date columns, the commonest first."""
    if kind is None:
        return {}
    described = kinds.named(kind)
    columns = [described.column(name) for name, f in described.fields.items() if f.type == "date"]
    texts = (str(row[column]) for row in rows for column in columns if row.get(column))
    counts = Counter(re.sub(r"\d", "9", text) for text in texts)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _numbered_count(rows: list[loaded.Row]) -> int:
    """Cells of the issue that hold a list which counts up from 1."""
    cells = {(row["source_row"], str(row.get("issue_text", ""))) for row in rows}
    return sum(splits.is_numbered(text) for _, text in cells)
