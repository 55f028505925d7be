"""Which row is the header, and which kind of record its names are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ingest.layout import columns, content, header_rows, layouts
from analysis.ingest.layout.layouts import Layout as Layout
from analysis.ingest.readers.sheets import Cells, Sheet, cell
from analysis.ingest.vocabulary import fields, kinds, names, words

_SEARCHED_ROWS = 60  # a header further down than this stands under another table
_KNOWN_FIELDS = 3  # known columns that make a row with an unknown issue column a header
_WIDTH_SHARE = 0.5  # share of the cells of the rows below that a header with unknown names has
_LOOK_AHEAD = 3  # rows below in which a better header may stand
_UNIT_SHARE = 0.5  # share of distinct texts that are units in a column of units; totals are not
_ANSWERED = frozenset(["carry_over", "repeat_tick"])  # columns of yes, no, or a former number
_ANSWER_LENGTH = 8  # mean characters of an answer; longer ones are looked at
_DECLARED_SHARE = 0.5  # share of answers that declare something in a column that asks for it
_DECLARES = re.compile(
    r"结转|上一?年|去年|往年|跨年|延续|顺延|转入|重复|接续|(?:19|20)\d\d|\d\s*[号条项]"
    r"|carr(?:y|ied)|repeat|prior|previous|last year|[a-z]{1,4}-?\d|^\W*[\d\W]+$"
)


@dataclass(frozen=True)
class _Fit:
    layout: Layout
    weakest: int = fields.EXACT


def find(sheet: Sheet, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout of the first table on the sheet, or None when no row names its columns."""
    if sheet.header is not None:
        found = _of_keys(sheet, choice)
    else:
        searched = range(min(len(sheet.rows), _SEARCHED_ROWS))
        found = next((layout for at in searched if (layout := _table(sheet, at, choice))), None)
    if found is None:
        return None
    for name in _ANSWERED & set(found.columns):
        found = _without_notes(sheet, found, name)
    return found if "unit" in found.columns else _with_unit(sheet, found)


