"""Sheets that are forms, label left and value right, turned into one row for each form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from analysis.ingest.entries import loaded
from analysis.ingest.layout.walk import Remark, column_letters
from analysis.ingest.readers.sheets import Cells, Sheet
from analysis.ingest.vocabulary import fields

_SEARCHED_ROWS = 60  # a form whose issue stands further down is none
_LABEL_LENGTH = 24  # characters of a label
_LEAST = 3  # rows with a label, and labels, that make a form: a header has all in one row
_KIND = "registers"
_Pair = tuple[int, str, str]


@dataclass
class _Record:
    """One form: its values by label, and the indices of the rows they stood in."""

    values: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    issue: int | None = None
    column: int = -1
    last: str = ""

    def put(self, index: int, pairs: Sequence[_Pair]) -> None:
        """Take in the values of a row; a label that stands twice keeps both."""
        for column, label, value in pairs:
            twice = label in self.values and self.values[label] != value
            self.values[f"{label} ({index + 1})" if twice else label] = value
            self.column, self.last = column, label
            if self.issue is None and _is_issue(label):
                self.issue = index
        self.rows.append(index)

    def goes_on(self, cells: Sequence[tuple[int, str]]) -> bool:
        """Whether the one cell of a row without a label goes on with the value above it."""
        return [column for column, _ in cells] == [self.column]

    def go_on(self, index: int, text: str) -> None:
        """Add the text of a row below to the last value."""
        self.values[self.last] += "\n" + text
        self.rows.append(index)

    def is_ended_by(self, pairs: Sequence[_Pair]) -> bool:
        """Whether a row begins the next form: it has a label again, and the issue was there."""
        labels = [label for _, label, _ in pairs if fields.is_alias(label, _KIND)]
        return self.issue is not None and any(label in self.values for label in labels)


@dataclass(frozen=True)
class Form:
    """A sheet of forms as a table.

    Attributes:
        table: one row for each form, under the number of the row with its issue.
        members: numbers of all rows of a form, by that number.
        loose: rows that belong to no form, each with the reason.
        blanks: numbers of rows that hold nothing.
    """

    table: Sheet
    members: dict[int, list[int]]
    loose: list[Remark]
    blanks: list[int]


def find(sheet: Sheet) -> Form | None:
    """The forms on a sheet, or None where it is no form.

    A form has a label that names an issue with its text to the right, and labels in at least
    three rows. Several may stand below each other: a label that stands again begins the next.
    """
    head = sheet.rows[:_SEARCHED_ROWS]
    if sheet.header is not None or not any(map(_is_form, _records(head, []))):
        return None
    loose: list[int] = []
    records = _joined([record for record in _records(sheet.rows, loose) if record.values])
    return _form(sheet, records, loose) if all(map(_is_form, records)) else None


def accounted(result: loaded.LoadedSheet, form: Form) -> loaded.LoadedSheet:
    """The account of the physical rows: those of a form share its fate."""
    kept = frozenset(
        row for number in result.loaded_rows for row in form.members.get(number, [number])
    )
    shared = [
        remark._replace(row=row)
        for remark in result.rejects
        for row in form.members.get(remark.row or 0, [remark.row or 0])
    ]
    rejects, doubts = loaded.settled([*form.loose, *shared], kept)
    rejected = {remark.row for remark in rejects if remark.row}
    return replace(
        result,
        header_row=None,
        rejects=rejects,
        doubts=[*result.doubts, *doubts],
        loaded_rows=kept,
        blank_rows=frozenset(form.blanks),
        numbers=kept.union(rejected, form.blanks),
    )


def beside(sheet: Sheet, loose: Sequence[int]) -> Iterator[Remark]:
    """Lines that belong to no label, each with the reason why it is no issue."""
    reason = "A line that belongs to no label of the form is no issue."
    for index in loose:
        text = next(filter(str.strip, sheet.rows[index]))
        yield Remark(sheet.number(index), None, text, "title_row", reason)


def _records(rows: Sequence[Cells], loose: list[int]) -> Iterator[_Record]:
    """The forms in order; indices of rows that belong to none go to `loose`."""
    record = _Record()
    for index, row in enumerate(rows):
        pairs, rest = _pairs(row)
        if record.is_ended_by(pairs):
            yield record
            record = _Record()
        if pairs:
            beside = [(column, column_letters(column), text) for column, text in rest]
            record.put(index, [*beside, *pairs])
        elif record.goes_on(rest):
            record.go_on(index, rest[0][1])
        elif rest:
            loose.append(index)
    yield record


def _pairs(row: Cells) -> tuple[list[_Pair], list[tuple[int, str]]]:
    """(column of the value, label, value) of each label in a row, and the cells that are neither.

    A label without a value is neither; so is every name of a table's header.
    """
    filled = [(column, text.strip()) for column, text in enumerate(row) if text.strip()]
    pairs: list[_Pair] = []
    rest: list[tuple[int, str]] = []
    at = 0
    while at < len(filled):
        column, text = filled[at]
        label, _, value = text.replace("：", ":").partition(":")
        after = filled[at + 1] if at + 1 < len(filled) else None
        if _is_label(text) and after and not _is_label(after[1]):
            pairs.append((after[0], text.rstrip(":： "), after[1]))
            at += 1
        elif value.strip() and fields.is_alias(label, _KIND):
            pairs.append((column, label.strip(), value.strip()))
        elif not _is_label(text):
            rest.append((column, text))
        at += 1
    # A row of a table, of which a text begins like a label, has more of the rest.
    return (pairs if len(pairs) >= len(rest) else []), rest


def _is_label(text: str) -> bool:
    if len(text) > _LABEL_LENGTH:
        return False
    return text.endswith((":", "：")) or fields.is_alias(text, _KIND)


def _is_issue(text: str) -> bool:
    return len(text) <= _LABEL_LENGTH and fields.is_alias(text, _KIND, "issue_text")


def _joined(records: Sequence[_Record]) -> list[_Record]:
    """The records; one without an issue belongs to the form before it."""
    joined: list[_Record] = []
    for record in records:
        if record.issue is None and joined:
            pairs = [(record.column, *pair) for pair in record.values.items()]
            joined[-1].put(record.rows[0], pairs)
            joined[-1].rows += record.rows[1:]
        else:
            joined.append(record)
    return joined


def _is_form(record: _Record) -> bool:
    known = [label for label in record.values if fields.is_alias(label, _KIND)]
    return record.issue is not None and min(len(record.rows), len(known)) >= _LEAST


def _form(sheet: Sheet, records: Sequence[_Record], loose: Sequence[int]) -> Form:
    labels = tuple(dict.fromkeys(label for record in records for label in record.values))
    first = records[0].rows[0]
    numbers = [sheet.number(record.issue or 0) for record in records]
    return Form(
        table=replace(
            sheet,
            rows=[tuple(record.values.get(label, "") for label in labels) for record in records],
            numbers=numbers,
            merges=(),
            header=labels,
            unvalued=frozenset(),
            struck=frozenset(),
            totals=frozenset(),
            titles=tuple(sheet.rows[:first]),
        ),
        members={
            number: list(map(sheet.number, record.rows))
            for number, record in zip(numbers, records, strict=True)
        },
        loose=[*_without_value(sheet), *beside(sheet, [at for at in loose if at >= first])],
        blanks=_blanks(sheet, records, loose, first),
    )


def _without_value(sheet: Sheet) -> Iterator[Remark]:
    reason = (
        "The cell holds a formula that was saved without its value. Open the workbook in "
        "a spreadsheet program, let it calculate, and save it."
    )
    for index, column in sorted(sheet.unvalued):
        letters = column_letters(column)
        yield Remark(sheet.number(index), letters, None, "formula_without_value", reason)


def _blanks(
    sheet: Sheet, records: Sequence[_Record], loose: Sequence[int], first: int
) -> list[int]:
    """Rows that hold nothing, or a label without a value."""
    taken = {index for record in records for index in record.rows}
    taken |= {*loose, *(index for index, _ in sheet.unvalued)}
    return [sheet.number(at) for at in range(first, len(sheet.rows)) if at not in taken]
