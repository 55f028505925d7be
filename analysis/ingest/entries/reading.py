"""How each column with a header was read, or left unread."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.ingest.entries import loaded
from analysis.ingest.layout import content, headers, layouts
from analysis.ingest.readers.sheets import Sheet


def columns(sheet: Sheet, layout: headers.Layout) -> Iterator[loaded.Column]:
    """How each column with a header was read, or left unread."""
    width = max(layout.names, default=-1) + 1
    held = layout.held or content.of_columns(sheet.rows[layout.bottom + 1 :], width)
    fields = dict.fromkeys(layout.deadlines, "deadlines") | layout.fields()
    refused = {column: name for column, name, _ in layout.refused}
    for column, header in layouts.told_apart(layout.names).items():
        name = fields.get(column)
        how = layout.known_by.get(name) if name else None
        named_like = refused.get(column)
        yield column + 1, header, name, how, named_like, held[column].form
