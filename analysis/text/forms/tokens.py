"""What each stretch of a received text is: date, list number, code, number, word, mark.

Positions are those of the text as received, so that evidence can be coloured where it stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from analysis.text.dates import numbering, patterns
from analysis.text.letters import characters, noise

Kind = Literal["date", "list_number", "code", "number", "word", "char", "mark"]

_CLAIMED = "\x00"
_HAN = "[\u3400-\u9fff]"
_LATIN_WORD = re.compile("[a-z]{3}")
_CHINESE_NUMBER = numbering.CHINESE_NUMBER.replace("([", "(?P<behind>[")
_LIST_NUMBER = (
    numbering.LIST_NUMBER.replace("(", "(?P<before>", 1)
    .replace("([^", "(?P<behind>[^")
    .replace("(方面", "(?P<heading>方面")
)
_LATIN = r"[^\W_\u3400-\u9fff]"


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
    return characters.lower(characters.level_text(text))


def _claims(text: str) -> list[tuple[int, int, Kind]]:
    """Spans of what is more than a word, in the order in which the normal forms mask them."""
    rest = re.sub(numbering.LIST_BEFORE_YEAR, r"\1\2.\3", characters.level_text(text))
    lower = characters.lower(rest)
    is_latin = _LATIN_WORD.search(lower) is not None
    claims: list[tuple[int, int, Kind]] = []
    for kind, pattern, reads in _patterns():
        if reads == "latin" and not is_latin:
            continue
        spans = [_span(found) for found in pattern.finditer(rest if reads == "case" else lower)]
        for start, end in spans:
            claims.append((start, end, kind))
            lower = lower[:start] + _CLAIMED * (end - start) + lower[end:]
    return claims


def _span(found: re.Match[str]) -> tuple[int, int]:
    """Where the thing itself stands: named groups hold what a pattern needs before or behind it."""
    groups = found.groupdict()
    named = next((name for name in ("before", "heading") if groups.get(name) is not None), None)
    start = found.end(named) if named else found.start()
    end = found.start("behind") if groups.get("behind") is not None else found.end()
    said = found.string[start:end]
    return end - len(said.lstrip()), start + len(said.rstrip())


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str], str], ...]:
    """Kind, pattern and what it reads: the text with its case, in lower case, or if it is Latin."""
    listed: tuple[tuple[Kind, str, str], ...] = (
        ("code", numbering.CODE_START + numbering.CODE, "case"),
        ("mark", f"(?<={_HAN})(?=\\(){noise.ANNOTATION}", "lower"),
        ("number", numbering.AMOUNT, "lower"),
        ("list_number", _LIST_NUMBER, "lower"),
        ("date", patterns.DATE_START + patterns.DATE, "lower"),
        ("date", patterns.ENGLISH_START + patterns.ENGLISH_DATE, "latin"),
        ("date", patterns.BARE_YEAR.replace("( ", "(?P<behind> "), "latin"),
        ("word", f"{numbering.NAMED_START}(?:{numbering.NAMED_NUMBER})", "lower"),
        ("word", numbering.IDIOM, "lower"),
        ("number", numbering.NUMBER, "lower"),
        ("number", patterns.ENGLISH_START + numbering.ENGLISH_NUMBER, "latin"),
        ("number", numbering.NUMBER_START + _CHINESE_NUMBER, "lower"),
    )
    return tuple((kind, re.compile(text, re.ASCII), reads) for kind, text, reads in listed)


_PLAIN = re.compile(rf"{_HAN}|(?P<word>{_LATIN}+(?:['’]{_LATIN}+)*)|(?P<mark>[\W_]+)")
_KINDS: dict[str | None, Kind] = {None: "char", "word": "word", "mark": "mark"}


def _plain(text: str, start: int, end: int) -> list[Token]:
    """Chinese characters one by one, other words and marks in runs."""
    return [
        Token(_KINDS[found.lastgroup], found.start(), found.end(), found.group())
        for found in _PLAIN.finditer(text, start, end)
    ]
