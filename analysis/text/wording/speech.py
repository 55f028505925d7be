"""Words as tokens that say something: synonyms as the sign of their group, function words gone."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from analysis.text.forms.symbols import Values, hashed
from analysis.text.rows.codes import Numbers, Points
from analysis.text.rows.compiling import compiled
from analysis.text.wording.vocabulary import BEGINS, FUNCTION, Words, find

_SIGN = np.uint64(1 << 62)  # the bit that tells a group of synonyms from a character or word
_WORD = np.uint64(1 << 63)
_PHRASE = 2  # Latin words of the longest phrase
_SPACE, _ASCII, _QUOTE, _A, _Z = 32, 128, 39, 97, 122


class Tokens(NamedTuple):
    """Latin words, characters and signs of synonyms; token i is letters[begins[i]:ends[i]]."""

    values: Values
    begins: Numbers
    ends: Numbers
    letters: Values


@compiled
def spoken(points: Points, known: Words) -> Tokens:
    """Latin words and characters without function words, synonyms as the sign of their group."""
    letters = _signed(points, known)
    values, begins = np.empty(len(letters), np.uint64), np.empty(len(letters), np.int64)
    ends = np.empty(len(letters), np.int64)
    at, used = 0, 0
    while at < len(letters):
        end = _next(letters, at)
        if letters[at] != _SPACE:
            values[used] = hashed(letters[at:end]) | _WORD if is_latin(letters[at]) else letters[at]
            begins[used], ends[used] = at, end
            used += 1
        at = end
    return Tokens(values[:used], begins[:used], ends[:used], letters)


@compiled
def is_ascii(points: Points) -> bool:
    """Whether no character is beyond the letters, digits and marks of ASCII."""
    for point in points:
        if point >= _ASCII:
            return False
    return True


@compiled
def is_latin(point: int) -> bool:
    """Whether it is a letter a to z, or what may stand inside such a word."""
    return _A <= point <= _Z or point == _QUOTE


@compiled
def equal(one: Any, other: Any) -> bool:
    """Whether two rows are the same."""
    if len(one) != len(other):
        return False
    for at in range(len(one)):
        if one[at] != other[at]:
            return False
    return True


@compiled
def contains(points: Points, part: Points) -> bool:
    """Whether a stretch stands in another."""
    for at in range(len(points) - len(part) + 1):
        if equal(points[at : at + len(part)], part):
            return True
    return False


@compiled
def has_known_word(points: Points, first: int, last: int, known: Words) -> bool:
    """Whether a synonym or function word is, or reaches into, the stretch from first to last."""
    at = 0
    while at < last:
        size, _ = _known_at(points, at, known)
        if size and at + size > first:
            return True
        at = at + size if size else _next(points, at)
    return False


@compiled
def joined(tokens: Tokens, first: int, last: int, gap: int) -> Points:
    """Tokens without signs as they were written, parted by `gap` spaces."""
    size = 0
    for token in range(first, last):
        size += tokens.ends[token] - tokens.begins[token] + gap
    points, used = np.empty(size, np.uint16), 0
    for token in range(first, last):
        for at in range(tokens.begins[token], tokens.ends[token]):
            points[used] = np.uint16(tokens.letters[at])
            used += 1
        for _ in range(gap):
            points[used] = _SPACE
            used += 1
    return points[: max(used - gap, 0)]


@compiled
def letters_of(tokens: Tokens, stretches: Numbers) -> Values:
    """The letters and signs of stretches of tokens, sorted."""
    found, used = np.empty(len(tokens.letters), np.uint64), 0
    for stretch in range(len(stretches)):
        for token in range(stretches[stretch, 0], stretches[stretch, 1]):
            for at in range(tokens.begins[token], tokens.ends[token]):
                found[used] = tokens.letters[at]
                used += 1
    letters = found[:used]
    letters.sort()
    return letters


@compiled
def has_sign(tokens: Tokens, first: int, last: int) -> bool:
    """Whether any of these tokens is the sign of a group of synonyms."""
    for value in tokens.values[first:last]:
        if value & _SIGN != 0 and value & _WORD == 0:
            return True
    return False


@compiled
def _signed(points: Points, known: Words) -> Values:
    """The letters with a sign for each synonym and nothing for each function word."""
    letters, at, used = np.empty(len(points), np.uint64), 0, 0
    while at < len(points):
        size, place = _known_at(points, at, known)
        end = at + size if size else _next(points, at)
        if size == 0:
            for step in range(at, end):
                letters[used] = np.uint64(points[step])
                used += 1
        elif known.table[place].sign > 0:
            letters[used] = _SIGN | np.uint64(known.table[place].sign)
            used += 1
        at = end
    return letters[:used]


@compiled
def _next(points: Any, at: int) -> int:
    """Where the Latin word or the character ends that begins here."""
    end = at + 1
    while is_latin(points[at]) and end < len(points) and is_latin(points[end]):
        end += 1
    return end


@compiled
def _known_at(points: Points, at: int, known: Words) -> tuple[int, int]:
    """The length and place of the longest known word, Latin ones whole, that begins here."""
    if known.characters[points[at]] & BEGINS == 0:
        return 0, -1
    if is_latin(points[at]):
        return _phrase_at(points, at, known)
    for size in range(min(known.longest, len(points) - at), 0, -1):
        place = find(points[at : at + size], known)
        if place >= 0 and _is_spoken(known, place):
            return size, place
    return 0, -1


@compiled
def _is_spoken(known: Words, place: int) -> bool:
    """Whether a known word is a synonym or says nothing."""
    return bool(known.table[place].sign > 0 or known.table[place].kind & FUNCTION)


@compiled
def _phrase_at(points: Points, at: int, known: Words) -> tuple[int, int]:
    found, found_place, end = 0, -1, at
    for _ in range(_PHRASE):
        end = _next(points, end)
        place = find(points[at:end], known)
        if place >= 0 and _is_spoken(known, place):
            found, found_place = end - at, place
        if end + 1 >= len(points) or points[end] != _SPACE or not is_latin(points[end + 1]):
            break
        end += 1
    return found, found_place


@compiled
def sign_of(tokens: Tokens, token: int) -> np.int64:
    """The number of the group of synonyms that a token with a sign stands for."""
    return np.int64(tokens.values[token] & ~_SIGN)
