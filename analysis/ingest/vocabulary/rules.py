"""Rules that a table of a mapping file may hold: constants, splits, extracts, lookups."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Rule(BaseModel):
    """A part of a mapping file; a setting that does not exist is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Records(Rule):
    """Where the records of a json file are."""

    path: str | None = None
    key: str = "_key"


class FromName(Rule):
    """A constant that stands in a name: the first group of `pattern`, or all it matches."""

    source: Literal["file_name", "sheet", "folder"] = Field(alias="from")
    pattern: str = "(.+)"


class Split(Rule):
    """Cells that hold several issues, split together: the n-th piece of each belongs together.

    `numbered` splits before 1. 2. (1) (2) ① ② at the start of the cell, of a line or after a
    full stop or semicolon, instead of at the separator; only numbers that count up from 1 do.
    """

    fields: tuple[str, ...]
    separator: str = ";"
    numbered: bool = False


class Extract(Rule):
    """A phrase inside a text that becomes a field and leaves `subject_text`."""

    field: str
    source: str = Field(default="issue_text", alias="from")
    pattern: str


class Lookup(Rule):
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


class OnlyIf(Rule):
    """A field is taken only where a column has one of these values; else it goes to `extra`."""

    column: str
    equals: tuple[str, ...]


class Template(Rule):
    """Text with `{header}` in it, for instance `{name} ({business_id})`."""

    template: str
