"""The word lists of `wording.toml`: what in a sentence carries no identity, and what does."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.text.forms.symbols import Values, hashed
from analysis.text.rows.codes import Points, coded
from analysis.text.rows.compiling import compiled

_WORDS = Path(__file__).with_name("wording.toml")
# What a word is, as bits.
FUNCTION, ADVERSE, NEGATOR = np.uint8(1), np.uint8(2), np.uint8(4)
ORGANISATION, PERSON, PLACE = np.uint8(8), np.uint8(16), np.uint8(32)
AFFIRMATIVE = np.uint8(64)
# What a character is, as bits.
IDLE, WRONG, DONE, AT_DATE, BEGINS = (np.uint8(1 << bit) for bit in range(5))

_ENDINGS = ("organisation", "person", "place")

Bits = npt.NDArray[np.uint8]


WORD = np.dtype(
    [
        ("hash", np.uint64),
        ("groups", np.uint64),
        ("sign", np.int64),
        ("order", np.int64),
        ("start", np.int64),
        ("end", np.int64),
        ("kind", np.uint8),
    ]
)


class Words(NamedTuple):
    """The known words and characters, as compiled functions ask for them.

    `table` has a WORD for each word, ordered by hash: what it is, a bit for each group of
    synonyms it is in, a number that is one for groups that share a word (0 for none), its place
    among the negators, and where in `points` it is spelled. `parts` are the hashes of all
    stretches of synonyms; `characters` and `looks` go by code: what a character is, and which it
    may have been read for. `longest` is the length of the longest Chinese word, `longest_ending`
    of the longest with which names end.
    """

    table: npt.NDArray[np.void]
    points: Points
    parts: Values
    characters: Bits
    looks: Points
    longest: int
    longest_ending: int


@cache
def words() -> Words:
    """The word lists, read once."""
    raw = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    kinds, groups = _kinds(raw), _groups(raw["synonyms"])
    signs = _signs(groups)
    known = sorted({*kinds, *groups}, key=_hash)
    codes = coded(pa.array(known, pa.string()))
    parts = {_hash(part) for word in groups for part in _stretches(word)}
    table = np.zeros(len(known), WORD)
    table["hash"] = [_hash(word) for word in known]
    table["groups"] = [sum(1 << group for group in groups.get(word, ())) for word in known]
    table["sign"] = [signs.get(word, 0) for word in known]
    table["order"] = [_order(word, raw["negators"]) for word in known]
    table["start"], table["end"] = codes.starts[:-1], codes.starts[1:]
    table["kind"] = [kinds.get(word, 0) for word in known]
    return Words(
        table,
        codes.points,
        np.array(sorted(parts), np.uint64),
        _characters(raw, known),
        _looks(raw["confusable"]),
        max(len(word) for word in known if not word.isascii()),
        max(len(word) for kind in _ENDINGS for word in raw[f"{kind}_endings"]),
    )


def _hash(word: str) -> int:
    return int(hashed(np.array([ord(letter) for letter in word], np.uint16)))


def _order(word: str, negators: list[str]) -> int:
    return negators.index(word) if word in negators else len(negators)


def _kinds(raw: dict[str, Any]) -> dict[str, int]:
    listed = {
        FUNCTION: [*raw["function_words"], *raw["function_characters"]],
        ADVERSE: raw["adverse_words"],
        AFFIRMATIVE: raw["affirmative_words"],
        NEGATOR: raw["negators"],
        ORGANISATION: raw["organisation_endings"],
        PERSON: raw["person_endings"],
        PLACE: raw["place_endings"],
    }
    kinds: dict[str, int] = {}
    for kind, members in listed.items():
        for word in members:
            kinds[word] = kinds.get(word, 0) | int(kind)
    return kinds


def _groups(synonyms: list[list[str]]) -> dict[str, set[int]]:
    if len(synonyms) > 64:
        raise ValueError("More than 64 groups of synonyms do not fit into 64 bits.")
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(synonyms):
        for word in group:
            groups.setdefault(word, set()).add(number)
    return groups


def _signs(groups: dict[str, set[int]]) -> dict[str, int]:
    """A number from 1 on for each word, the same for groups that share a word."""
    lowest: dict[int, int] = {}

    def root(group: int) -> int:
        while lowest.get(group, group) != group:
            group = lowest[group]
        return group

    for shared in groups.values():
        first = min(map(root, shared))
        lowest.update({root(group): first for group in shared})
    return {word: root(min(shared)) + 1 for word, shared in groups.items()}


def _stretches(word: str) -> set[str]:
    size = len(word)
    return {word[start:end] for start in range(size) for end in range(start + 1, size + 1)}


def _characters(raw: dict[str, Any], known: list[str]) -> Bits:
    characters = np.zeros(1 << 16, np.uint8)
    listed = {
        IDLE: raw["function_characters"],
        WRONG: raw["adverse_characters"],
        DONE: raw["affirmative_characters"],
        AT_DATE: raw["date_tails"],
        BEGINS: [word[0] for word in known],
    }
    for bit, members in listed.items():
        characters[[ord(letter) for letter in set(members)]] |= bit
    return characters


def _looks(confusable: list[str]) -> Points:
    looks = np.arange(1 << 16).astype(np.uint16)
    for group in confusable:
        looks[[ord(letter) for letter in group]] = ord(group[0])
    return looks


@compiled
def find(points: Points, known: Words) -> int:
    """The place of a word among the known ones, or -1."""
    wanted = hashed(points)
    low, high = 0, len(known.table)
    while low < high:
        middle = (low + high) >> 1
        if known.table[middle].hash < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < len(known.table) and known.table[low].hash == wanted else -1


@compiled
def kind(points: Points, known: Words) -> np.uint8:
    """What a word is, as bits; 0 for an unknown one."""
    place = find(points, known)
    return known.table[place].kind if place >= 0 else np.uint8(0)
