"""Phrases that an item of a plan shares with a problem, where few others have them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis import settings
from analysis.planning import tokens
from analysis.planning.tokens import Tokens

_HAN_LENGTH, _WORD_LENGTH = 4, 3
_MASK = "⟨"
_START = "^"


class Item(NamedTuple):
    """An item of a plan: its tokens, and whether it is coarse (contract, ruling 10)."""

    tokens: Tokens
    is_coarse: bool


class Shared(NamedTuple):
    """A problem, the words that an item shares with it, and how many tokens these are."""

    problem_id: str
    words: str
    token_count: int


def shared(
    items: Mapping[str, Item],
    problems: Mapping[str, list[Tokens]],
    limits: settings.Planning,
) -> dict[str, list[Shared]]:
    """For each item of one plan the recurring problems with which it shares a telling phrase.

    A phrase is four Han characters or three words that stand in both. It tells something if at
    most `phrase_problems` problems in the reach of the plan, and `phrase_items` of its items,
    have it: what stands in more is how the bureau writes. In a coarse item the phrase
    must make up `phrase_share` of the item or of the problem: else everyday words would do.
    """
    having: defaultdict[Tokens, set[str]] = defaultdict(set)
    for problem, texts in problems.items():
        for phrase in {phrase for text in texts for phrase in _phrases(text)}:
            having[phrase].add(problem)
    own = {item: set(_phrases(said.tokens)) for item, said in items.items()}
    used = Counter(phrase for phrases in own.values() for phrase in phrases)
    telling = {
        phrase
        for phrase, count in used.items()
        if count <= limits.phrase_items
        and 0 < len(having.get(phrase, ())) <= limits.phrase_problems
    }
    found = {
        item: _found(items[item].tokens, {phrase: having[phrase] for phrase in phrases & telling})
        for item, phrases in own.items()
    }
    return {
        item: [one for one in shared if _is_enough(one, items[item], problems, limits)]
        for item, shared in found.items()
    }


def _is_enough(
    one: Shared,
    item: Item,
    problems: Mapping[str, list[Tokens]],
    limits: settings.Planning,
) -> bool:
    shortest = min(len(item.tokens), *map(len, problems[one.problem_id]))
    return not item.is_coarse or one.token_count >= limits.phrase_share * shortest


def _phrases(text: Tokens) -> Iterable[Tokens]:
    """Stretches without a number; what follows one (`个工作日`) is what it counts, no subject."""
    length = _HAN_LENGTH if tokens.is_han(text) else _WORD_LENGTH
    return (
        part[1:]
        for part in tokens.windows((_START, *text), length + 1)
        if not any(_MASK in token for token in part)
    )


def _found(text: Tokens, telling: Mapping[Tokens, set[str]]) -> list[Shared]:
    """The longest shared stretch with each problem that has a telling phrase."""
    problems = sorted({problem for having in telling.values() for problem in having})
    return [
        _longest(text, {phrase for phrase, having in telling.items() if problem in having}, problem)
        for problem in problems
    ]


def _longest(text: Tokens, phrases: set[Tokens], problem: str) -> Shared:
    """Phrases that overlap in the item are shown as one."""
    best: Tokens = ()
    length = len(next(iter(phrases)))
    start, end = 0, 0
    for at in range(len(text) - length + 1):
        if text[at : at + length] in phrases:
            start, end = (
                (start, at + length) if at <= end - length + 1 and end else (at, at + length)
            )
            best = max(best, text[start:end], key=len)
    return Shared(problem, tokens.joined(best), len(best))
