"""What the columns of a table with unknown names may be, judged by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest import context
from analysis.ingest.sheets import Cells, Sheet, cell
from analysis.text import dates

_SEARCHED_ROWS = 30
_SAMPLE = 200  # rows looked at below the header
_NAME_LENGTH = 40  # characters of a column name
_TEXT_LENGTH = 8  # mean characters from which a column may hold sentences
_SHARE = 0.8  # share of the cells that must look alike


@dataclass(frozen=True)
class Guess:
    """A header row (as a person counts) and the header of each field that was guessed."""

    header_row: int | None
    columns: dict[str, str]
    others: list[str]


def guess(sheet: Sheet) -> Guess | None:
    """The likeliest reading of a sheet without known names; None where no row can be a header."""
    index = -1 if sheet.header is not None else _header(sheet.rows)
    if index is None:
        return None
    names = sheet.header if sheet.header is not None else sheet.rows[index]
    below = sheet.rows[index + 1 : index + 1 + _SAMPLE]
    cells = {
        column: [text for row in below if (text := cell(row, column).strip())]
        for column, name in enumerate(names)
        if name.strip()
    }
    taken = _fields(cells)
    if "issue_text" not in taken:
        return None
    return Guess(
        header_row=sheet.number(index) if index >= 0 else None,
        columns={name: names[column].strip() for name, column in sorted(taken.items())},
        others=[names[column].strip() for column in cells if column not in taken.values()],
    )


def _header(rows: Sequence[Cells]) -> int | None:
    """Index of the first row of three or more short, different names above rows as wide."""
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        names = [text.strip() for text in row if text.strip()]
        below = [sum(bool(text.strip()) for text in other) for other in rows[index + 1 :][:5]]
        is_names = len(names) >= 3 and len(set(names)) == len(names) and not _holds_data(names)
        if is_names and max(below, default=0) * 2 > len(names):
            return index
    return None


def _holds_data(names: Sequence[str]) -> bool:
    return any(len(name) > _NAME_LENGTH or _is_date(name) or name.isdecimal() for name in names)


def _fields(cells: dict[int, list[str]]) -> dict[str, int]:
    """Field and column: numbers, years and dates by their form, texts by their length."""
    taken: dict[str, int] = {}
    for column, texts in cells.items():
        name = _by_form(texts)
        if name:
            taken.setdefault(name, column)
    if "due_date" not in taken and "found_date" in taken:  # one date beside a measure is a deadline
        taken["due_date"] = taken.pop("found_date")
    free = {column: texts for column, texts in cells.items() if column not in taken.values()}
    long = sorted(free, key=lambda column: (-_length(free[column]), column))
    sentences = sorted(column for column in long[:2] if _length(free[column]) >= _TEXT_LENGTH)
    # Whatever the language, the problem stands before its cure.
    taken |= dict(zip(("issue_text", "measure_text"), sentences, strict=False))
    unit = next(
        (column for column in free if column not in sentences and _is_unit(free[column])), None
    )
    return taken if unit is None else {**taken, "unit": unit}


def _by_form(texts: Sequence[str]) -> str | None:
    rules = {
        "register_year": lambda text: bool(re.fullmatch(r"(?:19|20)\d\d年?度?", text)),
        "sequence_text": lambda text: bool(re.fullmatch(r"[A-Za-z]{0,3}[-.]?\d{1,4}", text)),
        "found_date": _is_date,
    }
    for name, rule in rules.items():
        if texts and sum(map(rule, texts)) >= _SHARE * len(texts):
            return name
    return None


def _is_date(text: str) -> bool:
    return dates.parse_date(text).precision in ("day", "month") and not text.isdecimal()


def _is_unit(texts: Sequence[str]) -> bool:
    """Short names that are no numbers."""
    short = [text for text in texts if _length([text]) < 3 * _TEXT_LENGTH and not text.isdecimal()]
    return bool(texts) and len(short) >= _SHARE * len(texts) and context.year_of(texts[0]) is None


def _length(texts: Sequence[str]) -> float:
    """Mean length; a Han character says as much as two or three letters."""
    weights = [sum(2 if char >= "\u2e80" else 1 for char in text) for text in texts]
    return sum(weights) / len(weights) if weights else 0.0
