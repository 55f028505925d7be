"""Which symbols say that something is wrong, or done, and whether a text goes on saying so."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.match.naming import sides
from analysis.match.naming.sides import Side
from analysis.match.naming.spans import Flags, Spans
from analysis.text.forms.symbols import Symbols
from analysis.text.rows.codes import Numbers
from analysis.text.rows.compiling import compiled
from analysis.text.wording import vocabulary
from analysis.text.wording.negation import is_adverse_word
from analysis.text.wording.vocabulary import DONE, WRONG, Words


class Signs(NamedTuple):
    """Per symbol: whether it says that something is wrong, also as characters alone, or done."""

    adverse: Flags
    adverse_character: Flags
    affirmative: Flags


def signs(made: Symbols) -> Signs:
    """The signs of all symbols."""
    known = vocabulary.words()
    is_character = made.values < 1 << 16
    told = known.characters[np.where(is_character, made.values, 0).astype(np.int64)]
    character, affirmative = (is_character & (told & bit > 0) for bit in (WRONG, DONE))
    adverse = character.copy()
    _are_adverse(made, known, np.flatnonzero(~is_character), adverse)
    return Signs(adverse, character, affirmative)


def are_balanced(changed: Spans, pair: tuple[Side, Side], known: Signs) -> Flags:
    """Whether an adverse word goes here and another comes elsewhere, or the reverse."""
    size = int(changed.pair.max(initial=-1)) + 1
    own = [sides.has(part, known.adverse) for part in pair]
    total = [np.bincount(changed.pair, weights=flags, minlength=size) for flags in own]
    gone, come = (count[changed.pair] - flags > 0 for count, flags in zip(total, own, strict=True))
    return np.where(sides.sizes(pair[0]) > 0, come, gone)


def stays_adverse(
    made: Symbols, changed: Spans, pair: tuple[Side, Side], known: Signs, newer: Numbers
) -> Flags:
    """Whether the newer text still says that things are wrong, whatever a change does.

    Polarity is that of the whole text (domain.md TX): where some of its findings stay adverse,
    only words that say a thing is done, or a negation of what is wrong, are its opposite.
    """
    says_more = sides.has(pair[1], known.adverse_character | known.affirmative)
    says_more |= sides.has(pair[0], known.affirmative)
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(known.adverse_character)])
    first, last = (made.starts[newer[changed.pair] + step] for step in (0, 1))
    within = before[changed.newer_end] - before[changed.newer_start]
    stays: Flags = ~says_more & (before[last] - before[first] > within)
    return stays


@compiled
def _are_adverse(made: Symbols, known: Words, words: Numbers, found: Flags) -> None:
    for word in words:
        letters = made.codes.points[made.begins[word] : made.ends[word]]
        found[word] = is_adverse_word(letters, known)
