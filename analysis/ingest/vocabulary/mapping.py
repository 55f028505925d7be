"""Mapping files: how a source that the alias list cannot read becomes raw tables."""

from __future__ import annotations

import fnmatch
import hashlib
import re
import tomllib
from pathlib import Path
from typing import Literal

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from analysis import errors
from analysis.ingest.vocabulary import kinds


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Records(_Model):
    """Where the records of a json file are."""

    path: str | None = None
    key: str = "_key"


class FromName(_Model):
    """A constant that stands in a name: the first group of `pattern`, or all it matches."""

    source: Literal["file_name", "sheet", "folder"] = Field(alias="from")
    pattern: str = "(.+)"


class Split(_Model):
    """Cells that hold several issues, split together: the n-th piece of each belongs together.

    `numbered` splits before 1. 2. (1) (2) ① ② at the start of the cell, of a line or after a
    full stop or semicolon, instead of at the separator; only numbers that count up from 1 do.
    """

    fields: tuple[str, ...]
    separator: str = ";"
    numbered: bool = False


class Extract(_Model):
    """A phrase inside a text that becomes a field and leaves `subject_text`."""

    field: str
    source: str = Field(default="issue_text", alias="from")
    pattern: str


class Lookup(_Model):
    """Another file, whose columns become `<name>.<column>` where its key fits.

    `key` are the columns of the other file, `column` those of this one where their names differ;
    several make one key.
    """

    name: str
    file: str
    key: str | tuple[str, ...]
    column: str | tuple[str, ...] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the other file that make the key."""
        return (self.key,) if isinstance(self.key, str) else self.key

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of this file that make the key, in the same order."""
        named = self.column or self.key
        return (named,) if isinstance(named, str) else named


class OnlyIf(_Model):
    """A field is taken only where a column has one of these values; else it goes to `extra`."""

    column: str
    equals: tuple[str, ...]


class Template(_Model):
    """Text with `{header}` in it, for instance `{name} ({business_id})`."""

    template: str


class Table(_Model):
    """One table that a file feeds.

    `deadlines` are the headers of all columns with due dates, the first given first; `written_by`
    says whether the unit itself wrote the entries or an inspector did (by default what the headers
    and the cells of `found_by` say).
    """

    kind: str = "registers"
    files: str = "*"
    sheets: str = "*"
    header_row: int | None = None
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
    formats: dict[str, str] = {}
    year_from: str | None = None
    distinct: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()

    def takes(self, source_file: str) -> bool:
        """Whether the table is fed by this file (path or name fits the pattern)."""
        name = source_file.rsplit("/", 1)[-1]
        return fnmatch.fnmatchcase(source_file, self.files) or fnmatch.fnmatchcase(name, self.files)

    def takes_sheet(self, sheet: str | None) -> bool:
        """Whether the table is fed by this sheet."""
        return sheet is None or fnmatch.fnmatchcase(sheet, self.sheets)


class Mapping(_Model):
    """A mapping file.

    Attributes:
        name: short name, stored with the files it read.
        description: what source it reads, for people.
        tables: the tables, in order; the first that takes a file settles its encoding.
        hash: of everything that decides how files are read.
        folder: where the file stands.
    """

    name: str
    description: str = ""
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
