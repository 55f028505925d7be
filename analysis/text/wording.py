"""What a change of words amounts to: nothing, a matter of style, another sign, another thing."""

from __future__ import annotations

import string
from typing import NamedTuple

from analysis.text import residue
from analysis.text.vocabulary import lists

_LATIN = frozenset(string.ascii_lowercase)
_NAME_LENGTH = 20  # characters; a longer exchange is a new sentence, not a name
_NAME_WORDS = 7  # the same in words that spaces part
_REACH = 2  # characters beside a change that may belong to its word
_SIGN_LENGTH = 6  # characters besides the negator; a longer exchange is a new sentence


class Context(NamedTuple):
    """What stands around a change in the newer text, and what changed elsewhere.

    `is_moved`: the words stand elsewhere in the other text. `is_balanced`: another change adds an
    adverse word where this one takes one away, or the reverse.
    """

    before: str
    after: str
    is_moved: bool
    is_balanced: bool


def kind_of_change(older: str, newer: str, context: Context) -> str | None:
    """The kind of an exchange of `older` for `newer` (either may be empty), both folded.

    Returns None where only a misreading differs.
    """
    if _is_misread(older, newer):
        return None
    if context.is_moved:
        return "text"
    if _turns_sign(older, newer, context):
        return "polarity"
    return _style_kind(older, newer, context) or _said_kind(older, newer, context)


def _said_kind(older: str, newer: str, context: Context) -> str:
    """`synonym` or `text` where what is left of the exchange names nothing, else what it names."""
    if not older or not newer:
        return "text"
    if _is_letter(older) and _is_letter(newer):
        return _name_kind(older, newer, context)
    found = [
        residue.residue(before + older + after, before + newer + after)
        for before, after in _surroundings(older, newer, context)
    ]
    if None in found:
        return "synonym"
    return _name_kind(older, newer, context) if all(found) else "text"


def _surroundings(older: str, newer: str, context: Context) -> list[tuple[str, str]]:
    """Nothing, and up to two characters on either side: a known word may go beyond the change."""
    if context.before.isascii() and context.after.isascii():
        return [("", "")]
    before, after = context.before[-_REACH:], context.after[:_REACH]
    if not any(residue.has_known_word(before, words, after) for words in (older, newer)):
        return [("", "")]
    return [(before[len(before) - size :], after[:size]) for size in range(_REACH + 1)]


def _style_kind(older: str, newer: str, context: Context) -> str | None:
    """`function` or `synonym` where the exchange changes nothing that is meant."""
    if _is_letter(older) and _is_letter(newer):
        return None
    if _is_function(older) and _is_function(newer):
        return "function"
    return "synonym" if older and newer and _is_synonym(older, newer, context) else None


def is_date_tail(words: str) -> bool:
    """Whether these are words that stand at a date and say nothing without it: 底前, by, as of."""
    return _is_function(words) or all(letter in lists().date_tails for letter in words)


def _is_misread(older: str, newer: str) -> bool:
    """Whether both are one word, but for characters that machine reading confuses."""
    if _read(older) == _read(newer):
        return True
    if not (older + newer).isascii() or " " in older + newer:
        return False
    if not _read(older).isalpha() or not _read(newer).isalpha():
        return False
    return residue.is_misread_word(older, newer) and is_adverse(older) == is_adverse(newer)


def _read(text: str) -> str:
    """The text as a reading machine might have it: 1 for l, rn for m, 曰 for 日."""
    if not _LATIN.isdisjoint(text):
        text = text.replace("1", "l").replace("0", "o").replace("rn", "m")
    return text.translate(lists().confusable)


def _turns_sign(older: str, newer: str, context: Context) -> bool:
    """Whether a negator came or went alone, or something adverse was exchanged for its opposite."""
    if bool(_negator(older)) == bool(_negator(newer)):
        return _is_affirmed(older, newer) or _is_affirmed(newer, older)
    with_sign, without = (older, newer) if _negator(older) else (newer, older)
    rest = with_sign.replace(_negator(with_sign), "", 1).strip()
    if not without:
        return _is_function(rest) and not context.is_balanced
    return not is_adverse(without) and len(rest) <= _SIGN_LENGTH and len(without) <= _SIGN_LENGTH


def _is_affirmed(wrong: str, right: str) -> bool:
    """Whether something adverse stands against words that say it is done: 缺少 against 均附有."""
    return is_affirmative(right) and is_adverse(wrong) and not is_adverse(right)


def is_affirmative(text: str) -> bool:
    """Whether the text says that something is done."""
    return not lists().affirmative_characters.isdisjoint(text)


def _negator(text: str) -> str:
    if lists().negator_characters.isdisjoint(text):
        return ""
    words = text.split()
    return next(
        (sign for sign in lists().negators if (sign in words if sign.isascii() else sign in text)),
        "",
    )


def is_adverse(text: str) -> bool:
    """Whether the text says that something is wrong, with or without a negator."""
    known = lists()
    if not known.adverse_characters.isdisjoint(text):
        return True
    return not _LATIN.isdisjoint(text) and any(
        word in known.adverse_words or word.startswith(("un", "non", "mis", "in", "dis"))
        for word in text.split()
        if word.isascii()
    )


def _is_letter(text: str) -> bool:
    """Whether it is a letter that names one of several: A座, line B."""
    return len(text) == 1 and text.isascii()


def _is_function(text: str) -> bool:
    known = lists()
    return all(
        word in known.function_words
        or (not word.isascii() and all(letter in known.function_characters for letter in word))
        for word in text.split()
    )


def _is_synonym(older: str, newer: str, context: Context) -> bool:
    """Whether the two, with up to two equal characters on either side, are known synonyms."""
    if not {older, newer} <= lists().synonym_parts:
        return False
    befores = _tails(context.before)
    afters = _heads(context.after)
    return any(
        _groups(before + older + after) & _groups(before + newer + after)
        for before in befores
        for after in afters
    )


def _groups(word: str) -> frozenset[int]:
    return lists().synonyms.get(word, frozenset())


def _tails(text: str) -> list[str]:
    return [text[len(text) - length :] for length in range(min(2, len(text)) + 1)]


def _heads(text: str) -> list[str]:
    return [text[:length] for length in range(min(2, len(text)) + 1)]


def _name_kind(older: str, newer: str, context: Context) -> str:
    """Another body, place, person or thing; `text` where the exchange is no name."""
    if not older or not newer or _is_too_long(older) or _is_too_long(newer):
        return "text"
    if not (_is_letter(older) and _is_letter(newer)) and (
        _is_function(older) or _is_function(newer)
    ):
        return "text"
    for kind, endings in lists().endings.items():
        if _is_ended(newer, context.after, endings):
            return kind
    bodies = tuple(ending for ending in lists().endings["organisation"] if len(ending) > 1)
    return "organisation" if _speaks_of(context.after, bodies) else "object"


def _is_ended(name: str, after: str, endings: tuple[str, ...]) -> bool:
    """Whether a name ends, or goes on behind the change, as such names do: whole words in Latin."""
    if name.isascii():
        return (name.split() or [""])[-1] in endings or (after.split() or [""])[0] in endings
    return name.endswith(endings) or after.startswith(endings)


def _speaks_of(after: str, bodies: tuple[str, ...]) -> bool:
    words = after.split()
    return any(ending in (words if ending.isascii() else after) for ending in bodies)


def _is_too_long(text: str) -> bool:
    return len(text) > _NAME_LENGTH * (3 if text.isascii() else 1) or text.count(" ") >= _NAME_WORDS
