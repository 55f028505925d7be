"""Which symbols say that something is wrong, or done, and whether a text goes on saying so."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from analysis.match import sides
from analysis.match.sides import Side
from analysis.match.spans import Flags, Spans
from analysis.text.symbols import Symbols, Values
from analysis.text import symbols, vocabulary
from analysis.text.codes import Numbers

_ADVERSE_BEGINNINGS = ("un", "non", "mis", "in", "dis")


class Signs(NamedTuple):
    """Per symbol: whether it says that something is wrong; the same of characters alone; whether
    it says that something is done.
    """

    adverse: Flags
    adverse_character: Flags
    affirmative: Flags


def signs(made: Symbols) -> Signs:
    """The signs of all symbols."""
    is_character = made.values < 1 << 16
    place = np.where(is_character, made.values, 0).astype(np.int64)
    character, affirmative = (table[place] & is_character for table in _tables())
    adverse = character.copy()
    words = np.flatnonzero(~is_character)
    adverse[words] = np.isin(made.values[words], _adverse_words())
    adverse[words] |= _begins_adversely(made, words)
    return Signs(adverse, character, affirmative)


def are_balanced(made: Symbols, changed: Spans, pair: tuple[Side, Side], known: Signs) -> Flags:
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
    return ~says_more & (before[last] - before[first] > within)


@cache
def _tables() -> tuple[Flags, Flags]:
    known = vocabulary.lists()
    tables = np.zeros((2, 1 << 16), np.bool_)
    tables[0, [ord(letter) for letter in known.adverse_characters]] = True
    tables[1, [ord(letter) for letter in known.affirmative_characters]] = True
    return tables[0], tables[1]


@cache
def _adverse_words() -> Values:
    return symbols.symbols(pa.array(sorted(vocabulary.lists().adverse_words))).values


def _begins_adversely(made: Symbols, words: Numbers) -> Flags:
    begins, sizes = made.begins[words], made.ends[words] - made.begins[words]
    found = np.zeros(len(words), np.bool_)
    for beginning in _ADVERSE_BEGINNINGS:
        fits = sizes >= len(beginning)
        for step, letter in enumerate(beginning):
            at = np.minimum(begins + step, len(made.codes.points) - 1)
            fits &= made.codes.points[at] == ord(letter)
        found |= fits
    return found
