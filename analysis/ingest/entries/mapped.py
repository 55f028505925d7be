"""A sheet read as a mapping file says: its header, and each row shaped into issues."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from analysis import errors
from analysis.ingest.entries import parts, shape
from analysis.ingest.layout import header_rows, headers, layouts
from analysis.ingest.layout.walk import Entry, Remark
from analysis.ingest.readers.sheets import Cells, Sheet, cell
from analysis.ingest.vocabulary import fields, kinds
from analysis.ingest.vocabulary.mapping import Table
from analysis.ingest.vocabulary.rules import Lookup

Lookups = dict[str, dict[str, dict[str, str]]]
"""Rows of other files, by lookup name and key, as text by header."""

_SEARCHED_ROWS = 60


def layout(sheet: Sheet, table: Table, source_file: str) -> headers.Layout | None:
    """The layout of the sheet by the headers that the mapping names; None when none is there.

    Raises:
        InputError: some of the headers are there and others are not.
    """
    wanted = _wanted(table)
    (top, bottom), names = _header(sheet, table, wanted)
    places = _Places(names)
    found = [name for name in wanted if places.of(name) is not None]
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
    columns = _columns(table, kind, places)
    # Names as the mapping spells them, so that its settings find them.
    spelled = {column: name for name in found if (column := places.of(name)) is not None}
    fallback = table.fallbacks.get(kind.needs[0], "")
    others = [places.of(name) for name in table.otherwise.get(kind.needs[0], ())]
    fallbacks = [columns.get(fallback, (None,))[0], *others]
    return headers.Layout(
        kind=kind,
        top=top,
        bottom=bottom,
        columns={name: found[0] for name, found in columns.items()},
        names={**names, **spelled},
        several={name: found for name, found in columns.items() if len(found) > 1},
        known_by=dict.fromkeys(columns, layouts.MAPPED),
        fallbacks=tuple(column for column in fallbacks if column is not None),
    )


def shaped(
    entries: Iterable[Entry], table: Table, lookups: Lookups, constants: shape.Record
) -> tuple[list[tuple[Entry, list[shape.Record], shape.Record]], list[Remark]]:
    """For each entry the fields of its issues and its unmapped text; and the doubts."""
    groups, doubts = [], []
    looked_up = {name for rows in lookups.values() for row in rows.values() for name in row}
    used = shape.used_headers(table) | looked_up
    for entry in entries:
        if layouts.MAPPED not in entry.layout.known_by.values():
            groups.append((entry, *_unmapped(entry, constants)))
            continue
        record = _looked_up(_record(entry), table, lookups)
        result = shape.shape(table, record, constants, used)
        groups.append((entry, result.parts, result.extra))
        doubts += [Remark(entry.row, *doubt) for doubt in result.doubts]
    return groups, doubts


def _unmapped(entry: Entry, constants: shape.Record) -> tuple[list[shape.Record], shape.Record]:
    """The fields and the rest of a row below a header that stands anew, with other names."""
    found = parts.of_entries([entry])
    texts = {name: text for name, (text, *_) in found.fields.items() if text}
    return [{**constants, **texts}], json.loads(found.extras[0] or "{}")


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
        *(header for others in table.otherwise.values() for header in others),
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


class _Places:
    """The columns by their names: as written, or else as headers are compared."""

    def __init__(self, names: dict[int, str]) -> None:
        self._written = {name: column for column, name in reversed(names.items())}
        self._folded = {fields.fold(name): column for column, name in reversed(names.items())}

    def of(self, name: str) -> int | None:
        """The first column of this name."""
        return self._written.get(name, self._folded.get(fields.fold(name)))


def _header(
    sheet: Sheet, table: Table, wanted: Sequence[str]
) -> tuple[tuple[int, int], dict[int, str]]:
    """Indices of the first and last header row, and the names by column.

    Where the mapping says no row, it is the one with most of the wanted names.
    """
    if sheet.header is not None:
        return (-1, -1), _names([sheet.header])
    if table.header_rows:
        top, bottom = (number - 1 for number in table.header_rows)
        known = bottom < len(sheet.rows)
        return (top, bottom), _names(header_rows.spread(sheet, top, bottom)) if known else {}
    folded = {fields.fold(name) for name in wanted}
    counts = [
        (len({fields.fold(text) for text in row if len(text) < 100} & folded), -index)
        for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS])
    ]
    index = -max(counts, default=(0, 0))[1]
    return (index, index), _names([sheet.rows[index]]) if sheet.rows else {}


def _names(rows: Sequence[Cells]) -> dict[int, str]:
    """The names of the columns; one that stands again says where, so that the first is taken."""
    return layouts.told_apart(layouts.names_of(rows))


def _columns(table: Table, kind: kinds.Kind, places: _Places) -> dict[str, tuple[int, ...]]:
    """The columns of each field, in order."""
    columns = {}
    for name, source in table.columns.items():
        known = [places.of(header) for header in shape.source_headers(source)]
        there = tuple(column for column in known if column is not None)
        if there:
            columns[name] = there
    if kind.needs[0] not in columns:
        raise errors.InputError(
            f"The mapping's table of {kind.table} names no column for '{kind.needs[0]}'.",
            "Add it under [tables.columns].",
        )
    return columns


def _record(entry: Entry) -> shape.Record:
    """Text by header, as received; by the letters of its column where it has no header."""
    names = entry.layout.names
    return {
        names.get(column) or layouts.column_letters(column): text
        for column, text in enumerate(entry.cells)
        if text and not text.isspace()
    }


def _looked_up(record: shape.Record, table: Table, lookups: Lookups) -> shape.Record:
    joined = dict(record)
    for lookup in table.lookups:
        other = lookups.get(lookup.name, {}).get(_key(record, lookup.columns), {})
        joined.update(other)
    return joined


def _key(record: shape.Record, columns: Sequence[str]) -> str:
    return "\x1f".join(record.get(name, "").strip() for name in columns)
