"""Which elements a measure states, where in its text, and how much of it is hollow phrases.

The eight elements and the hollow share are those of domain.md 7.2; the cues stand in
`elements.toml`. A measure is folded first (width, case, script), names that hold a number
(eight-point rules, titles, document numbers) and reduplications are struck out, then hollow
phrases, and only what is left can state an element.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.text import noise, script

ELEMENTS = (
    "owner",
    "quantity",
    "time",
    "frequency",
    "standard",
    "verification",
    "scope",
    "consequence",
)
Span = tuple[int, int]

# Later elements must not count words that an earlier one has taken ("not over 5 files").
_ORDER = (
    "standard",
    "frequency",
    "time",
    "consequence",
    "owner",
    "verification",
    "scope",
    "quantity",
)
_STRUCK = "□"
_COARSE_SCORE = 2
_COARSE_HOLLOW = 0.40
_HOLLOW_FROM = 0.10
_HAN = re.compile(r"[\u3400-\u9fff]")
_ANNOTATION = re.compile(rf"(?<=[\u3400-\u9fff]){noise.ANNOTATION}")
_LATIN = re.compile(r"[a-z]{3}")
_CLAUSE_END = re.compile(r"[,;。]|[a-z)][.] ")
_ACT_LENGTH = 12  # six Chinese characters or twelve letters: more than "by then" or a date


@dataclass(frozen=True)
class Elements:
    """What one measure states; spans are half-open ranges of characters of the text as given."""

    spans: dict[str, tuple[Span, ...]]
    hollow_spans: tuple[Span, ...]
    hollow_share: float

    def has(self, element: str) -> bool:
        """Whether the measure states this one of `ELEMENTS`."""
        return bool(self.spans[element])

    @property
    def quantification_score(self) -> int:
        """How many of the eight elements are stated, 0 to 8."""
        return sum(map(bool, self.spans.values()))

    @property
    def is_coarse(self) -> bool:
        """Score at most 2 with neither time nor quantity, or hollow share at least 0.40."""
        vague = not (self.has("time") or self.has("quantity"))
        few = self.quantification_score <= _COARSE_SCORE
        return (few and vague) or self.hollow_share >= _COARSE_HOLLOW

    @property
    def is_hollow(self) -> bool:
        """Whether nothing is stated, or only whom it concerns, and hollow phrases take over."""
        if self.quantification_score - self.has("scope") > 0:
            return False
        return self.hollow_share >= (_COARSE_HOLLOW if self.has("scope") else _HOLLOW_FROM)


def elements(text: str) -> Elements:
    """The elements that one measure states, in Simplified, Traditional or English text."""
    folded, origin = _fold(text)
    tongues = _tongues(folded)
    open_text = _struck(folded, _matches([_masks()], folded))
    hollow = _matches([_cues("hollow", tongue, "") for tongue in tongues], open_text)
    found = _search(_struck(open_text, hollow), tongues)
    spans = {name: _restored(found[name], origin) for name in ELEMENTS}
    return Elements(spans, _restored(hollow, origin), _share(hollow, folded))


def _fold(text: str) -> tuple[str, list[int]]:
    """Half width, lower case, Simplified, no pinyin; and the place of each character kept."""
    simple, noisy = _script_table(), _annotated(text)
    characters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        if place in noisy:
            continue
        for folded in unicodedata.normalize("NFKC", character).lower():
            if folded.isspace() and _beside_han(text, place):
                continue
            characters.append(" " if folded.isspace() else folded.translate(simple))
            origin.append(place)
    return "".join(characters), origin


@cache
def _script_table() -> dict[int, str]:
    return str.maketrans(script.characters())


def _annotated(text: str) -> set[int]:
    return {place for match in _ANNOTATION.finditer(text) for place in range(*match.span())}


def _beside_han(text: str, place: int) -> bool:
    return bool(_HAN.search(text[max(place - 1, 0) : place + 2]))


def _tongues(folded: str) -> list[str]:
    tongues = ["zh"] if _HAN.search(folded) else []
    return [*tongues, "en"] if _LATIN.search(folded) else tongues


def _search(text: str, tongues: list[str]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for name in _ORDER:
        closed = _matches([_cues(name, tongue, "closed") for tongue in tongues], text)
        shared = _matches([_cues(name, tongue, "open") for tongue in tongues], text)
        found[name] = _merged([*closed, *shared])
        if name == "verification":
            found[name] += _second_looks(text, tongues, found["owner"])
        text = text if name == "owner" else _struck(text, closed)
    return found


def _second_looks(text: str, tongues: list[str], owners: list[Span]) -> list[Span]:
    """Checks by another than who acts first, or after an act: a self-check verifies nothing."""
    looks = _matches([_cues("verification", tongue, "second") for tongue in tongues], text)
    first_end = min((end for _, end in owners), default=len(text))
    return [look for look in looks if look[0] >= first_end or _follows_act(text[: look[0]])]


def _follows_act(before: str) -> bool:
    """Whether a clause that says more than a date stands before."""
    ends = [match.start() for match in _CLAUSE_END.finditer(before)]
    act = before[: ends[-1]] if ends else ""
    said = sum(2 if _HAN.match(character) else character.isalnum() for character in act)
    return said >= _ACT_LENGTH


def _matches(cues: Iterable[re.Pattern[str] | None], text: str) -> list[Span]:
    spans = [match.span() for cue in cues if cue for match in cue.finditer(text)]
    return _merged(span for span in spans if span[1] > span[0])


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of place, overlapping ones joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _struck(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans struck out, every other character in its place."""
    for start, end in spans:
        text = text[:start] + _STRUCK * (end - start) + text[end:]
    return text


def _restored(spans: Iterable[Span], origin: list[int]) -> tuple[Span, ...]:
    return tuple((origin[start], origin[end - 1] + 1) for start, end in spans)


def _share(hollow: list[Span], folded: str) -> float:
    """Characters of hollow phrases (their inner spaces too) over letters and characters."""
    letters = sum(character.isalnum() for character in folded)
    return min(1.0, sum(end - start for start, end in hollow) / letters) if letters else 0.0


@cache
def _book() -> dict[str, Any]:
    path = Path(__file__).with_name("elements.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _masks() -> re.Pattern[str]:
    return _compiled(_book()["masks"]["cues"])


@cache
def _cues(name: str, tongue: str, kind: str) -> re.Pattern[str] | None:
    written = _book()[name].get(f"{tongue}_{kind}" if kind else tongue)
    return _compiled(written) if written else None


def _compiled(cues: list[str]) -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{cue})" for cue in cues)
    while re.search(r"<([a-z_]+)>", alternatives):
        alternatives = re.sub(
            r"<([a-z_]+)>", lambda match: _book()["parts"][match[1]], alternatives
        )
    return re.compile(alternatives)
