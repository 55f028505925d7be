"""How grave the words are by which registers grade problems, as a number from 1 to 4."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.text.letters import characters, script

_WORDS = Path(__file__).with_name("severities.toml")
_GREATEST = 10  # a number above it is no grade
_SCHEMA = pa.schema(
    [("severity", pa.string()), ("severity_level", pa.float64()), ("is_said", pa.bool_())]
)


def table(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """One row per grade that a register gives: `severity`, `severity_level`, `is_said`."""
    received = warehouse.rows(connection, warehouse.query("planning/severities"))
    rows = [_row(severity) for (severity,) in received]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def level(severity: str | None) -> float | None:
    """How grave a word is, 1 (slight) to 4 (grave); None where nobody said, or it is unknown."""
    folded = characters.lower(characters.level_text(script.simplify_text(severity or ""))).strip()
    if folded.isdecimal() and 0 < int(folded) <= _GREATEST:
        return float(folded)
    return _levels().get(folded)


def unsaid() -> float:
    """The level of a problem that no register graded."""
    return float(_known()["unsaid"])


def _row(severity: str | None) -> dict[str, object]:
    found = level(severity)
    return {
        "severity": severity,
        "severity_level": unsaid() if found is None else found,
        "is_said": found is not None,
    }


@functools.cache
def _levels() -> dict[str, float]:
    return {word: float(number) for number, words in _known()["levels"].items() for word in words}


@functools.cache
def _known() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
