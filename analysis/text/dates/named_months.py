"""The names of months in the languages of registers, as a pattern and as numbers."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("months.toml")


@cache
def pattern() -> str:
    """A regular expression, without groups, for the name of any month."""
    names = sorted(_numbers(), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(map(re.escape, names)) + r")\.?"


def number(name: str) -> int:
    """1 for January in any of the languages."""
    return _numbers()[name.rstrip(".")]


@cache
def _numbers() -> dict[str, int]:
    listed: list[list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["months"]
    return {name: at for at, names in enumerate(listed, start=1) for name in names}
