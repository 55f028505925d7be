"""The word lists of `wording.toml`: what in a sentence carries no identity, and what does."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).with_name("wording.toml")


@dataclass(frozen=True)
class Lists:
    """The word lists of `wording.toml`, ready to be asked."""

    function_characters: frozenset[str]
    function_words: frozenset[str]
    date_tails: frozenset[str]
    negators: tuple[str, ...]
    negator_characters: frozenset[str]
    adverse_characters: frozenset[str]
    adverse_words: frozenset[str]
    affirmative_characters: frozenset[str]
    synonyms: dict[str, frozenset[int]]
    synonym_parts: frozenset[str]
    endings: dict[str, tuple[str, ...]]
    object_followers: tuple[str, ...]
    object_leaders: tuple[str, ...]
    measure_words: frozenset[str]
    confusable: dict[int, str]


@cache
def lists() -> Lists:
    """The word lists, read once."""
    raw = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(raw["synonyms"]):
        for word in group:
            groups.setdefault(word, set()).add(number)
    return Lists(
        function_characters=frozenset(raw["function_characters"]),
        function_words=frozenset(raw["function_words"]),
        date_tails=frozenset(raw["date_tails"]),
        negators=tuple(raw["negators"]),
        negator_characters=frozenset(sign[0] for sign in raw["negators"]),
        adverse_characters=frozenset(raw["adverse_characters"]),
        adverse_words=frozenset(raw["adverse_words"]),
        affirmative_characters=frozenset(raw["affirmative_characters"]),
        synonyms={word: frozenset(numbers) for word, numbers in groups.items()},
        synonym_parts=frozenset(part for word in groups for part in _parts(word)),
        endings={
            kind: tuple(raw[f"{kind}_endings"]) for kind in ("organisation", "person", "place")
        },
        object_followers=tuple(raw["object_followers"]),
        object_leaders=tuple(raw["object_leaders"]),
        measure_words=frozenset(raw["measure_words"]),
        confusable={ord(letter): group[0] for group in raw["confusable"] for letter in group},
    )


def _parts(word: str) -> set[str]:
    """Every stretch of a word, itself included."""
    size = len(word)
    return {word[start:end] for start in range(size) for end in range(start + 1, size + 1)}
