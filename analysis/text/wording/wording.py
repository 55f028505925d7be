"""What a change of words amounts to: nothing, a matter of style, another sign, another thing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.text.forms.symbols import hashed
from analysis.text.rows.codes import Points, points
from analysis.text.rows.compiling import compiled
from analysis.text.wording import residue, vocabulary
from analysis.text.wording.names import NO_NAME, kind_of_name
from analysis.text.wording.negation import says_wrong, turns_sign
from analysis.text.wording.phrases import is_function, is_letter, put_together
from analysis.text.wording.residue import is_misread_word
from analysis.text.wording.speech import equal, has_known_word, is_ascii, is_latin
from analysis.text.wording.vocabulary import AT_DATE, ORGANISATION, PERSON, PLACE, Words, find

KINDS = ("", "text", "polarity", "function", "synonym", "organisation", "person", "place", "object")
_NONE, _TEXT, _POLARITY, _FUNCTION, _SYNONYM, _ORGANISATION, _PERSON, _PLACE, _OBJECT = range(9)
_LONGEST = 2_000  # characters; a longer exchange is another text, and would take much memory
_REACH = 2  # characters beside a change that may belong to its word
_QUOTE, _ONE, _NIL, _NINE, _L, _O, _R, _N, _M = (ord(letter) for letter in "'109lornm")


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
    if max(len(older), len(newer)) > _LONGEST:
        return _TEXT
    if _is_misread(older, newer, known):
        return _NONE
    if around.is_moved:
        return _TEXT
    if _are_numbers(older) and _are_numbers(newer):
        return _OBJECT
    if turns_sign(older, newer, around.is_balanced, known):
        return _POLARITY
    style = _style(older, newer, around, known)
    return style if style != _NONE else _said(older, newer, around, known)


@compiled
def _are_numbers(points: Points) -> bool:
    """Whether it is a number; what counts is masked, so it tells one thing of its kind."""
    for point in points:
        if not _NIL <= point <= _NINE:
            return False
    return len(points) > 0


@compiled
def stand_at_date(older: Points, newer: Points, known: Words) -> bool:
    """Whether two stretches, read as one, say nothing without a date beside them."""
    words = put_together(older, newer, newer[:0])
    for point in words:
        if known.characters[point] & AT_DATE == 0:
            return is_function(words, known)
    return True


@compiled
def _said(older: Points, newer: Points, around: Around, known: Words) -> int:
    """A synonym or text where what is left of the exchange names nothing, else what it names."""
    if len(older) == 0 or len(newer) == 0:
        return _TEXT
    if is_letter(older) and is_letter(newer):
        return _named(kind_of_name(older, newer, around.after, known))
    names = True
    for size in range(_reach(older, newer, around, known) + 1):
        left = residue.residue(_with(older, around, size), _with(newer, around, size), known)
        if left == residue.SAME:
            return _SYNONYM
        names &= left == residue.ANOTHER
    return _named(kind_of_name(older, newer, around.after, known)) if names else _TEXT


@compiled
def _named(name: int) -> int:
    """The place in KINDS of what a name names."""
    if name == NO_NAME:
        return _TEXT
    if name == ORGANISATION:
        return _ORGANISATION
    if name == PERSON:
        return _PERSON
    return _PLACE if name == PLACE else _OBJECT


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
    return put_together(before, words, around.after[:size])


@compiled
def _style(older: Points, newer: Points, around: Around, known: Words) -> int:
    """Function or synonym where the exchange changes nothing that is meant."""
    if is_letter(older) and is_letter(newer):
        return _NONE
    if is_function(older, known) and is_function(newer, known):
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
        if not is_latin(point) or point == _QUOTE:
            return False
    return len(points) > 0 and is_ascii(points)


@compiled
def _read(points: Points, known: Words) -> Points:
    """The words as a reading machine might have them: 1 for l, rn for m, 曰 for 日."""
    has_latin = False
    for point in points:
        has_latin |= is_latin(point) and point != _QUOTE
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
def _is_synonym(older: Points, newer: Points, around: Around, known: Words) -> bool:
    """Whether the two, with up to two equal characters on either side, are known synonyms."""
    if not _is_part(older, known) or not _is_part(newer, known):
        return False
    for before in range(min(len(around.before), _REACH) + 1):
        head = around.before[len(around.before) - before :]
        for after in range(min(len(around.after), _REACH) + 1):
            tail = around.after[:after]
            one = find(put_together(head, older, tail), known)
            other = find(put_together(head, newer, tail), known)
            if one >= 0 and other >= 0 and known.table[one].groups & known.table[other].groups != 0:
                return True
    return False


@compiled
def _is_part(points: Points, known: Words) -> bool:
    wanted = hashed(points)
    place = np.searchsorted(known.parts, wanted)
    return bool(place < len(known.parts) and known.parts[place] == wanted)
