"""Links to judge as a sheet that people fill in, and the sheet read back."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import python_calamine as calamine

from analysis import encodings, errors
from analysis.review import store
from analysis.text import spreadsheets

_FILLED_IN = ("verdict", "reviewer", "note")
_COLUMNS = (
    "pair_key",
    "reason",
    "shown_class",
    "changed",
    "unit",
    "register_year",
    "issue_text",
    "prior_register_year",
    "prior_unit",
    "prior_issue_text",
    "reuse_class",
    "date_class",
    "evidence_class",
    "similarity",
    "source_file",
    "source_sheet",
    "source_row",
    "prior_source_file",
    "prior_source_sheet",
    "prior_source_row",
    "standing_verdict",
    *_FILLED_IN,
)
# A workbook cannot hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTHS = {"issue_text": 60, "prior_issue_text": 60, "changed": 40, "note": 30}


def export(rows: pd.DataFrame, target: Path) -> None:
    """Write links to judge to a .csv or .xlsx file with empty verdict, reviewer and note.

    Raises:
        UsageError: the ending is neither.
    """
    sheet = rows.assign(**dict.fromkeys(_FILLED_IN, ""))[list(_COLUMNS)].map(_printable)
    if target.suffix.lower() == ".csv":
        sheet.to_csv(target, index=False, encoding="utf-8-sig", lineterminator="\n")
    elif target.suffix.lower() == ".xlsx":
        _write_workbook(sheet, target)
    else:
        raise errors.UsageError(
            f"A sheet to judge cannot end in {target.suffix or 'nothing'!r}.",
            "Choose .csv or .xlsx.",
        )


def _printable(value: object) -> object:
    """The value as a cell can hold it: no control characters, nothing that would run."""
    return spreadsheets.neutral(_CONTROL.sub("", value) if isinstance(value, str) else value)


def _write_workbook(sheet: pd.DataFrame, target: Path) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    with pd.ExcelWriter(target, engine="openpyxl") as writer:
        sheet.to_excel(writer, index=False, sheet_name="review")
        page = writer.sheets["review"]
        page.freeze_panes = "B2"
        for place, name in enumerate(_COLUMNS, start=1):
            page.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 16)
        allowed = DataValidation("list", formula1=f'"{",".join(store.VERDICTS)}"')
        allowed.error = f"Choose one of: {', '.join(store.VERDICTS)}."
        letter = get_column_letter(_COLUMNS.index("verdict") + 1)
        allowed.add(f"{letter}2:{letter}{max(len(sheet) + 1, 2)}")
        page.add_data_validation(allowed)


def filled_in(source: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows with a verdict, each with its number as the spreadsheet shows it.

    Raises:
        InputError: the file cannot be read or lacks `pair_key` or `verdict`.
    """
    table = _cells(source)
    header = [cell.strip() for cell in table[0]] if table else []
    if not {"pair_key", "verdict"} <= set(header):
        raise errors.InputError(
            f"{source} has no columns pair_key and verdict in its first row.",
            "Fill in a sheet written by `fivelens review export`, and keep its header.",
        )
    rows = [
        (number, dict(zip(header, map(_restored, line), strict=False)))
        for number, line in enumerate(table[1:], start=2)
    ]
    return [(number, row) for number, row in rows if row.get("verdict")]


def _restored(cell: str) -> str:
    return spreadsheets.restored(cell.strip())


def _cells(source: Path) -> Sequence[Sequence[str]]:
    try:
        if source.suffix.lower() == ".csv":
            return list(csv.reader(encodings.csv_lines(source)))
        sheet = pd.read_excel(source, header=None, dtype=str, na_filter=False, engine="calamine")
        return [[str(cell) for cell in line] for line in sheet.itertuples(index=False)]
    except (calamine.CalamineError, ValueError, OSError, csv.Error) as failure:
        raise errors.InputError(
            f"{source} cannot be read: {failure}", "Save it as .xlsx, or as .csv in UTF-8."
        ) from failure
