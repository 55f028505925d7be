"""The words by which rows and titles are known, as patterns over plain text."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from pathlib import Path

from analysis import languages
from analysis.text.letters import script

_FILE = Path(__file__).with_name("words.toml")


@functools.cache
def listed(name: str) -> tuple[str, ...]:
    """The words of one list in every language, longest first, so that the longest is found."""
    words: list[str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    spoken = (
        plain(word) for language in languages.tables("words") for word in language.get(name, [])
    )
    return tuple(sorted({*words, *spoken}, key=lambda word: (-len(word), word)))


@functools.cache
def either(*names: str) -> str:
    """A regular expression for any word of the lists; a space in a word is any white space."""
    words = sorted((word for name in names for word in listed(name)), key=lambda word: -len(word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


def plain(text: str) -> str:
    """The text in Simplified script, half width and lower case, of the same length."""
    if text.isascii():
        return text.lower()
    return text.translate(_levelled())


def spellings(letters: frozenset[str]) -> frozenset[str]:
    """The characters whose plain form is one of these."""
    return letters | {chr(point) for point, new in _levelled().items() if new in letters}


@functools.cache
def _levelled() -> dict[int, str]:
    """One character for one: script, width and case."""
    table = {ord(old): new for old, new in script.characters().items()}
    for point in range(0xFF01, 0xFF5F):
        table[point] = unicodedata.normalize("NFKC", chr(point)).lower()
    table[0x3000] = " "
    table.update({point: chr(point).lower() for point in range(ord("A"), ord("Z") + 1)})
    table.update(
        {point: low for point in range(0xC0, 0x250) if len(low := chr(point).lower()) == 1}
    )
    return table
