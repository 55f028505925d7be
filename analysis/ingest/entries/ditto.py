"""Cells that say 同上, 〃 or "ditto", and the texts above that they stand for."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.ingest.entries.parts import Parts, Texts

_WORDS = re.compile(r"同上|同前|〃|″|”|“|\"|''|ditto|do\.|as above|same as above", re.IGNORECASE)
_STARTS = frozenset("同〃″”“\"'dDaAsS")  # few texts begin so; the others need no closer look
_FIELDS = frozenset(
    ["unit", "register_year", "category", "clause", "severity", "found_date", "found_by"]
    + ["owner_role", "due_date", "closed_date", "verified_date", "inspected_date", "led_by"]
)


def replaced(parts: Parts) -> Parts:
    """The parts with 同上 and the like replaced by what stands above (but not in long texts)."""
    changed = {
        name: _repeated(texts)
        for name, texts in parts.fields.items()
        if name in _FIELDS and any(map(_is_ditto, set(texts)))
    }
    return replace(parts, fields={**parts.fields, **changed}) if changed else parts


def _repeated(texts: Texts) -> Texts:
    result: Texts = []
    for text in texts:
        above = result[-1] if result else None
        result.append(above if above and _is_ditto(text) else text)
    return result


def _is_ditto(text: str | None) -> bool:
    if not text or text[0] not in _STARTS or len(text) > 13:
        return False
    return _WORDS.fullmatch(text) is not None
