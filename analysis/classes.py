"""Every class with what it means, from the one table `match/classes.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

_FILE = Path(__file__).parent / "match" / "classes.toml"


class Reuse(NamedTuple):
    """A reuse class (axis T); `class_order` counts from 1, the nearest copy first."""

    reuse_class: str
    class_order: int
    is_copy: bool
    is_followed: bool
    is_same_problem: bool
    is_cross_unit: bool
    is_progress: bool
    drifts: bool
    needs_facts: bool
    takes_facts: bool


class Shown(NamedTuple):
    """A class that people see; the columns are explained in the table's head."""

    shown_class: str
    class_group: str
    advice: str | None
    review: str | None
    is_doubtful: bool
    is_declared: bool
    keeps_dates: bool
    needs_two: bool
    says_cured: bool


def content() -> bytes:
    """The table as it is written: who changes it changes what links are called."""
    return _FILE.read_bytes()


@cache
def reuse() -> dict[str, Reuse]:
    """The reuse classes by name, in the order of preference."""
    return {
        name: Reuse(name, place, *_marks(marks, Reuse._fields[2:]))
        for place, (name, marks) in enumerate(_table()["reuse"].items(), start=1)
    }


@cache
def shown() -> dict[str, Shown]:
    """The classes that people see, by name."""
    return {
        name: Shown(
            name,
            said["group"],
            said.get("advice"),
            said.get("review"),
            *_marks(said.get("marks", []), Shown._fields[4:]),
        )
        for name, said in _table()["shown"].items()
    }


def tables() -> dict[str, pa.Table]:
    """`reuse_classes` and `shown_classes` as Arrow tables, for queries to join."""
    return {
        "reuse_classes": pa.Table.from_pylist([row._asdict() for row in reuse().values()]),
        "shown_classes": pa.Table.from_pylist([row._asdict() for row in shown().values()]),
    }


def _marks(said: list[str], known: tuple[str, ...]) -> list[bool]:
    unknown = set(said) - set(known)
    if unknown:
        raise ValueError(f"{_FILE.name}: no class has the mark {', '.join(sorted(unknown))}")
    return [mark in said for mark in known]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
