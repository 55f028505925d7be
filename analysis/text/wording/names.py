"""What an exchange of names exchanges: a body, a person, a place or a thing."""

from __future__ import annotations

import numpy as np

from analysis.text.rows.codes import Points
from analysis.text.rows.compiling import compiled
from analysis.text.wording.phrases import is_function, is_letter, word_end
from analysis.text.wording.speech import is_ascii, is_latin
from analysis.text.wording.vocabulary import ORGANISATION, PERSON, PLACE, Words, kind

_NAME_LENGTH = 20  # characters; a longer exchange is a new sentence, not a name
_LATIN_NAME_LENGTH = 60
_NAME_WORDS = 7  # the same in words that spaces part
_SPACE = 32
NO_NAME = -1


@compiled
def kind_of_name(older: Points, newer: Points, after: Points, known: Words) -> int:
    """ORGANISATION, PERSON or PLACE, 0 for a thing, NO_NAME where the exchange is no name.

    `after` is what stands behind the newer one.
    """
    if _is_too_long(older) or _is_too_long(newer):
        return NO_NAME
    is_letters = is_letter(older) and is_letter(newer)
    if not is_letters and (is_function(older, known) or is_function(newer, known)):
        return NO_NAME
    ends = _endings(newer, after, known)
    for kind_of_body in (ORGANISATION, PERSON, PLACE):
        if ends & kind_of_body:
            return int(kind_of_body)
    return int(ORGANISATION) if _speaks_of_body(after, known) else 0


@compiled
def _endings(name: Points, after: Points, known: Words) -> np.uint8:
    """As what a name ends, or goes on behind the change: whole words in Latin."""
    if is_ascii(name):
        start = len(name)
        while start and name[start - 1] != _SPACE:
            start -= 1
        return kind(name[start:], known) | kind(after[: word_end(after, 0)], known)
    ends = np.uint8(0)
    for size in range(1, known.longest_ending + 1):
        if size <= len(name):
            ends |= kind(name[len(name) - size :], known)
        if size <= len(after):
            ends |= kind(after[:size], known)
    return ends


@compiled
def _speaks_of_body(after: Points, known: Words) -> bool:
    """Whether a body is named in what follows; a single character is too little to tell."""
    for start in range(len(after)):
        end = word_end(after, start) if start == 0 or after[start - 1] == _SPACE else start
        if kind(after[start:end], known) & ORGANISATION and is_latin(after[start]):
            return True
        for size in range(2, min(known.longest_ending, len(after) - start) + 1):
            word = after[start : start + size]
            if not is_ascii(word) and kind(word, known) & ORGANISATION:
                return True
    return False


@compiled
def _is_too_long(points: Points) -> bool:
    spaces = 0
    for point in points:
        spaces += point == _SPACE
    longest = _LATIN_NAME_LENGTH if is_ascii(points) else _NAME_LENGTH
    return len(points) > longest or spaces >= _NAME_WORDS
