"""How a source would be read, said before anything is written; and a mapping to start from."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import errors
from analysis.ingest import readers, sources
from analysis.ingest.entries import loaded
from analysis.ingest.layout import guess
from analysis.ingest.layout.walk import Remark
from analysis.ingest.vocabulary import kinds
from analysis.ingest.vocabulary.mapping import Mapping

_SHOWN_ROWS = 5  # rejected rows that are listed for each rule; the others are counted


@dataclass(frozen=True)
class SheetReading:
    """How one sheet would be read.

    Attributes:
        columns: field by header.
        unmapped: headers that no field takes.
        date_forms: how often each form of date stands in it, digits as 9.
        units: the units found.
        years: the register years found.
        rejects: one for each rejected row.
        doubts: what a person should look at.
    """

    source_file: str
    source_sheet: str | None
    kind: str | None
    encoding: str | None
    header_row: int | None
    columns: dict[str, str]
    unmapped: list[str]
    date_forms: dict[str, int]
    units: list[str]
    years: list[int]
    row_count: int
    loaded_count: int
    rejected_count: int
    blank_count: int
    issue_count: int
    rejects: list[Remark]
    doubts: list[Remark]


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
        lines = [
            "# How these files are read. Edit the right-hand sides; every header that is not named",
            "# here is kept in `extra`. Fields of each kind: see docs/data-model.md, raw.",
            'name = "mine"',
            'description = ""',
        ]
        for sheet in _distinct(self.sheets):
            lines += _table(sheet)
        for name, guessed in self.guesses:
            lines += _guessed_table(name, guessed)
        return "\n".join(lines) + "\n"


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
            found = [_reading(sheet) for sheet in sources.read_file(file, rules)]
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


def _reading(sheet: loaded.LoadedSheet) -> SheetReading:
    rows = sheet.rows.get(sheet.kind or "", [])
    return SheetReading(
        source_file=sheet.source_file,
        source_sheet=sheet.source_sheet,
        kind=sheet.kind,
        encoding=sheet.encoding,
        header_row=sheet.header_row,
        columns=sheet.columns,
        unmapped=sheet.unmapped,
        date_forms=_date_forms(sheet.kind, rows),
        units=sorted({str(row["unit_text"]) for row in rows if row.get("unit_text")}),
        years=sorted({int(str(row["register_year"])) for row in rows if row.get("register_year")}),
        row_count=sheet.row_count,
        loaded_count=sheet.loaded_count,
        rejected_count=sheet.rejected_count,
        blank_count=sheet.blank_count,
        issue_count=sheet.issue_count,
        rejects=sheet.rejects,
        doubts=sheet.doubts,
    )


def _date_forms(kind: str | None, rows: list[loaded.Row]) -> dict[str, int]:
    """Forms of the dates in all date columns, the commonest first."""
    if kind is None:
        return {}
    described = kinds.named(kind)
    columns = [described.column(name) for name, f in described.fields.items() if f.type == "date"]
    texts = (str(row[column]) for row in rows for column in columns if row.get(column))
    counts = Counter(re.sub(r"\d", "9", text) for text in texts)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


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


def _distinct(sheets: list[SheetReading]) -> list[SheetReading]:
    """One sheet of each layout, so that twelve sheets alike give one table."""
    first: dict[tuple[Any, ...], SheetReading] = {}
    for sheet in sheets:
        key = (sheet.source_file, sheet.kind, tuple(sheet.columns), sheet.header_row)
        if sheet.kind:
            first.setdefault(key, sheet)
    return list(first.values())


def _table(sheet: SheetReading) -> list[str]:
    """One [[tables]] entry."""
    lines = ["", "[[tables]]", f"kind = {_quoted(sheet.kind or '')}"]
    lines.append(f"files = {_quoted(sheet.source_file.rsplit('/', 1)[-1])}")
    if sheet.source_sheet:
        lines.append(f"sheets = {_quoted('*')}  # for instance {_quoted(sheet.source_sheet)}")
    if sheet.header_row:
        lines.append(f"header_row = {sheet.header_row}")
    if sheet.encoding:
        lines.append(f"encoding = {_quoted(sheet.encoding)}")
    lines += ["", "[tables.columns]"]
    lines += [f"{name} = {_quoted(header)}" for header, name in sheet.columns.items()]
    lines += [f"# … = {_quoted(header)}" for header in sheet.unmapped]
    found = {"unit": sheet.units, "register_year": list(map(str, sheet.years))}
    missing = [name for name in found if name not in sheet.columns.values() and found[name]]
    if missing and sheet.kind == "registers":
        lines += ["", "# Found in titles or names; remove what should be found anew in each file."]
        lines += ["# [tables.constants]"]
        lines += [f"# {name} = {_quoted(found[name][0])}" for name in missing]
    return lines


def _guessed_table(name: str, guessed: guess.Guess) -> list[str]:
    """One [[tables]] entry for headers that nobody knows, to be looked at closely."""
    lines = ["", "# No header was known: these fields are guessed from the cells. Check each."]
    lines += ["[[tables]]", 'kind = "registers"', f"files = {_quoted(name.rsplit('/', 1)[-1])}"]
    if guessed.header_row:
        lines.append(f"header_row = {guessed.header_row}")
    lines += ["", "[tables.columns]"]
    lines += [f"{field} = {_quoted(header)}" for field, header in guessed.columns.items()]
    return lines + [f"# … = {_quoted(header)}" for header in guessed.others]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
