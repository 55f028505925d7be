"""Korean dates (2024년 3월 15일, 2024. 3. 15., 2024.3.31.까지) in the signs of Chinese ones."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_DOTTED = re.compile(r"(?<=\d)\. +(?=\d)")
_PARTS = (
    (re.compile(r"(\d) ?년도?,? ?"), r"\1年"),
    (re.compile(r"(\d) ?월 ?"), r"\1月"),
    (re.compile(r"(\d) ?일"), r"\1日"),
    (re.compile(r"([1-4]) ?/ ?4 ?분기|([1-4]) ?분기"), r"\1\2季度"),
    (re.compile(r"상반기"), "上半年"),
    (re.compile(r"하반기"), "下半年"),
    (re.compile(r"(?:연|년)말"), "年底"),
    (re.compile(r"(?<=月)말"), "底"),
    (re.compile(r"(?<=月)중"), ""),
    (re.compile(r"[ .]*(?:까지|이전|이내|경|한)$"), ""),
)


def levelled(plain: str) -> str:
    """The text of a date with Korean signs as Chinese ones; other texts as they are."""
    if ". " in plain:
        plain = _DOTTED.sub(".", plain)
    if plain.isascii() or not _HANGUL.search(plain):
        return plain
    for pattern, sign in _PARTS:
        plain = pattern.sub(sign, plain)
    return plain.strip(" .")
