"""One sheet of one file as rows of raw tables, with what was rejected and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.ingest.entries import (
    above,
    areas,
    cell_doubts,
    forms,
    headerless,
    loaded,
    mapped,
    merged,
    parts,
    personal,
    persons,
    placeholders,
    placing_doubts,
    reading,
    resolve,
    shape,
    transposed,
    writers,
)
from analysis.ingest.layout import context, headers, strips
from analysis.ingest.layout.walk import Remark, Walk, walk
from analysis.ingest.readers.sheets import Sheet
from analysis.ingest.vocabulary import kinds
from analysis.ingest.vocabulary.mapping import Table

_FORMS = {
    "link": "links",
    "flag": "yes and no",
    "date": "dates",
    "number": "numbers",
    "numbers": "lists of numbers",
    "document": "numbers of documents",
    "code": "codes",
    "pair": "one or two short values",
    "label": "a few short values",
    "text": "sentences",
    "empty": "empty",
}
_FEW_COLUMNS = 4  # a row of a form may look like a header with so many columns, not with more


def load_sheet(
    source_file: str, sheet: Sheet, tables: Sequence[Table], lookups: mapped.Lookups
) -> loaded.LoadedSheet:
    """The sheet read by the tables of a mapping; by the bundled aliases where there are none."""
    read = [_by_table(source_file, sheet, table, lookups) for table in tables or [Table()]]
    result = loaded.combined(read) if tables else read[0]
    result.doubts += _hidden_doubts(sheet, result)
    return result


def _hidden_doubts(sheet: Sheet, result: loaded.LoadedSheet) -> Iterator[Remark]:
    """That something was loaded which the spreadsheet does not show."""
    hidden = [number for number in sheet.hidden if number in result.loaded_rows]
    if hidden:
        reason = "Hidden rows were loaded like others. Show them; delete what should not count."
        yield Remark(hidden[0], None, str(len(hidden)), "hidden_rows", reason)
    if sheet.is_hidden and result.loaded_rows:
        reason = "The sheet is hidden; it was loaded like others. Delete it if it should not count."
        yield Remark(min(result.loaded_rows), None, sheet.name, "hidden_sheet", reason)


def _by_aliases(source_file: str, sheet: Sheet, table: Table) -> loaded.LoadedSheet:
    layout = headers.find(sheet, kinds.every())
    form = _turned(sheet) if layout is None or len(layout.columns) <= _FEW_COLUMNS else None
    if form:
        return forms.accounted(_by_aliases(source_file, form.table, table), form)
    if layout is None:
        return headerless.account(source_file, sheet)
    layout = areas.as_units(source_file, sheet, layout)
    pieces = strips.apart(sheet, layout)
    if len(pieces) > 1:
        return loaded.combined([_by_aliases(source_file, piece, table) for piece in pieces])
    walked = walk(sheet, layout, kinds.every())
    found, doubts = cell_doubts.examined(parts.of_entries(walked.entries), layout, sheet)
    result = _finished(source_file, sheet, (layout, table), (walked, found))
    result.doubts += _header_doubts(layout, result.header_row)
    result.doubts += doubts
    return result


def _turned(sheet: Sheet) -> forms.Form | None:
    """A sheet whose labels stand left of the values, as a table."""
    return forms.find(sheet) or transposed.find(sheet)


def _by_table(
    source_file: str, sheet: Sheet, table: Table, lookups: mapped.Lookups
) -> loaded.LoadedSheet:
    sheet = personal.hidden(sheet, table)
    if not table.columns:
        return _by_aliases(source_file, sheet, table)
    form = None if table.header_row else _turned(sheet)
    if form:
        return forms.accounted(_by_table(source_file, form.table, table, lookups), form)
    layout = mapped.layout(sheet, table, source_file)
    if layout is None:
        return headerless.account(source_file, sheet)
    pieces = strips.apart(sheet, layout)
    if len(pieces) > 1:
        return loaded.combined([_by_table(source_file, at, table, lookups) for at in pieces])
    walked = walk(sheet, layout, kinds.every())
    constants = shape.constants_of(table, source_file, sheet.name)
    groups, doubts = mapped.shaped(walked.entries, table, lookups, constants)
    found, of_cells = cell_doubts.examined(parts.of_groups(groups), layout, sheet)
    result = _finished(source_file, sheet, (layout, table), (walked, found))
    result.doubts += [*doubts, *cell_doubts.untold(of_cells, doubts)]
    return result


def _finished(
    source_file: str,
    sheet: Sheet,
    rules: tuple[headers.Layout, Table],
    found: tuple[Walk, parts.Parts],
) -> loaded.LoadedSheet:
    """The account of a sheet, once its rows are sorted and shaped."""
    (layout, table), (walked, examined) = rules, found
    received, members = merged.joined(examined, sheet, layout)
    titles = [*sheet.titles, *sheet.rows[: max(layout.top, 0)]]
    named = [source_file, sheet.name or "", *(text for row in titles for text in row)]
    unit_header = layout.names.get(layout.columns.get("unit", -1), "")
    own = persons.apart(placeholders.without(received), unit_header)
    shaped = writers.marked(own, table.written_by, layout.names.values(), named)
    known = context.of_sheet(source_file, sheet.name, titles, walked.notes)
    placement = resolve.place(
        shaped,
        known,
        kind=layout.kind,
        year_from=table.year_from,
        fills_down=_fills_down(sheet, layout),
    )
    block = _distinct(_block(placement, layout.kind, table), layout.kind, table)
    own_rows = frozenset(shaped.rows[index] for index in placement.kept)
    loaded_rows = merged.with_members(own_rows, members)
    higher = list(above.rejects(sheet, layout))
    every = [*higher, *walked.rejects, *placement.rejects]
    rejects, doubts = loaded.settled(every, loaded_rows)
    below = map(sheet.number, range(layout.bottom + 1, len(sheet.rows)))
    return loaded.LoadedSheet(
        source_file,
        sheet.name,
        kind=layout.kind.table,
        header_row=sheet.number(layout.bottom) if layout.bottom >= 0 else None,
        encoding=sheet.encoding,
        text_kind=table.text_kind,
        header_top=sheet.number(layout.top) if layout.bottom > layout.top else None,
        columns=layout.headers(),
        unmapped=list(layout.unmapped().values()),
        otherwise=layout.otherwise(),
        deadlines=layout.headers_of(layout.deadlines),
        read_columns=list(reading.columns(sheet, layout)),
        blocks={layout.kind.table: block},
        rejects=rejects,
        doubts=[
            *placing_doubts.doubts(placement),
            *placeholders.doubts(received),
            *merged.doubts(members, layout.names.get(layout.entry_column)),
            *doubts,
        ],
        numbers=frozenset([*below, *(remark.row for remark in higher if remark.row)]),
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


def _block(placement: resolve.Placement, kind: kinds.Kind, table: Table) -> loaded.Block:
    """The rows of the raw table, without the columns that say where the file stood."""
    found, fields = placement.parts, placement.parts.fields
    columns: loaded.Block = {
        kind.column(name): texts for name, texts in fields.items() if name in kind.fields
    }
    if any("category" in heading for heading in found.headings):
        said = [heading.get("category") for heading in found.headings]
        columns["category"] = _first_of(found.column("category"), said)
    columns |= {"source_row": found.rows, "part": found.ordinals, "part_count": found.totals}
    columns |= {"unit_text": placement.units, "register_year": placement.years}
    columns |= {"year_source": placement.sources, "register_first_year": placement.first_years}
    columns["subject_text"] = _first_of(found.column("subject_text"), found.column("issue_text"))
    columns["text_kind"] = [table.text_kind] * len(found.rows)
    columns["extra"] = found.extras
    return loaded.picked(columns, placement.kept)


def _first_of(texts: parts.Texts, others: parts.Texts) -> parts.Texts:
    return [text or other for text, other in zip(texts, others, strict=True)]


def _distinct(block: loaded.Block, kind: kinds.Kind, table: Table) -> loaded.Block:
    """The rows, or the first of each that agree in the fields a mapping calls distinct."""
    if not table.distinct:
        return block
    columns = [kind.column(name) for name in table.distinct]
    keys = zip(*(block[column] for column in columns if column in block), strict=True)
    first: dict[tuple[object, ...], int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    return loaded.picked(block, list(first.values()))


def _header_doubts(layout: headers.Layout, header_row: int | None) -> list[Remark]:
    """Columns that were guessed, named twice or not known; they bear on the header row."""
    doubts = []
    for name in layout.guessed:
        header = layout.names.get(layout.columns[name])
        reason = f"The column was taken as {name} for want of a better one."
        doubts.append(Remark(header_row, header, name, "guessed_column", reason))
    for column, name, form in layout.refused:
        reason = (
            f"The column is named like {name}, but its cells are {_FORMS[form]}; it was not read."
        )
        doubts.append(Remark(header_row, layout.names.get(column), name, "refused_column", reason))
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
