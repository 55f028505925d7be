"""The names of months in the languages of registers, as a pattern and as numbers."""

from __future__ import annotations

import re
from functools import cache

from analysis import languages


@cache
def pattern(*, doubtful: bool | None = None) -> str:
    """A regular expression, without groups, for the name of any month.

    Given `doubtful` only of those that are words of another language too, or of all others.
    """
    tables = languages.tables("months")
    unsure = {name for language in tables for name in language.get("doubtful", ())}
    chosen = [name for name in _numbers() if doubtful in (None, name in unsure)]
    names = sorted(chosen, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(map(re.escape, names)) + r")\.?"


def number(name: str) -> int:
    """1 for January in any of the languages."""
    return _numbers()[name.rstrip(".")]


@cache
def _numbers() -> dict[str, int]:
    listed = (enumerate(language["months"], start=1) for language in languages.tables("months"))
    return {name: at for months in listed for at, names in months for name in names}
