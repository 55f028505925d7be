"""How a source would be read, said before anything is written; and a mapping to start from."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import errors
from analysis.ingest import proposals, readers, readings, sources
from analysis.ingest.layout import guess
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readings import SheetReading as SheetReading
from analysis.ingest.vocabulary.mapping import Mapping

_SHOWN_ROWS = 5  # rejected rows that are listed for each rule; the others are counted


@dataclass(frozen=True)
class Inspection:
    """How the files of a source would be read."""

    sheets: list[SheetReading]
    guesses: list[tuple[str, guess.Guess]]
    failed: list[tuple[str, str, str]]
    ignored: list[tuple[str, str]]

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values for json."""
        return dataclasses.asdict(self)

    def __str__(self) -> str:
        lines = [line for sheet in self.sheets for line in _said(sheet)]
        lines += [
            f"{name}: cannot be read. {cause} {remedy}" for name, cause, remedy in self.failed
        ]
        lines += [
            f"{name}: guessed from the cells: {header} → {field}?"
            for name, guessed in self.guesses
            for field, header in guessed.columns.items()
        ]
        lines += [f"{name}: passed over ({reason})" for name, reason in self.ignored]
        return "\n".join(lines)

    def mapping_text(self) -> str:
        """A mapping file (TOML) that reads the source as shown, to be edited."""
        return proposals.mapping_text(self.sheets, self.guesses)


def propose(source: Path, rules: Mapping | None = None) -> Inspection:
    """How each sheet of a file or folder would be read; nothing is written.

    Raises:
        InputError: there is nothing to read.
    """
    listing = sources.listing([source], rules)
    if not listing.files:
        raise errors.InputError(
            f"There is no register in {source}.",
            "Registers are xlsx, xlsb, xls, et, ods, docx, csv, tsv, json or parquet files.",
        )
    sheets, guesses, failed = [], [], []
    for file in listing.files:
        try:
            found = [readings.of(sheet) for sheet in sources.read_file(file, rules)]
            sheets += found
            if not any(sheet.kind for sheet in found):
                guesses += _guessed(file)
        except errors.InputError as failure:
            failed.append((file.name, failure.cause, failure.remedy))
    return Inspection(sheets, guesses, failed, list(listing.ignored))


def _guessed(file: sources.SourceFile) -> list[tuple[str, guess.Guess]]:
    """What the first table of a file with unknown headers may be."""
    found = (guess.guess(sheet) for sheet in readers.read(file.path))
    first = next(filter(None, found), None)
    return [(file.name, first)] if first else []


def _said(sheet: SheetReading) -> list[str]:
    place = sheet.source_file + (f", sheet {sheet.source_sheet}" if sheet.source_sheet else "")
    counts = (
        f"  {sheet.row_count} rows = {sheet.loaded_count} loaded + {sheet.rejected_count} rejected "
        f"+ {sheet.blank_count} blank; {sheet.issue_count} entries"
    )
    if sheet.kind is None:
        return [f"{place}: no header was recognised", counts]
    header = f"header in row {sheet.header_row}" if sheet.header_row else "named records"
    encoding = f", {sheet.encoding}" if sheet.encoding else ""
    lines = [f"{place}: {sheet.kind}, {header}{encoding}", counts]
    lines += [f"  {name} → {column}" for name, column in sheet.columns.items()]
    lines += [f"  {name} → kept in extra" for name in sheet.unmapped]
    lines.append(f"  units: {', '.join(sheet.units[:10])}{' …' if len(sheet.units) > 10 else ''}")
    lines.append(f"  years: {', '.join(map(str, sheet.years))}")
    lines += [f"  date form {form}: {count}" for form, count in list(sheet.date_forms.items())[:8]]
    if sheet.numbered_count:
        lines.append(
            f"  {sheet.numbered_count} cells hold several problems: split them with "
            "[[tables.splits]] numbered = true in a mapping, if each is one of its own"
        )
    lines += _remarks("rejected", sheet.rejects) + _remarks("in doubt", sheet.doubts)
    return lines


def _remarks(word: str, remarks: list[Remark]) -> list[str]:
    lines = []
    for rule, count in Counter(remark.rule for remark in remarks).items():
        same = [remark for remark in remarks if remark.rule == rule]
        where = ", ".join(str(remark.row) for remark in same[:_SHOWN_ROWS])
        more = " …" if count > _SHOWN_ROWS else ""
        lines.append(f"  {word}: {rule}, {count} (row {where}{more}): {same[0].reason}")
    return lines
