"""What each stretch of a received text is: date, list number, code, number, word, mark.

Positions are those of the text as received, so that evidence can be coloured where it stands.
"""

from __future__ import annotations

import re
import string
from functools import cache
from typing import Literal, NamedTuple

from analysis.text import characters, noise, patterns
from analysis.text.mentions import DateMention as DateMention
from analysis.text.mentions import date_mentions as date_mentions

Kind = Literal["date", "list_number", "code", "number", "word", "char", "mark"]

_CLAIMED = "\x00"
_HAN = "[\u3400-\u9fff]"
_LATIN = r"[^\W_\u3400-\u9fff]"
# `str.lower` may change the length (İ), and with it all positions.
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class Token(NamedTuple):
    """One stretch of a text; `text` is what was received there.

    `word` is a Latin word or a number that is a name (3号), `char` one Chinese character, `mark`
    white space, punctuation and pinyin annotations.
    """

    kind: Kind
    start: int
    end: int
    text: str


def tokenise(text: str) -> list[Token]:
    """Tokens that cover every character of the text once, in order."""
    spans = sorted(_claims(text))
    tokens: list[Token] = []
    position = 0
    for start, end, kind in spans:
        tokens += _plain(text, position, start)
        tokens.append(Token(kind, start, end, text[start:end]))
        position = end
    return tokens + _plain(text, position, len(text))


def fold(text: str) -> str:
    """The text for comparing: width, script and case folded, as long as it was received."""
    return characters.level_text(text).translate(_LOWER)


def _claims(text: str) -> list[tuple[int, int, Kind]]:
    """Spans of what is more than a word, in the order in which the normal forms mask them."""
    rest = re.sub(patterns.LIST_BEFORE_YEAR, r"\1\2.\3", characters.level_text(text))
    claims: list[tuple[int, int, Kind]] = []
    for kind, pattern, reads_lower in _patterns():
        searched = rest.translate(_LOWER) if reads_lower else rest
        for found in pattern.finditer(searched):
            start, end = _span(found)
            if end > start:
                claims.append((start, end, kind))
                rest = rest[:start] + _CLAIMED * (end - start) + rest[end:]
    return claims


def _span(found: re.Match[str]) -> tuple[int, int]:
    """Where the thing itself stands: named groups hold what a pattern needs before or behind it."""
    groups = found.groupdict()
    start = found.end("before") if groups.get("before") is not None else found.start()
    end = found.start("behind") if groups.get("behind") is not None else found.end()
    said = found.string[start:end]
    return end - len(said.lstrip()), start + len(said.rstrip())


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str], bool], ...]:
    listed: tuple[tuple[Kind, str, bool], ...] = (
        ("mark", f"(?P<before>{_HAN}){noise.ANNOTATION}", True),
        ("code", patterns.CODE, False),
        ("number", patterns.AMOUNT, True),
        ("list_number", patterns.LIST_NUMBER.replace("(", "(?P<before>", 1), True),
        ("date", patterns.DATE, True),
        ("date", patterns.ENGLISH_DATE, True),
        ("date", patterns.BARE_YEAR.replace("( ", "(?P<behind> "), True),
        ("word", patterns.NAMED_NUMBER, True),
        ("word", patterns.IDIOM, True),
        ("number", patterns.NUMBER, True),
        ("number", patterns.ENGLISH_NUMBER, True),
        ("number", patterns.CHINESE_NUMBER.replace("([", "(?P<behind>["), True),
    )
    return tuple((kind, re.compile(text, re.ASCII), lower) for kind, text, lower in listed)


_KINDS: dict[str, Kind] = {"char": "char", "word": "word", "mark": "mark"}
_PLAIN = re.compile(rf"(?P<char>{_HAN})|(?P<word>{_LATIN}+(?:['’]{_LATIN}+)*)|(?P<mark>[\W_]+)")


def _plain(text: str, start: int, end: int) -> list[Token]:
    """Chinese characters one by one, other words and marks in runs."""
    return [
        Token(_KINDS[found.lastgroup or ""], found.start(), found.end(), found.group())
        for found in _PLAIN.finditer(text, start, end)
    ]
