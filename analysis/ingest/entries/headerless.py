"""Sheets in which no row names its columns: every row is accounted for, none is loaded."""

from __future__ import annotations

from analysis.ingest.entries import loaded
from analysis.ingest.layout import guess
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readers.sheets import Sheet, is_blank


def account(source_file: str, sheet: Sheet) -> loaded.LoadedSheet:
    """A sheet in which no row names its columns: every row is accounted for, none is loaded."""
    reason = (
        "No row names the columns of a register. Name them (for instance 序号, 存在问题, "
        f"整改措施), or say in a mapping file which they are.{_candidate(sheet)}"
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


def _candidate(sheet: Sheet) -> str:
    """The column that may be the issue, by its name, where its cells allow a guess."""
    likeliest = guess.guess(sheet)
    if likeliest is None:
        return ""
    header = likeliest.columns["issue_text"]
    return f" The column '{header}' may hold the problems; `inspect --write-mapping` proposes it."
