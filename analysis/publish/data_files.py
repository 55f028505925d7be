"""The rows behind a chart as a csv file that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from analysis.publish.pieces import Data
from analysis.text.letters import spreadsheets


def write(data: Data, folder: Path) -> Path:
    """Write `<name>.csv` into `folder` (made if need be), text that would run neutralised."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{data.name}.csv"
    # The byte order mark is what makes spreadsheets read Chinese.
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([_cell(column) for column in data.columns])
        writer.writerows([_cell(value) for value in row] for row in data.rows)
    return target


def _cell(value: Any) -> Any:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    # A NUL ends the file for some programs that read csv.
    return spreadsheets.neutral(text.replace("\0", "\ufffd") if isinstance(text, str) else text)
