"""The names of months in the languages of registers, as a pattern and as numbers."""

from __future__ import annotations

import re
from functools import cache

from analysis import languages


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
    listed = (enumerate(language["months"], start=1) for language in languages.tables("months"))
    return {name: at for months in listed for at, names in months for name in names}