def at(sheet: Sheet, index: int, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout if the row at `index` is a header or the upper row of one, else None."""
    if not _is_row_of_names(sheet.rows[index]):
        return None
    best: Layout | None = None
    for rows in header_rows.blocks(sheet, index):
        found = match(rows, choice, top=index, bottom=index + len(rows) - 1)
        if found and (best is None or _adds(sheet, rows, found, best)):
            best = found if len(rows) == 1 or _is_one(sheet, rows, found, choice) else best
    return best


def judged_at(sheet: Sheet, index: int, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout of a header at `index`, each of whose columns holds what its name says."""
    found = at(sheet, index, choice)
    return columns.judged(sheet, _rows(sheet, found), found) if found else None


def match(
    rows: Sequence[Cells], choice: Sequence[kinds.Kind], *, top: int, bottom: int
) -> Layout | None:
    """The layout of the kind that these header rows fit best, or None."""
    fits = [fit for kind in choice if (fit := _fit(rows, kind, (top, bottom)))]
    if any(fit.layout.kind.table == "registers" and fit.weakest == fields.EXACT for fit in fits):
        fits = [fit for fit in fits if not fit.layout.kind.yields]
    best = max(fits, key=lambda item: (-item.weakest, len(item.layout.columns)), default=None)
    return best.layout if best else None


def _of_keys(sheet: Sheet, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout of records that carry the names of their columns themselves."""
    rows = (_keyed(sheet),)
    found = match(rows, choice, top=-1, bottom=-1)
    known = columns.judged(sheet, rows, found) if found else None
    known = known or _unnamed(sheet, rows, (-1, -1))
    return replace(known, names=layouts.names_of([sheet.header or ()])) if known else None


def _table(sheet: Sheet, index: int, choice: Sequence[kinds.Kind]) -> Layout | None:
    """The layout of a table whose header begins at `index`, even with unknown names in it."""
    if not _is_row_of_names(sheet.rows[index]):
        return None
    found = judged_at(sheet, index, choice)
    if found or not any(kind.table == "registers" for kind in choice):
        return found
    block = next(header_rows.blocks(sheet, index))
    for rows in header_rows.blocks(sheet, index):
        if header_rows.goes_on(sheet, index, index + len(rows) - 1, kinds.named("registers")):
            block = rows
    if not _is_wide(sheet, index, block):
        return None
    return _unnamed(sheet, block, (index, index + len(block) - 1))


def _unnamed(sheet: Sheet, rows: Sequence[Cells], place: tuple[int, int]) -> Layout | None:
    """A register whose issue column has an unknown name: its cells tell."""
    kind = kinds.named("registers")
    taken = fields.assign(rows, kind)
    if len(taken) < _KNOWN_FIELDS or _is_before_header(sheet, place[1], len(taken)):
        return None
    return columns.judged(sheet, rows, layouts.of_header(rows, kind, place, taken))


def _is_before_header(sheet: Sheet, bottom: int, known: int) -> bool:
    """Whether one of the rows below names more columns, so that this one is a line of a title."""
    below = range(bottom + 1, min(bottom + 1 + _LOOK_AHEAD, len(sheet.rows))) if bottom >= 0 else ()
    better = (at(sheet, index, kinds.every()) for index in below)
    return any(found and len(found.columns) >= known for found in better)


def _is_wide(sheet: Sheet, index: int, block: Sequence[Cells]) -> bool:
    """Whether a header names at least half as many columns as the rows below it fill."""
    named = len({column for row in block for column, text in enumerate(row) if text.strip()})
    below = sheet.rows[index + len(block) :][:5]
    widest = max((sum(bool(text.strip()) for text in row) for row in below), default=0)
    return named >= _WIDTH_SHARE * widest > 0


def _is_row_of_names(row: Cells) -> bool:
    return sum(bool(text.strip()) for text in row) >= 2 and header_rows.is_names(row)


def _adds(sheet: Sheet, rows: Sequence[Cells], found: Layout, best: Layout) -> bool:
    """Whether a header with a row more is the better reading."""
    if len(found.columns) > len(best.columns):
        return True
    kind, bottom = best.kind, found.bottom
    return found.kind == kind and header_rows.goes_on(sheet, found.top, bottom, kind)


def _is_one(
    sheet: Sheet, rows: Sequence[Cells], found: Layout, choice: Sequence[kinds.Kind]
) -> bool:
    """Whether the upper row belongs to the header, and the lower row is one of names."""
    if header_rows.goes_on(sheet, found.top, found.bottom, found.kind):
        return True
    upper, lower = sheet.rows[found.bottom - 1], sheet.rows[found.bottom]
    alone = match(rows[1:], choice, top=found.top + 1, bottom=found.bottom)
    if alone and len(alone.columns) >= len(found.columns):
        return False  # the upper row adds nothing, so it is a title
    below = [column for column, text in enumerate(lower) if text.strip()]
    known = [column for column in below if column in found.used]
    is_grouped = any(not cell(upper, column) for column in below)
    return len(known) * 2 >= len(below) and is_grouped


def _rows(sheet: Sheet, layout: Layout) -> tuple[Cells, ...]:
    """The header rows of a layout, their groups spread over their columns."""
    count = layout.bottom - layout.top + 1
    return next(rows for rows in header_rows.blocks(sheet, layout.top) if len(rows) == count)


def _with_unit(sheet: Sheet, layout: Layout) -> Layout:
    """The layout, with a column of an unknown name as the unit if its cells are names of units."""
    for column in layout.unmapped():
        texts = {cell(row, column).strip() for row in sheet.rows[layout.bottom + 1 :]} - {""}
        units = [text for text in texts if names.units_in(text) == [text]]
        if units and len(units) >= _UNIT_SHARE * len(texts):
            known_by = {**layout.known_by, "unit": layouts.CELLS}
            return replace(layout, columns={**layout.columns, "unit": column}, known_by=known_by)
    return layout


def _without_notes(sheet: Sheet, layout: Layout, field: str) -> Layout:
    """The layout without a column of notes that is named like one of declarations or ticks.

    Whoever declares an entry as carried over says yes, or names the former entry; where most
    cells are sentences that do neither (遗留问题: 经费尚未到位), nobody declares anything.
    """
    column = layout.columns[field]
    texts = [text for row in sheet.rows[layout.bottom + 1 :] if (text := cell(row, column).strip())]
    declared = sum(_DECLARES.search(words.plain(text)) is not None for text in texts)
    is_long = sum(map(len, texts)) > _ANSWER_LENGTH * len(texts)
    if not is_long or declared >= _DECLARED_SHARE * len(texts):
        return layout
    kept = {name: at for name, at in layout.columns.items() if name != field}
    known_by = {name: how for name, how in layout.known_by.items() if name != field}
    form = content.of_columns(sheet.rows[layout.bottom + 1 :], column + 1)[column].form
    refused = (*layout.refused, (column, field, form))
    return replace(layout, columns=kept, known_by=known_by, refused=refused)


def _keyed(sheet: Sheet) -> Cells:
    """Names of the columns, where the keys of an object stand for units or years."""
    found = list(sheet.header or ())
    for column, name in enumerate(found):
        if name.startswith("_key"):
            values = {cell(row, column) for row in sheet.rows}
            years = all(re.fullmatch(r"(19|20)?\d{2,3}年?度?", value) for value in values)
            found[column] = "register year" if years else "unit"
    return tuple(found)


def _fit(rows: Sequence[Cells], kind: kinds.Kind, place: tuple[int, int]) -> _Fit | None:
    taken = fields.assign(rows, kind)
    if len(taken) < 2 or not all(name in taken for name in kind.needs):
        return None
    if kind.supports and not any(name in taken for name in kind.supports):
        return None
    weakest = max(taken[name][1] for name in kind.needs)
    if weakest == fields.WEAK and len(taken) < 3:
        return None
    return _Fit(layouts.of_header(rows, kind, place, taken), weakest)
