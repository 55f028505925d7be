"""What a status says of a problem: closed, open, or ended uncured; from one table of words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from analysis import languages
from analysis.text.letters import script

_FILE = Path(__file__).parent / "ingest" / "vocabulary" / "states.toml"
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SHARE = re.compile(r"(\d+(?:\.\d+)?) ?%")


class State(NamedTuple):
    """A state and what it means; the marks are explained in the head of `states.toml`."""

    state: str
    is_cured: bool
    is_open: bool


class _Said(NamedTuple):
    """A word found in a status: where, and the state that it speaks for."""

    start: int
    end: int
    state: str


@cache
def states() -> dict[str, State]:
    """The states by name, the one that counts first where several are said before the others."""
    return {
        name: State(name, "is_cured" in marks, "is_open" in marks)
        for name, marks in _table()["states"].items()
    }


def table() -> pa.Table:
    """The states for SQL to join."""
    return pa.Table.from_pylist([state._asdict() for state in states().values()])


def read(texts: pa.Array) -> pa.Array:
    """The state that each status says; missing where its words say none."""
    plain = script.simplify(texts).to_pylist()
    return pa.array([None if text is None else read_text(text) for text in plain], pa.string())


def read_text(text: str) -> str | None:
    """The state that one status in Simplified script says.

    Of several words the state that `states.toml` lists first counts; "closed" that is denied, or
    beside a share below 100 %, is open.
    """
    plain = _plain(text)
    whole = _whole().get(plain.strip(" .。!;；"))
    if whole:
        return whole
    found = {_turned(said, plain) for said in _longest(plain)} - {"neutral"}
    if "closed" in found and any(float(share) < 100 for share in _SHARE.findall(plain)):
        found.add("open")
    return next((name for name in states() if name in found), None)


def _plain(text: str) -> str:
    """Half width, lower case, without accents; each kind of white space is one space.

    Marks of kana stay: without them が would be か.
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    parts = unicodedata.normalize("NFD", folded)
    bare = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", parts)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", bare)).strip()


def _longest(plain: str) -> list[_Said]:
    """The words said, without those that a longer word hides."""
    found = [
        _Said(match.start(1), match.end(1), state)
        for state, pattern in _patterns().items()
        for match in pattern.finditer(plain)
    ]
    return [
        one
        for one in found
        if not any(
            other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in found
        )
    ]


def _turned(said: _Said, plain: str) -> str:
    """The state of a word, turned where it is denied just before."""
    if said.state != "closed":
        return said.state
    negation = _table()["negation"]
    if _EAST.match(plain[said.start]):
        before = plain[max(0, said.start - negation["near_characters"]) : said.start]
        is_denied = any(word in re.split(r"[,，;；。、]", before)[-1] for word in negation["near"])
    else:
        clause = re.split(r"[,;.:]", plain[: said.start])[-1]
        is_denied = bool(set(clause.split()[-negation["near_words"] :]) & set(negation["words"]))
    return "open" if is_denied else "closed"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """For each state its words, also those that overlap, the longest at each place."""
    words: dict[str, list[str]] = _table()["words"]
    return {state: re.compile(f"(?=({_either(listed)}))") for state, listed in words.items()}


def _either(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_of_word(word) for word in ordered)


def _of_word(word: str) -> str:
    """A word as a pattern: whole in alphabetic scripts, anywhere in those of the East."""
    if _EAST.search(word):
        return re.escape(word)
    stem = re.escape(word.removesuffix("*"))
    return rf"(?<![\w]){stem}" + (r"\w*" if word.endswith("*") else r"(?![\w])")


@cache
def _whole() -> dict[str, str]:
    return {word: state for state, words in _table()["whole"].items() for word in words}


@cache
def _table() -> dict[str, Any]:
    """The table of all languages: what a language has of its own behind what stands there."""
    table: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for language in languages.tables("states"):
        for part, lists in language.items():
            for name, words in lists.items():
                table[part][name] = [*table[part].get(name, []), *words]
    return table
