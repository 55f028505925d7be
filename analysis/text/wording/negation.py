"""Which words say that something is wrong, and whether an exchange turns that round."""

from __future__ import annotations

import numpy as np

from analysis.text.rows.codes import Points
from analysis.text.rows.compiling import compiled
from analysis.text.wording.phrases import is_function, put_together, stripped, word_end
from analysis.text.wording.speech import equal, is_ascii, is_latin
from analysis.text.wording.vocabulary import (
    ADVERSE,
    AFFIRMATIVE,
    DONE,
    NEGATOR,
    WRONG,
    Words,
    find,
    kind,
)

_SIGN_LENGTH = 6  # characters besides the negator; a longer exchange is a new sentence
_NEGATOR_LENGTH = 2  # characters of the longest Chinese negator
_DONE_LENGTH = 2  # characters of a Chinese word that says a thing is done
_SPACE = 32
_BEGINNINGS = tuple(
    np.array([ord(letter) for letter in word], np.uint16)
    for word in ("un", "non", "mis", "in", "dis")
)


@compiled
def says_wrong(points: Points, known: Words) -> bool:
    """Whether these words say that something is wrong."""
    for point in points:
        if known.characters[point] & WRONG != 0:
            return True
    at = 0
    while at < len(points):
        end = word_end(points, at)
        if is_adverse_word(points[at:end], known):
            return True
        at = end + 1
    return False


@compiled
def is_adverse_word(word: Points, known: Words) -> bool:
    """Whether a Latin word says that something is wrong: by the list, or as it begins."""
    if len(word) == 0 or not is_latin(word[0]) or not is_ascii(word):
        return False
    for beginning in _BEGINNINGS:
        if equal(word[: len(beginning)], beginning):
            return True
    return bool(kind(word, known) & ADVERSE)


@compiled
def turns_sign(older: Points, newer: Points, is_balanced: bool, known: Words) -> bool:
    """Whether a negator came or went alone, or something adverse stands against its opposite.

    Not so where another change is the counterpart of one that only takes or puts (`is_balanced`).
    """
    gone, come = _negator(older, known), _negator(newer, known)
    if (gone[1] > 0) == (come[1] > 0):
        return _is_affirmed(older, newer, known) or _is_affirmed(newer, older, known)
    signed, sign = (older, gone) if gone[1] > 0 else (newer, come)
    without = newer if gone[1] > 0 else older
    rest = stripped(put_together(signed[: sign[0]], signed[sign[0] + sign[1] :], signed[:0]))
    if len(without) == 0:
        return is_function(rest, known) and not is_balanced
    is_short = len(rest) <= _SIGN_LENGTH and len(without) <= _SIGN_LENGTH
    if is_short:
        return not says_wrong(without, known)
    return gone[1] > 0 and _is_affirmed(older, newer, known)


@compiled
def _negator(points: Points, known: Words) -> tuple[int, int]:
    """Where the first negator by the order of the list stands, and its length; 0 without one."""
    at, size, best = 0, 0, len(known.table)
    for start in range(len(points)):
        is_latin_start = is_latin(points[start])
        if is_latin_start and start and points[start - 1] != _SPACE:
            continue
        longest = word_end(points, start) - start if is_latin_start else _NEGATOR_LENGTH
        for length in range(longest if is_latin_start else 1, longest + 1):
            place = find(points[start : start + length], known)
            is_negator = place >= 0 and known.table[place].kind & NEGATOR != 0
            if is_negator and known.table[place].order < best and start + length <= len(points):
                at, size, best = start, length, known.table[place].order
    return at, size


@compiled
def _is_affirmed(wrong: Points, right: Points, known: Words) -> bool:
    """Whether something adverse stands against words that say it is done: 缺少 against 均附有."""
    is_turned = says_wrong(wrong, known) and not says_wrong(right, known)
    return is_turned and _says_done(right, known)


@compiled
def _says_done(points: Points, known: Words) -> bool:
    """Whether these words say that a thing is done, or as it should be."""
    for start in range(len(points)):
        if known.characters[points[start]] & DONE != 0:
            return True
        if is_latin(points[start]):
            is_start = start == 0 or points[start - 1] == _SPACE
            word = points[start : word_end(points, start)]
        else:
            is_start, word = True, points[start : start + _DONE_LENGTH]
        if is_start and kind(word, known) & AFFIRMATIVE:
            return True
    return False
