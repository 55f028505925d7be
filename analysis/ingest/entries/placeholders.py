"""Cells that stand for want of a number or a name: no key, no place (contract, ruling 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.ingest.entries.parts import Parts
from analysis.ingest.layout.walk import Remark
from analysis.ingest.vocabulary import words

_NAMES = ("place_text", "object_text")
_KEY = "source_key"
_SIGNS = re.compile(r"[\W_0]*")


def without(parts: Parts) -> Parts:
    """The parts, with nothing where a key, a place or an object is only a placeholder."""
    fields = {
        name: [None if text and is_placeholder(text) else text for text in parts.fields[name]]
        for name in (_KEY, *_NAMES)
        if name in parts.fields
    }
    return replace(parts, fields={**parts.fields, **fields}) if fields else parts


def doubts(parts: Parts) -> Iterator[Remark]:
    """Of each row whose key is a placeholder, that it was taken for none."""
    reason = (
        "This stands for a number that is not there; the entry is told from others by its text, "
        "date and place. Give it a number of its own, or leave the cell empty."
    )
    for row, text in zip(parts.rows, parts.column(_KEY), strict=True):
        if text and is_placeholder(text):
            yield Remark(row, _KEY, text, "placeholder_key", reason)


def is_placeholder(text: str) -> bool:
    """Whether a text says no more than that there is none."""
    plain = " ".join(words.plain(text).split())
    return _SIGNS.fullmatch(plain) is not None or plain in words.listed("placeholder")
