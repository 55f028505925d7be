"""One sheet of one file as rows of raw tables, with what was rejected and what is in doubt."""

from __future__ import annotations

import json
from collections.abc import Sequence

from analysis.ingest import context, headers, kinds, loaded, mapped, resolve, shape
from analysis.ingest.mapping import Table
from analysis.ingest.resolve import Part
from analysis.ingest.sheets import Sheet, is_blank
from analysis.ingest.walk import Entry, Remark, Walk, column_letters, walk


def load_sheet(
    source_file: str, sheet: Sheet, tables: Sequence[Table], lookups: mapped.Lookups
) -> loaded.LoadedSheet:
    """The sheet read by the tables of a mapping; by the bundled aliases where there are none."""
    if not tables:
        return _by_aliases(source_file, sheet, Table())
    return loaded.combined([_by_table(source_file, sheet, table, lookups) for table in tables])


def _by_aliases(source_file: str, sheet: Sheet, table: Table) -> loaded.LoadedSheet:
    layout = headers.find(sheet, kinds.every())
    if layout is None:
        return _headerless(source_file, sheet)
    walked = walk(sheet, layout, kinds.every())
    shaped = [(entry, *_values(entry)) for entry in walked.entries]
    parts = _numbered([(entry, [fields], extra) for entry, fields, extra in shaped])
    result = _finished(source_file, sheet, (layout, table), (walked, parts))
    result.doubts += _header_doubts(layout, result.header_row)
    result.doubts += [doubt for part in parts for doubt in _date_doubts(part, layout)]
    return result


def _by_table(
    source_file: str, sheet: Sheet, table: Table, lookups: mapped.Lookups
) -> loaded.LoadedSheet:
    if not table.columns:
        return _by_aliases(source_file, sheet, table)
    layout = mapped.layout(sheet, table, source_file)
    if layout is None:
        return _headerless(source_file, sheet)
    walked = walk(sheet, layout, [])
    constants = shape.constants_of(table, source_file, sheet.name)
    groups, doubts = mapped.shaped(walked.entries, table, lookups, constants)
    parts = _numbered(groups)
    result = _finished(source_file, sheet, (layout, table), (walked, parts))
    result.doubts += doubts
    return result


def _headerless(source_file: str, sheet: Sheet) -> loaded.LoadedSheet:
    """A sheet in which no row names its columns: every row is accounted for, none is loaded."""
    reason = (
        "No row names the columns of a register. Name them (for instance 序号, 存在问题, "
        "整改措施), or say in a mapping file which they are."
    )
    rejects = [
        Remark(sheet.number(index), None, next(filter(str.strip, row)), "no_header", reason)
        for index, row in enumerate(sheet.rows)
        if not is_blank(row)
    ]
    blanks = (index for index, row in enumerate(sheet.rows) if is_blank(row))
    return loaded.LoadedSheet(
        source_file,
        sheet.name,
        encoding=sheet.encoding,
        rejects=loaded.settled(rejects, frozenset())[0],
        numbers=frozenset(sheet.number(index) for index in range(len(sheet.rows))),
        blank_rows=frozenset(map(sheet.number, blanks)),
    )


def _values(entry: Entry) -> tuple[dict[str, str], dict[str, str]]:
    """Text by field and by unmapped header, without empty ones; texts as received."""
    layout, cells = entry.layout, entry.cells
    width, used = len(cells), layout.used
    fields = {
        name: text if is_raw else text.strip()
        for name, column, is_raw in layout.takers
        if column < width and (text := cells[column]) and not text.isspace()
    }
    extra: dict[str, str] = {}
    for column in range(width):
        if column not in used and (text := cells[column]) and not text.isspace():
            name = layout.names.get(column) or column_letters(column)
            extra[name if name not in extra else f"{name} ({column_letters(column)})"] = text
    return fields, extra


def _numbered(
    groups: Sequence[tuple[Entry, list[dict[str, str]], dict[str, str]]],
) -> list[Part]:
    """The parts with their ordinals; rows of one record share its number and count on."""
    totals: dict[int, int] = {}
    for entry, pieces, _ in groups:
        totals[entry.row] = totals.get(entry.row, 0) + len(pieces)
    seen: dict[int, int] = {}
    parts = []
    for entry, pieces, extra in groups:
        for fields in pieces:
            seen[entry.row] = seen.get(entry.row, 0) + 1
            at = (entry.row, seen[entry.row], totals[entry.row])
            parts.append(Part(*at, fields, extra, entry.heading))
    return parts


