"""Mapping files: how a source that the alias list cannot read becomes raw tables."""

from __future__ import annotations

import fnmatch
import hashlib
import re
import tomllib
from pathlib import Path
from typing import Literal

import pydantic
from pydantic import BaseModel

from analysis import errors
from analysis.ingest.vocabulary import kinds
from analysis.ingest.vocabulary.rules import (
    Extract,
    FromName,
    Lookup,
    OnlyIf,
    Records,
    Rule,
    Split,
    Template,
)


class Table(Rule):
    """One table that a file feeds.

    `deadlines` are the headers of all columns with due dates, the first given first; `written_by`
    says whether the unit itself wrote the entries or an inspector did (by default what the headers
    and the cells of `found_by` say).
    """

    kind: str = "registers"
    files: str = "*"
    sheets: str = "*"
    header_row: int | tuple[int, int] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    records: Records = Records()
    text_kind: Literal["own", "catalogue"] = "own"
    written_by: Literal["unit", "inspector"] | None = None
    deadlines: tuple[str, ...] = ()
    columns: dict[str, str | tuple[str, ...] | Template] = {}
    optional: tuple[str, ...] = ()
    constants: dict[str, str | int | FromName] = {}
    splits: tuple[Split, ...] = ()
    extracts: tuple[Extract, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    only_if: dict[str, OnlyIf] = {}
    fallbacks: dict[str, str] = {}
    otherwise: dict[str, tuple[str, ...]] = {}
    formats: dict[str, str] = {}
    year_from: str | None = None
    distinct: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()

    def takes(self, source_file: str) -> bool:
        """Whether the table is fed by this file (path or name fits the pattern)."""
        return any(_fits(name, self.files) for name in (source_file, source_file.split("/")[-1]))

    def takes_sheet(self, sheet: str | None) -> bool:
        """Whether the table is fed by this sheet."""
        return sheet is None or _fits(sheet, self.sheets)

    @property
    def header_rows(self) -> tuple[int, int] | None:
        """The numbers of the first and the last header row."""
        return (self.header_row,) * 2 if isinstance(self.header_row, int) else self.header_row


class Mapping(Rule):
    """A mapping file.

    Attributes:
        name: short name, stored with the files it read.
        description: what source it reads, for people.
        only: pass over files and sheets that no table takes, instead of reading them as usual.
        tables: the tables, in order; the first that takes a file settles its encoding.
        hash: of everything that decides how files are read.
        folder: where the file stands.
    """

    name: str
    description: str = ""
    only: bool = False
    tables: tuple[Table, ...]
    hash: str = ""


def read(path: Path) -> Mapping:
    """The mapping in a TOML file.

    Raises:
        InputError: it is not TOML, or holds names or fields that do not exist; says which do.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as failure:
        raise errors.InputError(
            f"The mapping file {path} cannot be read: {failure}.",
            "Mapping files are TOML in UTF-8; data/mappings holds examples.",
        ) from failure
    data.setdefault("name", path.stem)
    try:
        mapping = Mapping.model_validate({**data, "hash": digest(text)})
    except pydantic.ValidationError as failure:
        raise errors.InputError(f"The mapping file {path}: {_first(failure)}.") from failure
    _check_fields(mapping, path)
    return mapping


def _fits(name: str, pattern: str) -> bool:
    """Whether a name is the pattern, brackets and all, or fits it (`*`, `?`, `[…]`)."""
    return name == pattern or fnmatch.fnmatchcase(name, pattern)


def digest(text: str = "") -> str:
    """Hash (16 hexadecimal digits) of a mapping's text and of the bundled kinds."""
    bundled = "".join(kind.model_dump_json() for kind in kinds.every())
    return hashlib.sha256((text + "\0" + bundled).encode()).hexdigest()[:16]


def _first(failure: pydantic.ValidationError) -> str:
    """The first fault in words; an unknown key is answered with the valid ones."""
    fault = failure.errors()[0]
    where = ".".join(str(part) for part in fault["loc"])
    if fault["type"] != "extra_forbidden":
        return f"{where}: {fault['msg']}"
    inner: dict[str, type[BaseModel]] = {
        "tables": Table,
        "splits": Split,
        "extracts": Extract,
        "lookups": Lookup,
        "only_if": OnlyIf,
        "records": Records,
    }
    model: type[BaseModel] = Mapping
    for part in fault["loc"][:-1]:
        model = inner.get(str(part), model)
    valid = [entry.alias or name for name, entry in model.model_fields.items() if name != "hash"]
    return f"{where}: no such setting; valid are {', '.join(valid)}"


def _check_fields(mapping: Mapping, path: Path) -> None:
    tables = [kind.table for kind in kinds.every()]
    for table in mapping.tables:
        if table.kind not in tables:
            raise errors.InputError(
                f"The mapping file {path}: kind '{table.kind}' does not exist; "
                f"valid are {', '.join(tables)}."
            )
        valid = kinds.named(table.kind).fields
        unknown = [name for name in _named_fields(table) if name not in valid]
        if unknown:
            raise errors.InputError(
                f"The mapping file {path}: {table.kind} have no field '{unknown[0]}'; "
                f"valid are {', '.join(valid)}."
            )
        _check_patterns(table, path)


def _named_fields(table: Table) -> list[str]:
    return [
        *table.columns,
        *table.constants,
        *(name for split in table.splits for name in split.fields),
        *(name for extract in table.extracts for name in (extract.field, extract.source)),
        *table.only_if,
        *table.fallbacks,
        *table.fallbacks.values(),
        *table.otherwise,
        *table.formats,
        *filter(None, [table.year_from]),
        *table.distinct,
    ]


def _check_patterns(table: Table, path: Path) -> None:
    patterns = [extract.pattern for extract in table.extracts]
    patterns += [rule.pattern for rule in table.constants.values() if isinstance(rule, FromName)]
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as failure:
            raise errors.InputError(
                f"The mapping file {path}: '{pattern}' is no regular expression ({failure})."
            ) from failure
