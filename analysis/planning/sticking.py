"""Which sentences of a plan stand in an earlier one word for word, dates apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from analysis.planning import tokens
from analysis.planning.tokens import Tokens

# Eight words in a row, or sixteen Han characters: Dyer, T., Lang, M. and Stice-Lawrence, L. (2017),
# Journal of Accounting and Economics 64: 221-245.
_WORDS, _HAN = 8, 16
_FEWEST = 4  # tokens of a sentence that counts where it is equal as a whole


class Passage(NamedTuple):
    """A sentence and its tokens without dates."""

    text: str
    tokens: Tokens


def passages(text: str | None) -> list[Passage]:
    """The sentences of a text with their tokens, dates masked."""
    said = tokens.sentences(text or "")
    return [Passage(*pair) for pair in zip(said, tokens.of_form(said, "n2"), strict=True)]


def sources(newer: Sequence[Passage], older: Sequence[Passage]) -> list[str | None]:
    """For each newer sentence the older one that it shares eight words in a row with, or is.

    The older sentence that shares most is given; None where none shares so much.
    """
    standing: defaultdict[Tokens, list[int]] = defaultdict(list)
    for place, passage in enumerate(older):
        for window in _keys(passage.tokens):
            standing[window].append(place)
    return [_source(passage, standing, older) for passage in newer]


def _source(
    passage: Passage, standing: dict[Tokens, list[int]], older: Sequence[Passage]
) -> str | None:
    hits = Counter(place for window in _keys(passage.tokens) for place in standing.get(window, ()))
    return older[min(hits, key=lambda place: (-hits[place], place))].text if hits else None


def _keys(text: Tokens) -> set[Tokens]:
    length = _HAN if tokens.is_han(text) else _WORDS
    whole = {text} if len(text) >= _FEWEST else set()
    return whole | set(tokens.windows(text, length))
