"""What one sheet gives: rows of raw tables, rejects, doubts, and an account of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.ingest.layout.walk import Remark

Row = dict[str, object]
Column = tuple[int, str, str | None, str | None, str | None, str]
"""Number and header of a column, the field read from it and how that is known, the field that its
header names but its cells cannot be, and what its cells hold (`layout.content`)."""
Block = dict[str, Sequence[object]]
"""Rows of a raw table, a list for each column, all of one length."""


@dataclass
class LoadedSheet:
    """What one sheet gives.

    Attributes:
        source_file: path relative to the source folder.
        source_sheet: sheet name; None for csv and json.
        kind: table of the first kind it feeds; None when no header was recognised.
        header_row: number of the last header row as a person sees it.
        encoding: what the text was decoded with.
        text_kind: `own` or `catalogue`.
        header_top: number of the first header row, where the header has several.
        columns: field by header, of the first table; of several columns of a field in order.
        otherwise: headers of the columns that stand in for a field, by field.
        unmapped: headers that no field takes.
        deadlines: headers of the columns with deadlines, the first given first.
        read_columns: how each column with a header was read, or why it was not.
        blocks: rows by table, without the columns that say which file they are from.
        rejects: one for each physical row that was rejected.
        doubts: what a person should look at.
        numbers: of all physical rows below the header (records of json).
        loaded_rows: numbers of the physical rows of which something was loaded.
        blank_rows: numbers of the physical rows that were seen to hold nothing.
        filed_text: when it was handed in, as written.
    """

    source_file: str
    source_sheet: str | None
    kind: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    text_kind: str = "own"
    columns: dict[str, str] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    header_top: int | None = None
    otherwise: dict[str, list[str]] = field(default_factory=dict)
    deadlines: list[str] = field(default_factory=list)
    read_columns: list[Column] = field(default_factory=list)
    blocks: dict[str, Block] = field(default_factory=dict)
    rejects: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    numbers: frozenset[int] = frozenset()
    loaded_rows: frozenset[int] = frozenset()
    blank_rows: frozenset[int] = frozenset()
    filed_text: str | None = None

    @property
    def row_count(self) -> int:
        """Physical rows below the header, however they were sorted."""
        return len(self.numbers)

    @property
    def loaded_count(self) -> int:
        """Physical rows of which at least one issue or visit was loaded."""
        return len(self.loaded_rows)

    @property
    def rejected_count(self) -> int:
        """Physical rows that were rejected."""
        return len(self.rejects)

    @property
    def blank_count(self) -> int:
        """Physical rows seen to hold nothing: counted, not what is left over (a check adds up)."""
        sorted_rows = self.loaded_rows | {remark.row for remark in self.rejects}
        return len(self.blank_rows - sorted_rows)

    @property
    def issue_count(self) -> int:
        """Rows derived for the first kind; one physical row may give several."""
        return height(self.blocks.get(self.kind or "", {}))

    @property
    def rows(self) -> dict[str, list[Row]]:
        """The rows by table, each as text by column, without empty cells."""
        return {table: _as_rows(block) for table, block in self.blocks.items()}


def height(block: Block) -> int:
    """How many rows a block holds."""
    return len(next(iter(block.values()), ()))


def picked(block: Block, indices: Sequence[int]) -> Block:
    """The rows at these indices."""
    if len(indices) == height(block):
        return block
    return {name: [values[index] for index in indices] for name, values in block.items()}


def settled(
    rejects: Sequence[Remark], loaded_rows: frozenset[int]
) -> tuple[list[Remark], list[Remark]]:
    """Rejects, one for each row of which nothing was loaded, and doubts for the other rows."""
    first: dict[int | None, Remark] = {}
    doubts = []
    for remark in rejects:
        if remark.row in loaded_rows:
            doubts.append(remark)
        else:
            first.setdefault(remark.row, remark)
    return sorted(first.values(), key=lambda remark: remark.row or 0), doubts


def combined(sheets: Sequence[LoadedSheet]) -> LoadedSheet:
    """One account of a sheet that feeds several tables: a row is loaded when any of them took it.

    The first table with rows settles kind, header and columns. A table that found no header says
    nothing of a sheet in which another found one.
    """
    sheets = [sheet for sheet in sheets if sheet.kind] or sheets[:1]
    main = sheets[0]
    loaded_rows = frozenset().union(*(sheet.loaded_rows for sheet in sheets))
    rejects, doubts = settled([remark for sheet in sheets for remark in sheet.rejects], loaded_rows)
    every_doubt = [doubt for sheet in sheets for doubt in sheet.doubts] + doubts
    main.read_columns = _columns_of([sheet.read_columns for sheet in sheets])
    main.blocks = _joined([sheet.blocks for sheet in sheets])
    main.numbers = frozenset().union(*(sheet.numbers for sheet in sheets))
    main.blank_rows = frozenset().union(*(sheet.blank_rows for sheet in sheets))
    main.loaded_rows, main.rejects = loaded_rows, rejects
    main.doubts = list(dict.fromkeys(every_doubt))
    return main


def _columns_of(every: Sequence[Sequence[Column]]) -> list[Column]:
    """How the columns were read by several tables: read by one, a column is not left unread."""
    best: dict[int, Column] = {}
    for column in (column for columns in every for column in columns):
        known = best.get(column[0])
        if known is None or (known[2] is None and column[2] is not None):
            best[column[0]] = column
    return [best[number] for number in sorted(best)]


def _as_rows(block: Block) -> list[Row]:
    return [
        {name: value for name, value in zip(block, values, strict=True) if value is not None}
        for values in zip(*block.values(), strict=True)
    ]


def _joined(every: Sequence[dict[str, Block]]) -> dict[str, Block]:
    """The blocks by table; those of one table below each other."""
    joined: dict[str, Block] = {}
    for table, block in (item for blocks in every for item in blocks.items()):
        joined[table] = _below(joined[table], block) if table in joined else block
    return joined


def _below(upper: Block, lower: Block) -> Block:
    """One block below the other; issues that share a row count on."""
    heights = height(upper), height(lower)
    below = {
        name: [
            *upper.get(name, [None] * heights[0]),
            *lower.get(name, [None] * heights[1]),
        ]
        for name in dict.fromkeys([*upper, *lower])
    }
    rows = below["source_row"]
    totals = Counter(rows)
    seen: Counter[object] = Counter()
    ordinals = []
    for row in rows:
        seen[row] += 1
        ordinals.append(seen[row])
    return {**below, "part": ordinals, "part_count": [totals[row] for row in rows]}
