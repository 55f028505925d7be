"""What is left of an exchange of words when synonyms, misreadings and function words are taken out.

An exchange of several words at once is often two synonyms side by side, or one word with a
character lost in it. Only what is left on both sides can be another name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz.distance import Levenshtein

from analysis.text import vocabulary

_TOKEN = re.compile(r"[a-z']+|[^a-z'\s]")
_LATIN = re.compile("[a-z']")
_SYNONYM_FROM = 0xF0000  # one private character per group of synonyms
_MISREAD = 0.72  # edit similarity from which two stretches of Latin words are one, misread
_NAMES_SIZE = 3  # characters gone and come from which they may name two things
_SHORT = 5  # letters; of shorter words one may only have lost or gained a letter


def residue(older: str, newer: str) -> list[tuple[str, str]] | None:
    """The stretches that differ in what they say, each with words on both sides.

    None where the two say the same in synonyms; empty where they differ by misreadings, function
    words, and words that only one of them has.
    """
    if (older + newer).isascii() and is_misread_word(older, newer):
        return []
    before, after = _spoken(older), _spoken(newer)
    if before == after:
        return None
    blocks = [
        (before[step.src_start : step.src_end], after[step.dest_start : step.dest_end])
        for step in Levenshtein.opcodes(before, after)
        if step.tag != "equal"
    ]
    left = [("".join(old), "".join(new)) for old, new in blocks if not _is_misread(old, new)]
    told = [(old, new) for old, new in left if old and new and not _is_part(old, new)]
    return told or _told_apart(left)


def _told_apart(left: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words gone here and others come there are an exchange too, where both say something."""
    gone, come = ("".join(side) for side in zip(*left, strict=True)) if left else ("", "")
    says = bool(gone and come) and len(gone) + len(come) >= _NAMES_SIZE
    is_exchange = says and sorted(gone) != sorted(come)
    return [(gone, come)] if is_exchange else []


def has_known_word(before: str, words: str, after: str) -> bool:
    """Whether a synonym or function word is, or reaches into, the words between the two."""
    text, first, last = before + words + after, len(before), len(before) + len(words)
    return any(
        found.start() < last and found.end() > first for found in _known_words(text).finditer(text)
    )


def is_misread_word(older: str, newer: str) -> bool:
    """Whether two Latin words are one with a letter or two misread."""
    if min(len(older), len(newer)) < _SHORT:
        lost = abs(len(older) - len(newer)) == 1 == Levenshtein.distance(older, newer)
        return lost and min(len(older), len(newer)) >= 3
    return Levenshtein.normalized_similarity(older, newer) >= _MISREAD


@lru_cache(maxsize=1 << 17)
def _spoken(text: str) -> tuple[str, ...]:
    """Latin words and characters without function words, synonyms as the sign of their group."""
    signs = _signs()
    return tuple(_TOKEN.findall(_known_words(text).sub(lambda found: signs[found.group()], text)))


def _known_words(text: str) -> re.Pattern[str]:
    """Any known word that the text can hold, the longest first; Latin ones whole."""
    return _mixed_words() if _LATIN.search(text) else _other_words()


@cache
def _mixed_words() -> re.Pattern[str]:
    latin = "|".join(re.escape(word) for word in _longest_first() if word.isascii())
    return re.compile(rf"(?<![a-z'])(?:{latin})(?![a-z'])|{_other_words().pattern}")


@cache
def _other_words() -> re.Pattern[str]:
    """Words that begin alike side by side, so that few are tried anywhere."""
    words = [word for word in _longest_first() if not word.isascii()]
    single = "".join(re.escape(word) for word in words if len(word) == 1)
    longer = "|".join(re.escape(word) for word in words if len(word) > 1)
    return re.compile(f"{longer}|[{single}]")


def _longest_first() -> list[str]:
    return sorted(_signs(), key=lambda word: (-len(word), word))


@cache
def _signs() -> dict[str, str]:
    """The sign of each synonym, groups that share a word being one; none of function words."""
    lowest: dict[int, int] = {}

    def root(group: int) -> int:
        while lowest.get(group, group) != group:
            group = lowest[group]
        return group

    known = vocabulary.lists()
    for shared in known.synonyms.values():
        first = min(map(root, shared))
        lowest.update({root(group): first for group in shared})
    said = {word: chr(_SYNONYM_FROM + root(min(shared))) for word, shared in known.synonyms.items()}
    return dict.fromkeys((*known.function_words, *known.function_characters), "") | said


def _is_misread(older: Sequence[str], newer: Sequence[str]) -> bool:
    if not all(token.isascii() for token in chain(older, newer)) or not older or not newer:
        return False
    return is_misread_word(" ".join(older), " ".join(newer))


def _is_part(older: str, newer: str) -> bool:
    """Whether one side is a known word and the other what a misreading left of its like."""
    return newer in _spellings().get(older, "") or older in _spellings().get(newer, "")


@cache
def _spellings() -> dict[str, str]:
    """All words of each group of synonyms, joined, by the group's sign."""
    joined: dict[str, str] = {}
    for word, sign in _signs().items():
        joined[sign] = f"{joined.get(sign, '')} {word}"
    return joined
