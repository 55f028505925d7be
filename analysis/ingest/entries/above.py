"""Rows above a header that look like data: they are told, not lost."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.ingest.layout import content, context
from analysis.ingest.layout.layouts import Layout
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readers.sheets import Sheet

_FEWEST = 3  # cells of a row of data; a title or a line about the table has fewer
_WIDTH_SHARE = 0.5  # share of the columns of the header that such a row fills at least
_REASON = (
    "The row stands above the names of the columns, so nothing says what its cells are. Put it "
    "below them, or say in a mapping file which row names the columns."
)


def rejects(sheet: Sheet, layout: Layout) -> Iterator[Remark]:
    """The rows above the header that hold a date or a number and are about as wide as it is."""
    least = max(_FEWEST, _WIDTH_SHARE * len(layout.names))
    for index in range(max(layout.top, 0)):
        texts = [text.strip() for text in sheet.rows[index] if text.strip()]
        is_wide = len(texts) >= least and content.is_data(sheet.rows[index])
        if is_wide and not context.labelled(sheet.rows[index]):
            yield Remark(sheet.number(index), None, texts[0], "row_above_header", _REASON)