def _finished(
    source_file: str,
    sheet: Sheet,
    rules: tuple[headers.Layout, Table],
    found: tuple[Walk, list[Part]],
) -> loaded.LoadedSheet:
    """The account of a sheet, once its rows are sorted and shaped."""
    (layout, table), (walked, parts) = rules, found
    titles = sheet.rows[: max(layout.top, 0)]
    known = context.of_sheet(source_file, sheet.name, titles, walked.notes)
    placement = resolve.place(
        parts,
        known,
        kind=layout.kind,
        year_from=table.year_from,
        fills_down=_fills_down(sheet, layout),
    )
    columns = {name: layout.kind.column(name) for name in layout.kind.fields}
    rows = _distinct([_row(item, columns, table) for item in placement.placed], layout, table)
    loaded_rows = frozenset(item.part.row for item in placement.placed)
    rejects, doubts = loaded.settled([*walked.rejects, *placement.rejects], loaded_rows)
    below = range(layout.bottom + 1, len(sheet.rows))
    return loaded.LoadedSheet(
        source_file,
        sheet.name,
        kind=layout.kind.table,
        header_row=sheet.number(layout.bottom) if layout.bottom >= 0 else None,
        encoding=sheet.encoding,
        text_kind=table.text_kind,
        columns={layout.names[column]: name for name, column in layout.columns.items()},
        unmapped=list(layout.unmapped().values()),
        rows={layout.kind.table: rows},
        rejects=rejects,
        doubts=[*placement.doubts, *doubts],
        numbers=frozenset(map(sheet.number, below)),
        loaded_rows=loaded_rows,
        blank_rows=frozenset(walked.blanks),
        filed_text=known.filed,
    )


def _fills_down(sheet: Sheet, layout: headers.Layout) -> bool:
    """Whether blank units repeat the one above: not where merges say which rows belong to it."""
    column = layout.columns.get("unit")
    tall = (merge for merge in sheet.merges if merge.top > layout.bottom)
    return column is not None and not any(
        merge.left <= column <= merge.right and merge.bottom > merge.top for merge in tall
    )


def _row(item: resolve.Placed, columns: dict[str, str], table: Table) -> loaded.Row:
    """One row of the raw table, without the columns that say where the file stood."""
    part, fields = item.part, item.part.fields
    row: loaded.Row = {columns[name]: text for name, text in fields.items() if name in columns}
    if "category" in part.heading:
        row.setdefault("category", part.heading["category"])
    row["source_row"], row["part"], row["part_count"] = part.row, part.part, part.part_count
    row["unit_text"], row["register_year"] = item.unit, item.year
    row["year_source"] = item.year_source
    row["subject_text"] = fields.get("subject_text") or fields.get("issue_text")
    row["text_kind"] = table.text_kind
    if part.extra:
        row["extra"] = json.dumps(part.extra, ensure_ascii=False, sort_keys=True)
    return row


def _distinct(rows: list[loaded.Row], layout: headers.Layout, table: Table) -> list[loaded.Row]:
    """The rows, or the first of each that agree in the fields a mapping calls distinct."""
    if not table.distinct:
        return rows
    columns = [layout.kind.column(name) for name in table.distinct]
    first: dict[tuple[object, ...], loaded.Row] = {}
    for row in rows:
        first.setdefault(tuple(row.get(column) for column in columns), row)
    return list(first.values())


def _date_doubts(part: Part, layout: headers.Layout) -> list[Remark]:
    """Dates that no calendar has; they are kept as text."""
    reason = "No calendar has this date; it is kept as text. Correct it at the source."
    return [
        Remark(
            part.row,
            layout.names.get(layout.columns.get(name, -1)),
            part.fields[name],
            "impossible_date",
            reason,
        )
        for name in layout.kind.date_fields
        if name in part.fields and context.is_impossible(part.fields[name])
    ]


def _header_doubts(layout: headers.Layout, header_row: int | None) -> list[Remark]:
    """Columns that were guessed, named twice or not known; they bear on the header row."""
    doubts = []
    for name in layout.guessed:
        header = layout.names.get(layout.columns[name])
        reason = f"The column was taken as {name} for want of a better one."
        doubts.append(Remark(header_row, header, name, "guessed_column", reason))
    taken = {layout.names.get(column) for column in layout.columns.values()}
    for header in layout.unmapped().values():
        twice = header in taken
        rule = "duplicate_header" if twice else "unmapped_column"
        reason = (
            "Two columns have this name; the first was taken, the other is kept in `extra`."
            if twice
            else "No field takes this column; it is kept in `extra`."
        )
        doubts.append(Remark(header_row, header, None, rule, reason))
    return doubts
