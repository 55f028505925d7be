"""A mapping file to start from: it names each sheet, and reads it exactly as it was read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from analysis.ingest.layout import guess
from analysis.ingest.readings import SheetReading

_HEAD = """\
# How these files are read. Edit the right-hand sides; a header that is not named here is kept in
# `extra`. Files and sheets that no table names are read as usual, unless you write `only = true`.
# Every setting with an example: docs/mappings.md.
name = "mine"
description = ""
"""


def mapping_text(sheets: Sequence[SheetReading], guesses: Sequence[tuple[str, guess.Guess]]) -> str:
    """A mapping file (TOML) that reads the sheets as shown; guesses stand in it to be checked."""
    names = {sheet.source_file for sheet in sheets} | {name for name, _ in guesses}
    lines = [_HEAD.rstrip()]
    for sheet, pattern in _distinct(sheets):
        lines += _table(sheet, _file(sheet.source_file, names), pattern)
    for name, guessed in guesses:
        lines += _guessed_table(_file(name, names), guessed)
    return "\n".join(lines) + "\n"


def _distinct(sheets: Sequence[SheetReading]) -> Iterator[tuple[SheetReading, str | None]]:
    """Each sheet with its name; one for all sheets of a file where all are laid out alike."""
    by_file: dict[str, list[SheetReading]] = {}
    for sheet in sheets:
        by_file.setdefault(sheet.source_file, []).append(sheet)
    for own in by_file.values():
        alike = len({_layout(sheet) for sheet in own}) == 1 and len(own) > 1
        for sheet in own[:1] if alike else own:
            if sheet.kind:
                yield sheet, "*" if alike else sheet.source_sheet


def _layout(sheet: SheetReading) -> tuple[object, ...]:
    others = json.dumps([sheet.otherwise, sheet.deadlines])
    return sheet.kind, tuple(sheet.columns.items()), sheet.header_row, sheet.header_top, others


def _file(name: str, names: set[str]) -> str:
    """The file's own name; with its folder where another file has the same."""
    last = name.rsplit("/", 1)[-1]
    return name if sum(other.rsplit("/", 1)[-1] == last for other in names) > 1 else last


def _table(sheet: SheetReading, file: str, pattern: str | None) -> list[str]:
    """One [[tables]] entry."""
    lines = ["", "[[tables]]", f"kind = {_quoted(sheet.kind or '')}", f"files = {_quoted(file)}"]
    if pattern:
        lines.append(f"sheets = {_quoted(pattern)}")
    if sheet.header_row:
        rows = f"[{sheet.header_top}, {sheet.header_row}]" if sheet.header_top else sheet.header_row
        lines.append(f"header_row = {rows}")
    if sheet.encoding:
        lines.append(f"encoding = {_quoted(sheet.encoding)}")
    if sheet.deadlines:
        lines.append(f"deadlines = {_quoted(sheet.deadlines)}")
    lines += ["", "[tables.columns]", *_columns(sheet.columns)]
    lines += [f"# … = {_quoted(header)}" for header in sheet.unmapped]
    if sheet.otherwise:
        lines += ["", "[tables.otherwise]"]
        lines += [f"{name} = {_quoted(headers)}" for name, headers in sheet.otherwise.items()]
    return lines + _splits(sheet) + _constants(sheet)


def _columns(columns: dict[str, str]) -> Iterator[str]:
    """Field and header; of several columns of a field a list, in the order they are joined."""
    headers: dict[str, list[str]] = {}
    for header, name in columns.items():
        headers.setdefault(name, []).append(header)
    for name, named in headers.items():
        yield f"{name} = {_quoted(named[0] if len(named) == 1 else named)}"


def _splits(sheet: SheetReading) -> list[str]:
    """How cells that hold several problems would be split; nobody but a person can say whether."""
    if not sheet.numbered_count:
        return []
    return [
        "",
        f"# {sheet.numbered_count} cells hold a list of several problems (1. … 2. …). If each is",
        "# a problem of its own, split them with:",
        "# [[tables.splits]]",
        '# fields = ["issue_text"]',
        "# numbered = true",
    ]


def _constants(sheet: SheetReading) -> list[str]:
    found = {"unit": sheet.units, "register_year": list(map(str, sheet.years))}
    missing = [name for name in found if name not in sheet.columns.values() and found[name]]
    if not missing or sheet.kind != "registers":
        return []
    lines = ["", "# Found in titles or names; remove what should be found anew in each file."]
    return [
        *lines,
        "# [tables.constants]",
        *(f"# {at} = {_quoted(found[at][0])}" for at in missing),
    ]


def _guessed_table(file: str, guessed: guess.Guess) -> list[str]:
    """One [[tables]] entry for headers that nobody knows, to be looked at closely."""
    lines = ["", "# No header was known: these fields are guessed from the cells. Check each."]
    lines += ["[[tables]]", 'kind = "registers"', f"files = {_quoted(file)}"]
    if guessed.header_row:
        lines.append(f"header_row = {guessed.header_row}")
    lines += ["", "[tables.columns]"]
    lines += [f"{field} = {_quoted(header)}" for field, header in guessed.columns.items()]
    return lines + [f"# … = {_quoted(header)}" for header in guessed.others]


def _quoted(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
