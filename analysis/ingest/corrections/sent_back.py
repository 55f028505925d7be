"""Filling errors go back: a workbook for each unit with the rows that it should correct."""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb
import opencc

from analysis import errors, warehouse
from analysis.ingest import readers, sources
from analysis.ingest.corrections import outbox, workbook
from analysis.ingest.readers.sheets import Cells, Sheet
from analysis.ingest.vocabulary import fields, kinds
from analysis.text.letters import script

_WORDS = Path(__file__).with_name("sent_back.toml")
_LANGUAGES = ("en", "zh-Hans", "zh-Hant")
_HIDDEN = "***"
_NAME_BYTES = 120  # of a file name; file systems take 255
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNSAFE = re.compile(r"[^\w ()（）、.-]+")


class Remark(NamedTuple):
    """One row to correct, in the order of `corrections/remarks.sql`."""

    unit: str | None
    source_file: str
    source_sheet: str | None
    source_row: int | None
    fate: str
    column_name: str | None
    value: str | None
    rule: str
    reason: str


@dataclass(frozen=True)
class _Source:
    """The sheets of one source file, by name, for showing a row as its unit wrote it."""

    sheets: dict[str | None, dict[int, Cells]]
    headers: dict[str | None, int]


def write(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[sources.SourceFile],
    folder: Path,
    marked: frozenset[str] = frozenset(),
) -> list[Path]:
    """Write the rows to correct into `folder`, one workbook for each unit; the paths written.

    A workbook of ours for a unit that has nothing left to correct is taken away; files of others
    stay. Rows of which no unit is known go back under the name of their file.

    Args:
        connection: a warehouse with its raw tables.
        files: the files just read, from which the rows are shown as they were written.
        folder: where the workbooks go; made when it is not there.
        marked: headers that a mapping marks as personal; these and those of owners, inspectors
            and reporters are shown without what stands below them.
    """
    grouped: dict[str, list[Remark]] = {}
    for remark in _remarks(connection):
        name = remark.unit or remark.source_file.rsplit("/", 1)[-1]
        grouped.setdefault(name, []).append(remark)
    names = {_file_name(name): name for name in sorted(grouped)}
    paths = {file.name: file.path for file in files}
    headers = _header_rows(connection)
    books = {
        file_name: _book(name, grouped[name], paths, headers, marked | _personal())
        for file_name, name in names.items()
    }
    return outbox.settle(folder, books, _possible(connection))


def language_of(text: str) -> str:
    """The language to answer in: `en` without Han characters, else by the script of the text."""
    han = set(_HAN.findall(text))
    if not han:
        return "en"
    simple = set(script.characters().values()) - set(script.characters())
    traditional = len(han & set(script.characters()))
    return "zh-Hant" if traditional > len(han & simple) else "zh-Hans"


def say(language: str, section: str, key: str) -> str:
    """A word or a reason of `sent_back.toml` in one of the three languages."""
    english, simplified = _texts()[section][key]
    if language == "en":
        return english
    return simplified if language == "zh-Hans" else _traditional(simplified)


@functools.cache
def _texts() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


@functools.cache
def _traditional(text: str) -> str:
    return str(opencc.OpenCC("s2twp").convert(text))


def _remarks(connection: duckdb.DuckDBPyConnection) -> Iterable[Remark]:
    rules = list(_texts()["rules"])
    found = warehouse.rows(connection, warehouse.query("corrections/remarks"), rules=rules)
    return [Remark(*row) for row in found]


def _header_rows(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str | None], int]:
    sql = (
        "select source_file, source_sheet, header_row from raw.files"
        " where header_row is not null order by all"
    )
    return {(file, sheet): row for file, sheet, row in warehouse.rows(connection, sql)}


def _file_name(name: str) -> str:
    """A file name that no unit's name can lead out of the folder or make clash with another."""
    safe = _UNSAFE.sub("_", name).strip(" .")
    cut = safe.encode()[:_NAME_BYTES].decode(errors="ignore")
    if cut != name:
        cut = f"{cut}-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:8]}"
    return f"{cut}.xlsx"


def _possible(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The names that workbooks for the units and files of this warehouse can have."""
    sql = (
        "select unit_text from raw.registers union select source_file from raw.files"
        " where source_file is not null order by all"
    )
    return {_file_name(name.rsplit("/", 1)[-1]) for (name,) in warehouse.rows(connection, sql)}


def _book(
    name: str,
    remarks: Sequence[Remark],
    paths: dict[str, Path],
    headers: dict[tuple[str, str | None], int],
    personal: frozenset[str],
) -> bytes:
    read: dict[str, dict[str | None, dict[int, Cells]]] = {}
    lines = []
    for remark in remarks:
        if remark.source_file not in read:
            read = {remark.source_file: _cells(paths.get(remark.source_file))}
        rows = read[remark.source_file].get(remark.source_sheet, {})
        header = rows.get(headers.get((remark.source_file, remark.source_sheet), 0), ())
        cells = rows.get(remark.source_row or 0, ())
        lines.append(_without_persons(remark, header, cells, personal))
    texts = (text for line in lines for text in (*line.header, *line.cells, line.source_file))
    language = language_of(" ".join([name, *texts]))
    return workbook.book(lines, functools.partial(say, language))


def _without_persons(
    remark: Remark, header: Cells, cells: Cells, personal: frozenset[str]
) -> workbook.Line:
    hidden = {at for at, name in enumerate(header) if fields.fold(name) in personal}
    kept = tuple(_HIDDEN if at in hidden and text else text for at, text in enumerate(cells))
    told = remark
    if remark.value and fields.fold(remark.column_name or "") in personal:
        told = remark._replace(value=_HIDDEN)
    return workbook.Line(*told[1:8], header=header, cells=kept)


@functools.cache
def _personal() -> frozenset[str]:
    """Headers of owners, inspectors and reporters, as they are compared."""
    found = (field for kind in kinds.every() for field in kind.fields.values() if field.personal)
    return frozenset(fields.fold(alias) for field in found for alias in field.aliases)


def _cells(path: Path | None) -> dict[str | None, dict[int, Cells]]:
    """The rows of a file by sheet and by the number a person sees; none when it cannot be read."""
    if path is None:
        return {}
    try:
        return {sheet.name: _numbered(sheet) for sheet in readers.read(path)}
    except errors.InputError:
        return {}


def _numbered(sheet: Sheet) -> dict[int, Cells]:
    return {sheet.number(index): row for index, row in enumerate(sheet.rows)}
