"""Which row is the header, and which field each of its columns holds."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.readers.sheets import Cells, Merge, Sheet, cell
from analysis.ingest.vocabulary import fields, kinds, names, words

_SEARCHED_ROWS = 60  # a header further down than this stands under another table
_GUESS_FIELDS = 3  # known columns that make a row with an unknown issue column a header
_GUESS_LENGTH = 6  # mean characters from which a column can be the one with the issues
_UNIT_SHARE = 0.5  # share of distinct texts that are units in a column of units; totals are not
_ANSWER_LENGTH = 8  # mean characters of an answer; longer ones are looked at
_DECLARED_SHARE = 0.5  # share of answers that declare something in a column that asks for it
_DECLARES = re.compile(
    r"结转|上一?年|去年|往年|跨年|延续|顺延|转入|重复|接续|(?:19|20)\d\d|\d\s*[号条项]"
    r"|carr(?:y|ied)|repeat|prior|previous|last year|[a-z]{1,4}-?\d|^\W*[\d\W]+$"
)
_CELL_LENGTH = 60  # a longer text is no column name


@dataclass(frozen=True)
class Layout:
    """How one table of a sheet is laid out.

    Attributes:
        kind: what its rows are.
        top: index of the first header row; -1 when the format carries the names itself.
        bottom: index of the last header row.
        columns: column index by field.
        names: header text by column index, for all columns that have one.
        guessed: fields whose column was taken for want of a better one.
        fallbacks: columns that stand in where the text of an entry is missing.
    """

    kind: kinds.Kind
    top: int
    bottom: int
    columns: dict[str, int]
    names: dict[int, str]
    guessed: tuple[str, ...] = ()
    fallbacks: tuple[int, ...] = ()

    @functools.cached_property
    def entry_column(self) -> int:
        """The column whose text makes a row an entry."""
        return self.columns[self.kind.needs[0]]

    @property
    def entry_columns(self) -> tuple[int, ...]:
        """The columns of which one must hold a text for the row to be an entry."""
        return (self.entry_column, *self.fallbacks)

    @functools.cached_property
    def takers(self) -> tuple[tuple[str, int, bool], ...]:
        """Field, its column, and whether its text is kept as received, white space and all."""
        return tuple(
            (name, column, name.endswith("_text")) for name, column in self.columns.items()
        )

    @functools.cached_property
    def used(self) -> frozenset[int]:
        """The columns that some field takes."""
        return frozenset(self.columns.values())

    def unmapped(self) -> dict[int, str]:
        """Header texts of the columns that no field takes."""
        used = set(self.columns.values())
        return {index: name for index, name in self.names.items() if index not in used}


@dataclass(frozen=True)
class _Fit:
    layout: Layout
    weakest: int = fields.EXACT


def find(sheet: Sheet, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout of the first table on the sheet, or None when no row names its columns."""
    if sheet.header is not None:
        return match([_keyed(sheet)], choice, top=-1, bottom=-1)
    searched = range(min(len(sheet.rows), _SEARCHED_ROWS))
    found = next((layout for index in searched if (layout := at(sheet, index, choice))), None)
    found = found or _guess(sheet)
    if found is None:
        return None
    found = _without_notes(sheet, found) if "carry_over" in found.columns else found
    return found if "unit" in found.columns else _with_unit(sheet, found)


