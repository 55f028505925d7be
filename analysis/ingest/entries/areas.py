"""Columns of areas (`Area`, `Audit area`, `Área`) as units, where nothing else names one."""

from __future__ import annotations

from dataclasses import replace

from analysis.ingest.layout import context, layouts
from analysis.ingest.layout.layouts import Layout
from analysis.ingest.readers.sheets import Cells, Sheet
from analysis.ingest.vocabulary import fields

_LENT = ("category", "place_text")
"""Fields whose column may name units as well."""


def as_units(source_file: str, sheet: Sheet, layout: Layout) -> Layout:
    """The layout, its column of areas taken for the units unless a title or a name has one."""
    if "unit" in layout.columns or "unit" not in layout.kind.fields or layout.top < 0:
        return layout
    titles = [*sheet.titles, *sheet.rows[: layout.top]]
    said = context.of_sheet(source_file, sheet.name, titles).unit
    column = None if said and not said.source.endswith("?") else _column(layout, sheet)
    if column is None:
        return layout
    kept = {name: at for name, at in layout.columns.items() if at != column}
    known_by = {name: how for name, how in layout.known_by.items() if name in kept}
    return replace(
        layout,
        columns={**kept, "unit": column},
        known_by={**known_by, "unit": layouts.GENERAL},
    )


def _column(layout: Layout, sheet: Sheet) -> int | None:
    """The column of areas whose header may also name units."""
    rows: tuple[Cells, ...] = tuple(sheet.rows[layout.top : layout.bottom + 1])
    offers = fields.offered_by(rows, layout.kind)
    lent = [layout.columns[name] for name in _LENT if name in layout.columns]
    return next((at for at in lent if at < len(offers) and "unit" in offers[at]), None)
