"""Links to judge as a sheet that people fill in, and the sheet read back."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import python_calamine as calamine

from analysis import encodings, errors, messages
from analysis.review import words
from analysis.text.letters import spreadsheets

# A workbook cannot hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTHS = {"issue_text": 60, "prior_issue_text": 60, "changed": 40, "note": 30}


def export(rows: pd.DataFrame, target: Path, language: str = "en") -> None:
    """Write links to judge to a .csv or .xlsx file with empty verdict, reviewer and note.

    Headers, classes and the words to choose from are those of the language; English has the
    names of columns and classes. A workbook has a second sheet that says what they mean.

    Raises:
        UsageError: the ending is neither, or `target` is a sheet that somebody has filled in.
    """
    _refuse_to_overwrite(target, rows)
    empty = dict.fromkeys(words.FILLED_IN, "")
    filled = rows.assign(**{name: rows.get(name, text) for name, text in empty.items()})
    sheet = pd.DataFrame(
        {
            words.header(name, language): [
                printable(words.printed(name, value, language)) for value in filled[name]
            ]
            for name in words.COLUMNS
        },
        dtype=object,
    )
    if target.suffix.lower() == ".csv":
        sheet.to_csv(target, index=False, encoding="utf-8-sig", lineterminator="\n")
    elif target.suffix.lower() == ".xlsx":
        _write_workbook(sheet, target, language)
    else:
        raise errors.UsageError(
            f"A sheet to judge cannot end in {target.suffix or 'nothing'!r}.",
            "Choose .csv or .xlsx.",
        )


def _refuse_to_overwrite(target: Path, rows: pd.DataFrame) -> None:
    """Leave a sheet alone in which somebody has written, or which is none of ours."""
    if not target.is_file():
        return
    known = dict(zip(rows["pair_key"], rows["reply"], strict=True)) if "reply" in rows else {}
    try:
        written = [
            number
            for number, row in filled_in(target)
            if row["verdict"] or row["reply"] != known.get(row["pair_key"])
        ]
    except errors.InputError as failure:
        raise errors.UsageError(
            f"{target} is there already and is no sheet of links to judge.", "Choose another name."
        ) from failure
    if written:
        raise errors.UsageError(
            f"{target} has been filled in (row {written[0]}); it is not overwritten.",
            "Import it first (`fivelens review import`) and move it away, or choose another name.",
        )


def printable(value: object) -> object:
    """The value as a cell can hold it: no control characters, nothing that would run."""
    return spreadsheets.neutral(_CONTROL.sub("", value) if isinstance(value, str) else value)


def _write_workbook(sheet: pd.DataFrame, target: Path, language: str) -> None:
    from openpyxl.utils import get_column_letter

    with pd.ExcelWriter(target, engine="openpyxl") as writer:
        sheet.to_excel(writer, index=False, sheet_name="review")
        page = writer.sheets["review"]
        page.freeze_panes = "B2"
        for place, name in enumerate(words.COLUMNS, start=1):
            page.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 16)
        _offer(page, len(sheet), words.verdicts(language))
        _lock(page, len(sheet))
        _about(language).to_excel(
            writer, index=False, sheet_name=messages.say(language, "review.about")
        )


def _offer(page: Any, count: int, choices: Sequence[str]) -> None:
    """A list of the verdicts that refuses anything else."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(choices)
    # Without `showErrorMessage` a list is shown, and whatever is typed is taken.
    allowed = DataValidation("list", formula1=f'"{listed}"', showErrorMessage=True)
    allowed.error = ", ".join(choices)
    letter = get_column_letter(words.COLUMNS.index("verdict") + 1)
    allowed.add(f"{letter}2:{letter}{max(count + 1, 2)}")
    page.add_data_validation(allowed)


def _lock(page: Any, count: int) -> None:
    """Let people write, sort and filter, but not change the evidence; there is no password."""
    from openpyxl.styles import Protection

    for name in words.FILLED_IN:
        for row in range(2, count + 2):
            page.cell(row, words.COLUMNS.index(name) + 1).protection = Protection(locked=False)
    page.auto_filter.ref = page.dimensions
    page.protection.sheet = True
    for allowed in ("sort", "autoFilter", "formatColumns", "formatRows"):
        setattr(page.protection, allowed, False)  # false: not forbidden


def _about(language: str) -> pd.DataFrame:
    """What the verdicts mean, and which column each header is."""
    lines = [
        *words.meanings(language).items(),
        *((words.header(name, language), name) for name in words.COLUMNS),
    ]
    titles = [messages.say(language, f"review.about_{name}") for name in ("column", "code")]
    return pd.DataFrame(lines, columns=titles)


def filled_in(source: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows with a verdict or a reply, each with its number as the spreadsheet shows it.

    Headers of every language are read, and stand as the names of the columns.

    Raises:
        InputError: the file cannot be read or lacks `pair_key` or `verdict`.
    """
    table = _cells(source)
    known = words.columns_of()
    header = [known.get(cell.strip(), cell.strip()) for cell in table[0]] if table else []
    if not {"pair_key", "verdict"} <= set(header):
        raise errors.InputError(
            f"{source} has no columns pair_key and verdict in its first row.",
            "Fill in a sheet written by `fivelens review export`, and keep its header.",
        )
    rows = [
        (number, dict(zip(header, map(restored, line), strict=False)))
        for number, line in enumerate(table[1:], start=2)
    ]
    return [(number, row) for number, row in rows if row.get("verdict") or row.get("reply")]


def restored(cell: str) -> str:
    """The cell as it was before a mark kept a spreadsheet from running it."""
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
