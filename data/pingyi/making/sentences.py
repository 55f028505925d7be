"""Sentences with slots: what a register says, and what changes when it is said again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from random import Random

_SLOT = re.compile(r"(\{[^}]+\}|\[[^\]]+\])")
_NUMERALS = "〇一二三四五六七八九"
_DATED = ("Y", "H", "Q")


@dataclass(frozen=True)
class Setting:
    """What fills the slots of a unit's sentences: its names, its codes, its calendar."""

    unit: str
    enterprises: tuple[str, ...]
    towns: tuple[str, ...]
    code: str
    is_roc: bool


@dataclass(frozen=True)
class Sentence:
    """A template and what stands in its slots; `slots` and `fills` run side by side."""

    template: str
    slots: tuple[str, ...]
    fills: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence as written."""
        fills = iter(self.fills)
        return "".join(next(fills) if _is_slot(part) else part for part in _parts(self.template))

    @property
    def identity(self) -> tuple[str, ...]:
        """What the sentence is about: everything but its dates, numbers and codes."""
        about = zip(self.slots, self.fills, strict=True)
        return (self.template, *(fill for slot, fill in about if _kind(slot) in ("E", "T", "[")))

    @property
    def is_dated(self) -> bool:
        """Whether a date stands in it."""
        return any(_kind(slot) in _DATED for slot in self.slots)

    def has(self, kind: str) -> bool:
        """Whether it has a slot of this kind (`C` a code, `n` a number, …)."""
        return any(_kind(slot) == kind for slot in self.slots)


def compose(template: str, setting: Setting, found: date, rng: Random) -> Sentence:
    """The template with every slot filled for a problem found on that day."""
    slots = tuple(part for part in _parts(template) if _is_slot(part))
    return Sentence(template, slots, tuple(_fill(slot, setting, found, rng) for slot in slots))


def redated(sentence: Sentence, setting: Setting, found: date, rng: Random) -> Sentence:
    """The same sentence with this year's dates in it, and nothing else new."""
    return _refilled(sentence, _DATED, setting, found, rng)


def recounted(sentence: Sentence, setting: Setting, found: date, rng: Random) -> Sentence:
    """The same problem counted again: other numbers, this year's dates, a code of this year."""
    return _refilled(sentence, (*_DATED, "n", "C"), setting, found, rng)


def recoded(sentence: Sentence, setting: Setting, found: date, rng: Random) -> Sentence:
    """The same problem in another case: another code, this year's dates, the same numbers."""
    return _refilled(sentence, (*_DATED, "C"), setting, found, rng)


def renamed(sentence: Sentence, unit: str) -> Sentence:
    """The sentence with another unit's name where the unit's own name stood."""
    pairs = zip(sentence.slots, sentence.fills, strict=True)
    return replace(sentence, fills=tuple(unit if s == "{U}" else fill for s, fill in pairs))


def year_words(year: int, setting: Setting) -> str:
    """A year as the unit writes it."""
    return f"民國{year - 1911}年" if setting.is_roc else f"{year}年"


def numeral(number: int) -> str:
    """A number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _NUMERALS[tens] + "十")
    return head + (_NUMERALS[ones] if ones else "")


def _parts(template: str) -> list[str]:
    return _SLOT.split(template)


def _is_slot(part: str) -> bool:
    return part[:1] in ("{", "[")


def _kind(slot: str) -> str:
    """`E T Y H Q C U` for names, dates and codes, `n` for a number, `[` for an object."""
    if slot[0] == "[":
        return "["
    return slot[1] if slot[1].isalpha() else "n"


def _fill(slot: str, setting: Setting, found: date, rng: Random) -> str:
    kind = _kind(slot)
    if kind == "n":
        low, high = slot[1:-1].split("-")
        return str(rng.randint(int(low), int(high)))
    if kind in _DATED:
        return _when(kind, setting, found, rng)
    return _name(slot, setting, found, rng)


def _name(slot: str, setting: Setting, found: date, rng: Random) -> str:
    kind = _kind(slot)
    if kind == "C":
        return setting.code.format(year=found.year, n=rng.randint(3, 96))
    choices = {"E": setting.enterprises, "T": setting.towns, "U": (setting.unit,)}
    return rng.choice(choices[kind] if kind in choices else slot[1:-1].split("|"))


def _when(kind: str, setting: Setting, found: date, rng: Random) -> str:
    year = year_words(found.year, setting)
    if kind == "H":
        return f"{year}{'下' if found.month == 12 else '上'}半年"
    if kind == "Q":
        return f"{year}{'一二三四'[max(0, (found.month - 1) // 3 - 1)]}季度"
    month = max(1, found.month - rng.randint(1, 2))
    if not setting.is_roc and rng.random() < 0.12:
        return "".join(_NUMERALS[int(d)] for d in str(found.year)) + f"年{numeral(month)}月"
    return f"{year}{month}月"


def _refilled(
    sentence: Sentence, kinds: tuple[str, ...], setting: Setting, found: date, rng: Random
) -> Sentence:
    pairs = zip(sentence.slots, sentence.fills, strict=True)
    fills = tuple(
        _other(slot, fill, setting, found, rng) if _kind(slot) in kinds else fill
        for slot, fill in pairs
    )
    return replace(sentence, fills=fills)


def _other(slot: str, fill: str, setting: Setting, found: date, rng: Random) -> str:
    """Another filling of the slot than the one it has; a half-year or quarter keeps its part."""
    if _kind(slot) in ("H", "Q"):
        return year_words(found.year, setting) + re.sub(r"^.*?年", "", fill)
    other = _fill(slot, setting, found, rng)
    while other == fill:
        other = _fill(slot, setting, found, rng)
    return other
