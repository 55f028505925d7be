"""A sheet read as a mapping file says: its header, and each row shaped into issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis import errors, pseudonyms
from analysis.ingest.entries import shape
from analysis.ingest.layout import headers, layouts
from analysis.ingest.layout.walk import Entry, Remark, column_letters
from analysis.ingest.readers.sheets import Cells, Sheet, cell
from analysis.ingest.vocabulary import fields, kinds
from analysis.ingest.vocabulary.mapping import Lookup, Table

Lookups = dict[str, dict[str, dict[str, str]]]
"""Rows of other files, by lookup name and key, as text by header."""

_SEARCHED_ROWS = 60


def layout(sheet: Sheet, table: Table, source_file: str) -> headers.Layout | None:
    """The layout of the sheet by the headers that the mapping names; None when none is there.

    Raises:
        InputError: some of the headers are there and others are not.
    """
    wanted = _wanted(table)
    index, names = _header(sheet, table, wanted)
    folded = {fields.fold(name): column for column, name in reversed(names.items())}
    found = [name for name in wanted if fields.fold(name) in folded]
    if not found:
        return None
    missing = [name for name in wanted if name not in found and name not in _lenient(table)]
    if missing:
        raise errors.InputError(
            f"{source_file}{f', sheet {sheet.name}' if sheet.name else ''}: the mapping expects a "
            f"column '{missing[0]}'; the header has {', '.join(names.values())}.",
            "Correct the column's name in the mapping file, or list it under `optional`.",
        )
    kind = kinds.named(table.kind)
    columns = _columns(table, kind, folded)
    # Names as the mapping spells them, so that its settings find them.
    spelled = {folded[fields.fold(name)]: name for name in found}
    fallback = table.fallbacks.get(kind.needs[0], "")
    return headers.Layout(
        kind=kind,
        top=index,
        bottom=index,
        columns=columns,
        names={**names, **spelled},
        known_by=dict.fromkeys(columns, layouts.MAPPED),
        fallbacks=(
            *((columns[fallback],) if fallback in columns else ()),
            *_places(table, kind.needs[0], folded),
        ),
    )


def _hidden(record: shape.Record, table: Table) -> shape.Record:
    """The record with pseudonyms in the columns that the mapping marks as personal."""
    marked = {name: record[name] for name in table.personal if name in record}
    return record | {name: pseudonyms.pseudonym(text) for name, text in marked.items()}


def _places(table: Table, name: str, folded: dict[str, int]) -> list[int]:
    """All columns that a field is made of, of which one may hold its text alone."""
    headers_of = shape.source_headers(table.columns.get(name, ()))
    return [folded[key] for header in headers_of if (key := fields.fold(header)) in folded]


def shaped(
    entries: Iterable[Entry], table: Table, lookups: Lookups, constants: shape.Record
) -> tuple[list[tuple[Entry, list[shape.Record], shape.Record]], list[Remark]]:
    """For each entry the fields of its issues and its unmapped text; and the doubts."""
    groups, doubts = [], []
    looked_up = {name for rows in lookups.values() for row in rows.values() for name in row}
    used = shape.used_headers(table) | looked_up
    for entry in entries:
        record = _hidden(_looked_up(_record(entry), table, lookups), table)
        result = shape.shape(table, record, constants, used)
        groups.append((entry, result.parts, result.extra))
        doubts += [Remark(entry.row, *doubt) for doubt in result.doubts]
    return groups, doubts


def rows_by_key(sheet: Sheet, lookup: Lookup) -> dict[str, dict[str, str]]:
    """The rows of a lookup file by their key, as text by `name.header`; of equals the first."""
    rows = sheet.rows if sheet.header is not None else sheet.rows[1:]
    header = [name.strip() for name in sheet.header or sheet.rows[0]]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        record = {name: cell(row, at).strip() for at, name in enumerate(header)}
        named = {f"{lookup.name}.{name}": text for name, text in record.items() if text}
        found.setdefault(_key(record, lookup.keys), named)
    return found


def _wanted(table: Table) -> list[str]:
    """The headers that the table reads, without those of lookup files."""
    named = [
        *(header for source in table.columns.values() for header in shape.source_headers(source)),
        *(name for lookup in table.lookups for name in lookup.columns),
        *(rule.column for rule in table.only_if.values()),
        *table.deadlines,
    ]
    prefixes = tuple(f"{lookup.name}." for lookup in table.lookups)
    return list(
        dict.fromkeys(name for name in named if not prefixes or not name.startswith(prefixes))
    )


def _lenient(table: Table) -> set[str]:
    named = {
        header
        for name in table.optional
        if name in table.columns
        for header in shape.source_headers(table.columns[name])
    }
    return named | (set(table.deadlines) if "deadlines" in table.optional else set())


def _header(sheet: Sheet, table: Table, wanted: Sequence[str]) -> tuple[int, dict[int, str]]:
    """Index of the header row and its names by column; the row with most of the wanted names."""
    if sheet.header is not None:
        return -1, _names(sheet.header)
    if table.header_row:
        index = table.header_row - 1
        return index, _names(sheet.rows[index]) if index < len(sheet.rows) else {}
    folded = {fields.fold(name) for name in wanted}
    counts = [
        (len({fields.fold(text) for text in row if len(text) < 100} & folded), -index)
        for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS])
    ]
    index = -max(counts, default=(0, 0))[1]
    return index, _names(sheet.rows[index]) if sheet.rows else {}


def _names(row: Cells) -> dict[int, str]:
    """The names of the columns; one that stands again says where, so that the first is taken."""
    found: dict[int, str] = {}
    for column, text in enumerate(row):
        name = text.strip()
        if name:
            twice = name in found.values()
            found[column] = f"{name} ({column_letters(column)})" if twice else name
    return found


def _columns(table: Table, kind: kinds.Kind, folded: dict[str, int]) -> dict[str, int]:
    """The column of each field; of a field made of several columns, the first of them."""
    columns = {}
    for name, source in table.columns.items():
        places = [folded.get(fields.fold(header)) for header in shape.source_headers(source)]
        first = next((place for place in places if place is not None), None)
        if first is not None:
            columns[name] = first
    if kind.needs[0] not in columns:
        raise errors.InputError(
            f"The mapping's table of {kind.table} names no column for '{kind.needs[0]}'.",
            "Add it under [tables.columns].",
        )
    return columns


def _record(entry: Entry) -> shape.Record:
    return {
        name: text.strip()
        for column, name in entry.layout.names.items()
        if (text := cell(entry.cells, column)).strip()
    }


def _looked_up(record: shape.Record, table: Table, lookups: Lookups) -> shape.Record:
    joined = dict(record)
    for lookup in table.lookups:
        other = lookups.get(lookup.name, {}).get(_key(record, lookup.columns), {})
        joined.update(other)
    return joined


def _key(record: shape.Record, columns: Sequence[str]) -> str:
    return "\x1f".join(record.get(name, "") for name in columns)
