"""The cues of `elements.toml`, compiled, in the order in which they are tried."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from analysis.text.elements import needs

STRUCK = "□"
Kind = Literal["closed", "open", "second", "place", "alone"]

# Later elements must not count words that an earlier one has taken ("not over 5 files").
ORDER = (
    "masks",
    "hollow",
    "vague",
    "standard",
    "frequency",
    "time",
    "consequence",
    "owner",
    "verification",
    "scope",
    "quantity",
)
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[a-z]{3}")
_PART = re.compile(r"<(first:)?([a-z_]+)>")
_DEPTH = {"(": 1, ")": -1}


class Cue(NamedTuple):
    """One pattern; `closed` ones keep their words from later elements, `second` ones may not count.

    `needs` are what a text must hold for it (see `needs`); it reads texts of its tongue only:
    zh, en or any.
    """

    name: str
    kind: Kind
    tongue: str
    pattern: re.Pattern[str]
    needs: needs.Needs

    @property
    def is_closed(self) -> bool:
        """Whether later elements do not see its words; who acts may also check, or be the place."""
        return self.kind == "closed" and self.name != "owner"


@cache
def cues() -> tuple[Cue, ...]:
    """All cues: element after element in `ORDER`."""
    return tuple(cue for name in ORDER for cue in _cues(name))


def tongues(folded: str) -> tuple[str, ...]:
    """The tongues of the cues that read this folded text."""
    return (
        "any",
        *(["zh"] if _HAN.search(folded) else []),
        *(["en"] if _LATIN.search(folded) else []),
    )


def _cues(name: str) -> Iterator[Cue]:
    for group, written in _book()[name].items():
        tongue, _, kind = group.partition("_")
        for cue in written:
            for alternative in _alternatives(_opened(cue)):
                pattern = _expanded(alternative)
                needed = needs.needed(pattern, unsure=STRUCK)
                yield Cue(name, kind or "closed", tongue, re.compile(pattern), needed)


@cache
def _book() -> dict[str, Any]:
    path = Path(__file__).with_name("elements.toml")
    book: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = {name: _either(written) for name, written in book["parts"].items()}
    return {**book, "parts": parts}


def _either(written: str | list[str]) -> str:
    """A part as it is written, or any of its words."""
    return written if isinstance(written, str) else f"(?:{'|'.join(written)})"


def _alternatives(cue: str) -> Iterator[str]:
    """The cue taken apart at the bars that stand in no bracket: smaller ones are tried less."""
    depth, start, in_set = 0, 0, False
    for place, mark in enumerate(cue):
        if place and cue[place - 1] == "\\":
            continue
        in_set = mark == "[" or (in_set and mark != "]")
        depth += 0 if in_set else _DEPTH.get(mark, 0)
        if mark == "|" and not depth and not in_set:
            yield cue[start:place]
            start = place + 1
    yield cue[start:]


def _opened(cue: str) -> str:
    """A cue of a part and what follows it, as alternatives of which each is followed by that."""
    part, _, rest = cue.partition(">")
    words = _book()["parts"].get(part[1:]) if cue.startswith("<") else None
    return "|".join(word + rest for word in _alternatives(words[3:-1])) if words else cue


def _expanded(cue: str) -> str:
    """The cue with its parts written out; `<first:part>` is the set of how that part can begin."""
    while _PART.search(cue):
        cue = _PART.sub(_part, cue)
    return cue


def _part(match: re.Match[str]) -> str:
    pattern = _book()["parts"][match[2]]
    return needs.beginnings(_expanded(pattern)) if match[1] else pattern
