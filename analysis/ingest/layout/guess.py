"""What the columns of a table with unknown names may be, judged by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest.layout import content, context
from analysis.ingest.readers.sheets import Cells, Sheet, cell
from analysis.ingest.vocabulary import names, words
from analysis.text.dates import dates

_SEARCHED_ROWS = 30
_SAMPLE = 200  # rows looked at below the header
_NAME_LENGTH = 40  # characters of a column name
_TEXT_LENGTH = 8  # mean characters from which a column may hold sentences
_SHARE = 0.8  # share of the cells that must look alike
_STATES = 4  # different states that such a column knows at most
_UNKNOWN = frozenset(["link", "flag", "numbers", "document"])  # of which nothing is guessed
_GRADES = frozenset(
    ["1", "2", "3", "4", "5", "a", "b", "c", "高", "中", "低", "轻", "重", "轻微", "一般", "较重"]
    + ["较大", "重大", "严重", "特别重大", "high", "medium", "low", "minor", "major", "critical"]
)


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
    header = sheet.header if sheet.header is not None else sheet.rows[index]
    below = sheet.rows[index + 1 : index + 1 + _SAMPLE]
    held = content.of_columns(below, len(header))
    cells = {
        column: [text for row in below if (text := cell(row, column).strip())]
        for column, name in enumerate(header)
        if name.strip() and held[column].form not in _UNKNOWN
    }
    taken = _fields(cells)
    if "issue_text" not in taken:
        return None
    return Guess(
        header_row=sheet.number(index) if index >= 0 else None,
        columns={name: header[column].strip() for name, column in sorted(taken.items())},
        others=[
            name.strip()
            for column, name in enumerate(header)
            if name.strip() and column not in taken.values()
        ],
    )


def _header(rows: Sequence[Cells]) -> int | None:
    """Index of the first row of three or more short, different names above rows as wide."""
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        known = [text.strip() for text in row if text.strip()]
        below = [sum(bool(text.strip()) for text in other) for other in rows[index + 1 :][:5]]
        is_names = len(known) >= 3 and len(set(known)) == len(known) and not _holds_data(known)
        if is_names and max(below, default=0) * 2 > len(known):
            return index
    return None


def _holds_data(texts: Sequence[str]) -> bool:
    return any(len(text) > _NAME_LENGTH or _is_date(text) or text.isdecimal() for text in texts)


def _fields(cells: dict[int, list[str]]) -> dict[str, int]:
    """Field and column: numbers, years and dates by their form, texts by length and place."""
    forms = {column: _form(texts) for column, texts in cells.items()}
    taken: dict[str, int] = {}
    for name in ("register_year", "sequence_text", "severity"):
        column = next((at for at, form in forms.items() if form == name), None)
        taken |= {} if column is None else {name: column}
    free = {at: texts for at, texts in cells.items() if forms[at] is None}
    free = {at: texts for at, texts in free.items() if not _are_codes(texts)}
    long = sorted(free, key=lambda column: (-_length(free[column]), column))
    sentences = sorted(column for column in long[:2] if _length(free[column]) >= _TEXT_LENGTH)
    # Whatever the language, the problem stands before its cure.
    taken |= dict(zip(("issue_text", "measure_text"), sentences, strict=False))
    between = (at for at in free if sentences[:1] < [at] < sentences[1:])
    taken |= _first(cause_text=[at for at in between if _is_told(free[at])])
    taken |= _dates([at for at, form in forms.items() if form == "date"], taken, cells)
    labels = [at for at in free if at not in taken.values() and _is_label(free[at])]
    return taken | _labels(labels, taken, cells)


def _dates(
    columns: Sequence[int], taken: dict[str, int], cells: dict[int, list[str]]
) -> dict[str, int]:
    """Which date is when it was found, due, closed: found stands before the cure, due after."""
    cure = taken.get("measure_text", taken.get("issue_text", -1))
    before = [column for column in columns if column < cure]
    after = [column for column in columns if column > cure]
    # What is done later has a date in fewer rows than what is due.
    later = sorted(after[:2], key=lambda column: (-len(cells[column]), column))
    return dict(zip(("due_date", "closed_date"), later, strict=False)) | _first(found_date=before)


def _labels(
    columns: Sequence[int], taken: dict[str, int], cells: dict[int, list[str]]
) -> dict[str, int]:
    """Which short texts are the unit, the category, the owner and the status, by their place."""
    issue = taken.get("issue_text", -1)
    cure = taken.get("measure_text", issue)
    before = [column for column in columns if column < issue]
    after = [column for column in columns if column > cure]
    units = sorted(before or after[:1], key=lambda column: (-_named_share(cells[column]), column))
    found = _first(unit=units, category=sorted(units[1:]))
    rest = [column for column in after if column not in found.values()]
    deadline = taken.get("due_date", cure)
    states = [at for at in rest if at > deadline and 1 < len(set(cells[at])) <= _STATES]
    owners = [column for column in rest if column not in states[:1]]
    return found | _first(status=states, owner_role=owners)


def _first(**columns: Sequence[int]) -> dict[str, int]:
    """The first column of each field that has one."""
    return {name: several[0] for name, several in columns.items() if several}


def _form(texts: Sequence[str]) -> str | None:
    """What nearly all cells of a column look like; None where they are words."""
    repeats = len(set(texts)) < len(texts)
    # Three digits are a year of the Republic only where they do not count the rows.
    year = r"(?:(?:19|20)\d\d|1[0-4]\d)年?度?" if repeats else r"(?:19|20)\d\d年?度?"
    rules = {
        "register_year": lambda text: bool(re.fullmatch(year, text)),
        "severity": lambda text: words.plain(text) in _GRADES,
        "sequence_text": lambda text: bool(re.fullmatch(r"[A-Za-z]{0,3}[-.]?\d{1,4}", text)),
        "date": _is_date,
    }
    for name, rule in rules.items():
        if name == "severity" and not repeats:
            continue  # numbers that all differ count the rows
        if texts and sum(map(rule, texts)) >= _SHARE * len(texts):
            return name
    return None


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether nearly all cells are codes or numbers."""
    return bool(texts) and sum(map(content.is_code, texts)) >= _SHARE * len(texts)


def _is_date(text: str) -> bool:
    if text.isdecimal():
        return False
    plain, roc = dates.parse_date(text), dates.parse_date(text, order="roc")
    return "day" in (plain.precision, roc.precision) or plain.precision == "month"


def _is_label(texts: Sequence[str]) -> bool:
    """Short names that are no numbers."""
    short = [text for text in texts if _length([text]) < 3 * _TEXT_LENGTH and not text.isdecimal()]
    return bool(texts) and len(short) >= _SHARE * len(texts) and context.year_of(texts[0]) is None


def _is_told(texts: Sequence[str]) -> bool:
    """Texts of which most differ, as reasons do and names of places do not."""
    return len(set(texts)) * 2 > len(texts)


def _named_share(texts: Sequence[str]) -> float:
    """Share of the different texts that are names of units by how they end."""
    distinct = set(texts)
    return sum(names.units_in(text) == [text] for text in distinct) / max(len(distinct), 1)


def _length(texts: Sequence[str]) -> float:
    """Mean length; a Han character says as much as two or three letters."""
    weights = [sum(2 if char >= "\u2e80" else 1 for char in text) for text in texts]
    return sum(weights) / len(weights) if weights else 0.0
