"""Headers of several rows: groups with sub-columns, and names broken over rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.ingest.layout import content
from analysis.ingest.readers.sheets import Cells, Merge, Sheet, cell
from analysis.ingest.vocabulary import fields, kinds

_ROWS = 3  # rows that one header has at most
_CELL_LENGTH = 60  # characters; a longer text is no column name
_PIECE_LENGTH = 14  # characters of a piece of a broken name
_SHORT_SHARE = 0.5  # a row of pieces has fewer cells than this share of the row above it


def is_names(row: Cells) -> bool:
    """Whether a row may hold names of columns: short texts, no date and no number."""
    texts = [text for text in row if text.strip()]
    return bool(texts) and max(map(len, texts)) <= _CELL_LENGTH and not content.is_data(row)


def blocks(sheet: Sheet, index: int) -> Iterator[tuple[Cells, ...]]:
    """The header rows from `index` on: one, then two, then three, as far as rows of names follow.

    The groups of each upper row are spread over their columns.
    """
    for count in range(1, _ROWS + 1):
        rows = sheet.rows[index : index + count]
        if len(rows) < count or not all(map(is_names, rows)):
            return
        yield spread(sheet, index, index + count - 1)


def spread(sheet: Sheet, top: int, bottom: int) -> tuple[Cells, ...]:
    """The header rows from `top` to `bottom`, groups repeated over the columns they stand for."""
    rows = sheet.rows[top : bottom + 1]
    uppers = [
        _grouped(upper, lower, [merge for merge in sheet.merges if merge.top == top + at])
        for at, (upper, lower) in enumerate(zip(rows, rows[1:], strict=False))
    ]
    return (*uppers, rows[-1])


def goes_on(sheet: Sheet, index: int, bottom: int, kind: kinds.Kind) -> bool:
    """Whether the row at `bottom` belongs to the header that begins at `index`, whatever it names.

    It does where cells of the header are merged down to it; or where it leaves the first column
    open, which the row below it fills, and stands under groups or completes names above it.
    """
    if bottom == index:
        return True
    lower = [column for column, text in enumerate(sheet.rows[bottom]) if text.strip()]
    if any(_is_merged_down(merge, index, bottom) for merge in sheet.merges):
        return not any(
            merge.left <= column <= merge.right
            for merge in sheet.merges
            if _is_merged_down(merge, index, bottom)
            for column in lower
        )
    return _is_sparse(sheet, bottom, lower) and (
        _is_under_groups(sheet, bottom, lower) or _completes(sheet, bottom, lower, kind)
    )


def _is_merged_down(merge: Merge, index: int, bottom: int) -> bool:
    """Whether a name reaches from the first header row down; a merge that begins below is data."""
    return merge.top == index and bottom <= merge.bottom


def _is_sparse(sheet: Sheet, bottom: int, lower: Sequence[int]) -> bool:
    """Whether a row has few short cells and leaves open what the rows above and below it fill."""
    upper = [column for column, text in enumerate(sheet.rows[bottom - 1]) if text.strip()]
    below = sheet.rows[bottom + 1] if bottom + 1 < len(sheet.rows) else ()
    if not upper or not lower or upper[0] in lower or not cell(below, upper[0]).strip():
        return False
    short = all(len(cell(sheet.rows[bottom], column).strip()) <= _PIECE_LENGTH for column in lower)
    filled = sum(bool(text.strip()) for text in below)
    return short and len(lower) <= max(1, _SHORT_SHARE * filled)


def _is_under_groups(sheet: Sheet, bottom: int, lower: Sequence[int]) -> bool:
    """Whether the cells tell apart the columns of a group: some stand where no name is above."""
    above = sheet.rows[bottom - 1]
    return len(lower) > 1 and any(not cell(above, column).strip() for column in lower)


def _completes(sheet: Sheet, bottom: int, lower: Sequence[int], kind: kinds.Kind) -> bool:
    """Whether a cell and what stands above it are a known name together."""
    upper, row = sheet.rows[bottom - 1], sheet.rows[bottom]
    return any(
        cell(upper, column).strip()
        and fields.is_alias(cell(upper, column) + cell(row, column), kind.table)
        for column in lower
    )


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