def at(sheet: Sheet, index: int, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout if the row at `index` is a header or the upper row of one, else None."""
    row = sheet.rows[index]
    texts = [text.strip() for text in row if text.strip()]
    if len(texts) < 2 or max(map(len, texts)) > _CELL_LENGTH:
        return None
    single = match([row], choice, top=index, bottom=index)
    double = _double(sheet, index, choice)
    if double and (single is None or len(double.columns) > len(single.columns)):
        return double
    return single


def match(
    rows: Sequence[Cells], choice: Sequence[kinds.Kind], *, top: int, bottom: int
) -> Layout | None:
    """The layout of the kind that these header rows fit best, or None."""
    fits = [fit for kind in choice if (fit := _fit(rows, kind, top, bottom))]
    if any(fit.layout.kind.table == "registers" and fit.weakest == fields.EXACT for fit in fits):
        fits = [fit for fit in fits if not fit.layout.kind.yields]
    best = max(fits, key=lambda item: (-item.weakest, len(item.layout.columns)), default=None)
    return best.layout if best else None


def _guess(sheet: Sheet) -> Layout | None:
    """A register whose issue column has an unknown name: the one with the longest texts."""
    kind = kinds.named("registers")
    for index in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        row = sheet.rows[index]
        taken = {name: column for name, (column, _) in fields.assign([row], kind).items()}
        free = [column for column in range(len(row)) if column not in taken.values()]
        if len(taken) < _GUESS_FIELDS or not any(row[column].strip() for column in free):
            continue
        lengths = {column: _mean_length(sheet.rows[index + 1 :], column) for column in free}
        longest = max(free, key=lambda column: lengths[column])
        if lengths[longest] >= _GUESS_LENGTH:
            names = {column: _name([row], column) for column in range(len(row))}
            columns = {**taken, "issue_text": longest}
            return Layout(kind, index, index, columns, names, guessed=("issue_text",))
    return None


def _with_unit(sheet: Sheet, layout: Layout) -> Layout:
    """The layout, with a column of an unknown name as the unit if its cells are names of units."""
    for column in layout.unmapped():
        texts = {cell(row, column).strip() for row in sheet.rows[layout.bottom + 1 :]} - {""}
        units = [text for text in texts if names.units_in(text) == [text]]
        if units and len(units) >= _UNIT_SHARE * len(texts):
            guessed = (*layout.guessed, "unit")
            return replace(layout, columns={**layout.columns, "unit": column}, guessed=guessed)
    return layout


def _without_notes(sheet: Sheet, layout: Layout) -> Layout:
    """The layout without a column of notes that is named like one of declarations.

    Whoever declares an entry as carried over says yes, or names the former entry; where most
    cells are sentences that do neither (遗留问题: 经费尚未到位), nobody declares anything.
    """
    column = layout.columns["carry_over"]
    texts = [text for row in sheet.rows[layout.bottom + 1 :] if (text := cell(row, column).strip())]
    declared = sum(_DECLARES.search(words.plain(text)) is not None for text in texts)
    is_long = _mean_length(sheet.rows[layout.bottom + 1 :], column) > _ANSWER_LENGTH
    if not is_long or declared >= _DECLARED_SHARE * len(texts):
        return layout
    columns = {name: at for name, at in layout.columns.items() if name != "carry_over"}
    return replace(layout, columns=columns)


def _mean_length(rows: Sequence[Cells], column: int) -> float:
    texts = [text for row in rows if (text := cell(row, column))]
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _keyed(sheet: Sheet) -> Cells:
    """Names of the columns, where the keys of an object stand for units or years."""
    names = list(sheet.header or ())
    for column, name in enumerate(names):
        if name.startswith("_key"):
            values = {cell(row, column) for row in sheet.rows}
            years = all(re.fullmatch(r"(19|20)?\d{2,3}年?度?", value) for value in values)
            names[column] = "register year" if years else "unit"
    return tuple(names)


def _double(sheet: Sheet, index: int, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout of a header of two rows, whose upper row groups columns of the lower."""
    if index + 1 >= len(sheet.rows):
        return None
    upper, lower = sheet.rows[index], sheet.rows[index + 1]
    if not any(lower) or max(map(len, lower)) > _CELL_LENGTH:
        return None
    grouped = _grouped(upper, lower, [merge for merge in sheet.merges if merge.top == index])
    layout = match([grouped, lower], choice, top=index, bottom=index + 1)
    alone = match([lower], choice, top=index + 1, bottom=index + 1)
    if layout is None or (alone and len(alone.columns) >= len(layout.columns)):
        return None  # the upper row adds nothing, so it is a title
    below = [column for column, text in enumerate(lower) if text.strip()]
    known = [column for column in below if column in layout.columns.values()]
    return layout if len(known) * 2 >= len(below) and _is_grouped(upper, lower) else None


def _is_grouped(upper: Cells, lower: Cells) -> bool:
    """Whether the lower row names what the upper leaves open."""
    return any(text.strip() and not cell(upper, column) for column, text in enumerate(lower))


def _grouped(upper: Cells, lower: Cells, merges: Iterable[Merge]) -> Cells:
    """The upper row with each group name repeated over the columns it stands for."""
    spans = {merge.left: merge.right for merge in merges}
    names: list[str] = []
    reach = -1
    for column in range(max(len(upper), len(lower))):
        own = cell(upper, column)
        if own:
            reach = spans.get(column, column if spans else len(lower))
        inherits = not own and names and column <= reach and cell(lower, column)
        names.append(names[-1] if inherits else own)
    return tuple(names)


def _fit(rows: Sequence[Cells], kind: kinds.Kind, top: int, bottom: int) -> _Fit | None:
    taken = fields.assign(rows, kind)
    if len(taken) < 2 or not all(name in taken for name in kind.needs):
        return None
    if kind.supports and not any(name in taken for name in kind.supports):
        return None
    weakest = max(taken[name][1] for name in kind.needs)
    if weakest == fields.WEAK and len(taken) < 3:
        return None
    width = max(map(len, rows))
    names = {column: _name(rows, column) for column in range(width)}
    layout = Layout(
        kind=kind,
        top=top,
        bottom=bottom,
        columns={name: column for name, (column, _) in taken.items()},
        names={column: name for column, name in names.items() if name},
        guessed=tuple(name for name, (_, tier) in taken.items() if tier == fields.WEAK),
    )
    return _Fit(layout, weakest)


def _name(rows: Sequence[Cells], column: int) -> str:
    parts = [" ".join(cell(row, column).split()) for row in rows]
    return " ".join(dict.fromkeys(part for part in parts if part))
