"""A text as tokens: each Han character by itself, other letters and digits by the word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from analysis.text.forms import forms

_TOKEN = re.compile(r"⟨[A-Z]⟩|[\u3400-\u9fff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+?(?:[。！？!?；;\n]|[.](?=\s|$)|$)")
_HAN_SHARE = 0.5

Tokens = tuple[str, ...]


def of_form(texts: Sequence[str], form: str) -> list[Tokens]:
    """The tokens of the texts in a normal form: `n2` without dates, `n4` without any numbers."""
    formed = forms.normal_forms(pa.array(texts, pa.string()))[form].to_pylist()
    return [tuple(_TOKEN.findall(text or "")) for text in formed]


def windows(tokens: Tokens, length: int) -> Iterator[Tokens]:
    """Every stretch of so many tokens."""
    return (tokens[at : at + length] for at in range(len(tokens) - length + 1))


def is_han(tokens: Tokens) -> bool:
    """Whether most tokens are Han characters, of which a phrase needs twice as many as of words."""
    return sum(bool(_HAN.match(token)) for token in tokens) >= _HAN_SHARE * len(tokens)


def sentences(text: str) -> list[str]:
    """The sentences of a text, with their closing marks; a line is a sentence too."""
    return [found.strip() for found in _SENTENCE.findall(text) if _TOKEN.search(found)]


def joined(tokens: Iterable[str]) -> str:
    """Tokens as they are shown: Han characters close together, words apart."""
    said = ""
    for token in tokens:
        apart = said and not (_HAN.match(token) or _HAN.match(said[-1]))
        said += f" {token}" if apart else token
    return said
