"""What a change of words amounts to: nothing, a matter of style, another sign, another thing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.text import residue, vocabulary
from analysis.text.codes import Points, points
from analysis.text.compiling import compiled
from analysis.text.residue import equal, has_known_word, is_ascii, is_latin, is_misread_word
from analysis.text.symbols import hashed
from analysis.text.vocabulary import (
    ADVERSE,
    AT_DATE,
    DONE,
    FUNCTION,
    IDLE,
    NEGATOR,
    ORGANISATION,
    PERSON,
    PLACE,
    WRONG,
    Words,
    find,
    kind,
)

KINDS = ("", "text", "polarity", "function", "synonym", "organisation", "person", "place", "object")
_NONE, _TEXT, _POLARITY, _FUNCTION, _SYNONYM, _ORGANISATION, _PERSON, _PLACE, _OBJECT = range(9)
_NAME_LENGTH = 20  # characters; a longer exchange is a new sentence, not a name
_LATIN_NAME_LENGTH = 60
_NAME_WORDS = 7  # the same in words that spaces part
_REACH = 2  # characters beside a change that may belong to its word
_SIGN_LENGTH = 6  # characters besides the negator; a longer exchange is a new sentence
_SPACE, _ONE, _NIL, _L, _O, _R, _N, _M = (ord(letter) for letter in " 10lornm")
_BEGINNINGS = tuple(
    np.array([ord(letter) for letter in word], np.uint16)
    for word in ("un", "non", "mis", "in", "dis")
)


class Context(NamedTuple):
    """What stands around a change in the newer text, and what changed elsewhere.

    `is_moved`: the words stand elsewhere in the other text. `is_balanced`: another change adds an
    adverse word where this one takes one away, or the reverse.
    """

    before: str
    after: str
    is_moved: bool
    is_balanced: bool


class Around(NamedTuple):
    """The same as arrays."""

    before: Points
    after: Points
    is_moved: bool
    is_balanced: bool


def kind_of_change(older: str, newer: str, context: Context) -> str | None:
    """The kind of an exchange of `older` for `newer` (either may be empty), both folded.

    Returns None where only a misreading differs.
    """
    parts = [points(part) for part in (older, newer, context.before, context.after)]
    around = Around(parts[2], parts[3], bool(context.is_moved), bool(context.is_balanced))
    return KINDS[change(parts[0], parts[1], around, vocabulary.words())] or None


def is_date_tail(words: str) -> bool:
    """Whether these are words that stand at a date and say nothing without it: 底前, by, as of."""
    return bool(stand_at_date(points(words), points(""), vocabulary.words()))


def is_adverse(text: str) -> bool:
    """Whether the text says that something is wrong, with or without a negator."""
    return bool(says_wrong(points(text), vocabulary.words()))


@compiled
def change(older: Points, newer: Points, around: Around, known: Words) -> int:
    """The place in KINDS of an exchange of words."""
    if _is_misread(older, newer, known):
        return _NONE
    if around.is_moved:
        return _TEXT
    if _turns_sign(older, newer, around, known):
        return _POLARITY
    style = _style(older, newer, around, known)
    return style if style != _NONE else _said(older, newer, around, known)


@compiled
def stand_at_date(older: Points, newer: Points, known: Words) -> bool:
    """Whether two stretches, read as one, say nothing without a date beside them."""
    words = _joined(older, newer, newer[:0])
    for point in words:
        if known.characters[point] & AT_DATE == 0:
            return _is_function(words, known)
    return True


@compiled
def says_wrong(points: Points, known: Words) -> bool:
    """Whether these words say that something is wrong."""
    for point in points:
        if known.characters[point] & WRONG != 0:
            return True
    at = 0
    while at < len(points):
        end = _word_end(points, at)
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
    return kind(word, known) & ADVERSE != 0


@compiled
def _word_end(points: Points, at: int) -> int:
    while at < len(points) and points[at] != _SPACE:
        at += 1
    return at


@compiled
def _said(older: Points, newer: Points, around: Around, known: Words) -> int:
    """A synonym or text where what is left of the exchange names nothing, else what it names."""
    if len(older) == 0 or len(newer) == 0:
        return _TEXT
    if _is_letter(older) and _is_letter(newer):
        return _name(older, newer, around, known)
    names = True
    for size in range(_reach(older, newer, around, known) + 1):
        left = residue.residue(_with(older, around, size), _with(newer, around, size), known)
        if left == residue.SAME:
            return _SYNONYM
        names &= left == residue.ANOTHER
    return _name(older, newer, around, known) if names else _TEXT


@compiled
def _reach(older: Points, newer: Points, around: Around, known: Words) -> int:
    """How many characters on either side to look at: a known word may go beyond the change."""
    if is_ascii(around.before) and is_ascii(around.after):
        return 0
    first = min(len(around.before), _REACH)
    for words in (older, newer):
        if has_known_word(_with(words, around, _REACH), first, first + len(words), known):
            return _REACH
    return 0


@compiled
def _with(words: Points, around: Around, size: int) -> Points:
    """The words with up to `size` characters before and after them."""
    before = around.before[max(len(around.before) - size, 0) :]
    return _joined(before, words, around.after[:size])


@compiled
def _joined(one: Points, other: Points, last: Points) -> Points:
    points = np.empty(len(one) + len(other) + len(last), np.uint16)
    points[: len(one)] = one
    points[len(one) : len(one) + len(other)] = other
    points[len(one) + len(other) :] = last
    return points


@compiled
def _style(older: Points, newer: Points, around: Around, known: Words) -> int:
    """Function or synonym where the exchange changes nothing that is meant."""
    if _is_letter(older) and _is_letter(newer):
        return _NONE
    if _is_function(older, known) and _is_function(newer, known):
        return _FUNCTION
    is_both = len(older) > 0 and len(newer) > 0
    return _SYNONYM if is_both and _is_synonym(older, newer, around, known) else _NONE


@compiled
def _is_misread(older: Points, newer: Points, known: Words) -> bool:
    """Whether both are one word, but for characters that machine reading confuses."""
    one, other = _read(older, known), _read(newer, known)
    if equal(one, other):
        return True
    if not _is_word(older, one) or not _is_word(newer, other):
        return False
    is_same = says_wrong(older, known) == says_wrong(newer, known)
    return is_same and is_misread_word(older, newer)


@compiled
def _is_word(points: Points, read: Points) -> bool:
    """Whether it is one word of ASCII that reads as letters only."""
    for point in read:
        if not is_latin(point) or point == ord("'"):
            return False
    return len(points) > 0 and is_ascii(points)


@compiled
def _read(points: Points, known: Words) -> Points:
    """The words as a reading machine might have them: 1 for l, rn for m, 曰 for 日."""
    has_latin = False
    for point in points:
        has_latin |= is_latin(point) and point != ord("'")
    read, used = np.empty(len(points), np.uint16), 0
    for point in points:
        look = known.looks[point]
        if has_latin and point == _ONE:
            look = np.uint16(_L)
        if has_latin and point == _NIL:
            look = np.uint16(_O)
        if has_latin and used and read[used - 1] == _R and look == _N:
            read[used - 1] = _M
            continue
        read[used] = look
        used += 1
    return read[:used]


@compiled
def _turns_sign(older: Points, newer: Points, around: Around, known: Words) -> bool:
    """Whether a negator came or went alone, or something adverse stands against its opposite."""
    gone, come = _negator(older, known), _negator(newer, known)
    if (gone[1] > 0) == (come[1] > 0):
        return _is_affirmed(older, newer, known) or _is_affirmed(newer, older, known)
    signed, sign = (older, gone) if gone[1] > 0 else (newer, come)
    without = newer if gone[1] > 0 else older
    rest = _stripped(_joined(signed[: sign[0]], signed[sign[0] + sign[1] :], signed[:0]))
    if len(without) == 0:
        return _is_function(rest, known) and not around.is_balanced
    is_short = len(rest) <= _SIGN_LENGTH and len(without) <= _SIGN_LENGTH
    return is_short and not says_wrong(without, known)


@compiled
def _stripped(points: Points) -> Points:
    first, last = 0, len(points)
    while first < last and points[first] == _SPACE:
        first += 1
    while last > first and points[last - 1] == _SPACE:
        last -= 1
    return points[first:last]


@compiled
def _negator(points: Points, known: Words) -> tuple[int, int]:
    """Where the first negator by the order of the list stands, and its length; 0 without one."""
    at, size, best = 0, 0, len(known.table)
    for start in range(len(points)):
        is_latin_start = is_latin(points[start])
        if is_latin_start and start and points[start - 1] != _SPACE:
            continue
        longest = _word_end(points, start) - start if is_latin_start else 2
        for length in range(longest if is_latin_start else 1, longest + 1):
            place = find(points[start : start + length], known)
            is_negator = place >= 0 and known.table[place].kind & NEGATOR != 0
            if is_negator and known.table[place].order < best and start + length <= len(points):
                at, size, best = start, length, known.table[place].order
    return at, size


@compiled
def _is_affirmed(wrong: Points, right: Points, known: Words) -> bool:
    """Whether something adverse stands against words that say it is done: 缺少 against 均附有."""
    is_done = False
    for point in right:
        is_done |= known.characters[point] & DONE != 0
    return is_done and says_wrong(wrong, known) and not says_wrong(right, known)


@compiled
def _is_letter(points: Points) -> bool:
    """Whether it is a letter that names one of several: A座, line B."""
    return len(points) == 1 and is_ascii(points)


@compiled
def _is_function(points: Points, known: Words) -> bool:
    """Whether all words, or all their characters, say nothing."""
    at = 0
    while at < len(points):
        end = _word_end(points, at)
        word = points[at:end]
        is_idle = not is_ascii(word)
        for point in word:
            is_idle &= known.characters[point] & IDLE != 0
        if end > at and not is_idle and kind(word, known) & FUNCTION == 0:
            return False
        at = end + 1
    return True


@compiled
def _is_synonym(older: Points, newer: Points, around: Around, known: Words) -> bool:
    """Whether the two, with up to two equal characters on either side, are known synonyms."""
    if not _is_part(older, known) or not _is_part(newer, known):
        return False
    for before in range(min(len(around.before), _REACH) + 1):
        head = around.before[len(around.before) - before :]
        for after in range(min(len(around.after), _REACH) + 1):
            tail = around.after[:after]
            one = find(_joined(head, older, tail), known)
            other = find(_joined(head, newer, tail), known)
            if one >= 0 and other >= 0 and known.table[one].groups & known.table[other].groups != 0:
                return True
    return False


@compiled
def _is_part(points: Points, known: Words) -> bool:
    wanted = hashed(points)
    place = np.searchsorted(known.parts, wanted)
    return place < len(known.parts) and known.parts[place] == wanted


@compiled
def _name(older: Points, newer: Points, around: Around, known: Words) -> int:
    """Another body, person, place or thing; text where the exchange is no name."""
    if _is_too_long(older) or _is_too_long(newer):
        return _TEXT
    is_letters = _is_letter(older) and _is_letter(newer)
    if not is_letters and (_is_function(older, known) or _is_function(newer, known)):
        return _TEXT
    ends = _endings(newer, around.after, known)
    if ends & ORGANISATION:
        return _ORGANISATION
    if ends & PERSON:
        return _PERSON
    if ends & PLACE:
        return _PLACE
    return _ORGANISATION if _speaks_of_body(around.after, known) else _OBJECT


@compiled
def _endings(name: Points, after: Points, known: Words) -> np.uint8:
    """As what a name ends, or goes on behind the change: whole words in Latin."""
    if is_ascii(name):
        start = len(name)
        while start and name[start - 1] != _SPACE:
            start -= 1
        return kind(name[start:], known) | kind(after[: _word_end(after, 0)], known)
    ends = np.uint8(0)
    for size in range(1, known.longest + 1):
        if size <= len(name):
            ends |= kind(name[len(name) - size :], known)
        if size <= len(after):
            ends |= kind(after[:size], known)
    return ends


@compiled
def _speaks_of_body(after: Points, known: Words) -> bool:
    """Whether a body is named in what follows; a single character is too little to tell."""
    for start in range(len(after)):
        end = _word_end(after, start) if start == 0 or after[start - 1] == _SPACE else start
        if kind(after[start:end], known) & ORGANISATION and is_latin(after[start]):
            return True
        for size in range(2, min(known.longest, len(after) - start) + 1):
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
