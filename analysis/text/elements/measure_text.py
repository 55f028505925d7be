"""A measure folded for its cues: half width, lower case, Simplified, no pinyin, few spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from analysis.text.letters import noise, script

_HAN = "[\u3400-\u9fff]"
# Pinyin behind a Chinese character, and white space beside one. Begins with a set of characters,
# because the engine then skips to them.
_DROPPED = re.compile(
    rf"[(（\s](?:(?<=\s)(?:(?<={_HAN}\s)|(?={_HAN}))"
    rf"|(?<={_HAN}[(（]){noise.SYLLABLE}[)）](?:{noise.ANNOTATION})?)"
)


class _Table(dict[int, str]):
    """What each code point is folded to, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        simple = _simplified()
        composed = unicodedata.normalize("NFKC", chr(point)).lower()
        folded = "".join(" " if mark.isspace() else simple.get(mark, mark) for mark in composed)
        self[point] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """The text as the cues read it."""
    return _DROPPED.sub("", text).translate(_TABLE)


def origins(text: str) -> list[int]:
    """For each character of the folded text, which one of the text as given it came from."""
    dropped = {place for match in _DROPPED.finditer(text) for place in range(*match.span())}
    return [
        place
        for place, character in enumerate(text)
        if place not in dropped
        for _ in _TABLE[ord(character)]
    ]


@cache
def _simplified() -> dict[str, str]:
    return script.characters()
