"""What is left of an exchange of words when synonyms, misreadings and function words are taken out.

An exchange of several words at once is often two synonyms side by side, or one word with a
character lost in it. Only what is left on both sides can be another name.
"""

from __future__ import annotations

import numpy as np

from analysis.text.rows import edits
from analysis.text.rows.bit_vectors import distance
from analysis.text.rows.codes import Numbers, Points
from analysis.text.rows.compiling import compiled
from analysis.text.wording.speech import (
    Tokens,
    contains,
    equal,
    has_sign,
    is_ascii,
    joined,
    letters_of,
    sign_of,
    spoken,
)
from analysis.text.wording.vocabulary import Words

SAME, NOTHING, ANOTHER = range(3)  # what an exchange comes to
_MISREAD = 0.72  # edit similarity from which two stretches of Latin words are one, misread
_NAMES_SIZE = 3  # characters gone and come from which they may name two things
_SHORT = 5  # letters; of shorter words one may only have lost or gained a letter
_SHORTEST = 3


@compiled
def residue(older: Points, newer: Points, known: Words) -> int:
    """What an exchange of two stretches comes to.

    SAME: both say the same in synonyms; NOTHING: they differ by misreadings, function words, and
    words that only one of them has; ANOTHER: words stand against others.
    """
    if is_ascii(older) and is_ascii(newer) and is_misread_word(older, newer):
        return NOTHING
    before, after = spoken(older, known), spoken(newer, known)
    if equal(before.values, after.values):
        return SAME
    room = np.empty((len(before.values) + len(after.values) + 1, 5), np.int64)
    size = edits.tell(0, before.values, after.values, (room, 0))
    kept = 0
    for step in range(size):
        if _is_misread(before, after, room[step]):
            continue
        is_both = room[step, 2] > room[step, 1] and room[step, 4] > room[step, 3]
        if is_both and not _is_part(before, after, room[step], known):
            return ANOTHER
        room[kept] = room[step]
        kept += 1
    return ANOTHER if _is_told_apart(before, after, room[:kept]) else NOTHING


@compiled
def is_misread_word(older: Points, newer: Points) -> bool:
    """Whether two stretches of Latin letters are one with a letter or two misread."""
    shorter, longer = min(len(older), len(newer)), max(len(older), len(newer))
    if shorter < _SHORT:
        may_be = longer - shorter == 1 and shorter >= _SHORTEST
        return may_be and bool(distance(older, newer) == 1)
    if shorter < longer * _MISREAD:
        return False
    return bool(1.0 - distance(older, newer) / longer >= _MISREAD)


@compiled
def _is_misread(before: Tokens, after: Tokens, step: Numbers) -> bool:
    """Whether Latin words were exchanged that are the same, misread."""
    if has_sign(before, step[1], step[2]) or has_sign(after, step[3], step[4]):
        return False
    one, other = joined(before, step[1], step[2], 1), joined(after, step[3], step[4], 1)
    is_latin_only = len(one) > 0 and len(other) > 0 and is_ascii(one) and is_ascii(other)
    return is_latin_only and is_misread_word(one, other)


@compiled
def _is_part(before: Tokens, after: Tokens, step: Numbers, known: Words) -> bool:
    """Whether one side is a known word and the other what a misreading left of its like."""
    return _is_left(before, step[1], step[2], (after, step[3], step[4]), known) or _is_left(
        after, step[3], step[4], (before, step[1], step[2]), known
    )


@compiled
def _is_left(
    tokens: Tokens, first: int, last: int, other: tuple[Tokens, int, int], known: Words
) -> bool:
    if last - first != 1 or not has_sign(tokens, first, last):
        return False
    if has_sign(other[0], other[1], other[2]):
        return False
    part = joined(other[0], other[1], other[2], 0)
    sign = sign_of(tokens, first)
    for place in range(len(known.table)):
        word = known.points[known.table[place].start : known.table[place].end]
        if known.table[place].sign == sign and contains(word, part):
            return True
    return False


@compiled
def _is_told_apart(before: Tokens, after: Tokens, steps: Numbers) -> bool:
    """Words gone here and others come there are an exchange too, where both say something."""
    gone, come = letters_of(before, steps[:, 1:3]), letters_of(after, steps[:, 3:5])
    if len(gone) == 0 or len(come) == 0 or len(gone) + len(come) < _NAMES_SIZE:
        return False
    return not equal(gone, come)
