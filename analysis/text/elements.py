"""Which elements a measure states, where in its text, and how much of it is hollow phrases.

The eight elements and the hollow share are those of domain.md 7.2; the cues stand in
`elements.toml`. A measure is folded first (width, case, script), names that hold a number
(eight-point rules, titles, document numbers) and reduplications are struck out, then hollow
phrases, and only what is left can state an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import attrgetter

from analysis.text import cues, folding, sieve

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

_BATCH = 4_096
_COARSE_SCORE = 2
_COARSE_HOLLOW = 0.40
_HOLLOW_FROM = 0.10
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLAUSE_END = re.compile(r"[,;。]|[a-z)][.] ")
_ACT_LENGTH = 12  # six Chinese characters or twelve letters: more than "by then" or a date


@dataclass(frozen=True)
class Elements:
    """What one measure states; spans are half-open ranges of characters of the text as given."""

    spans: dict[str, tuple[Span, ...]]
    hollow_spans: tuple[Span, ...]
    hollow_share: float
    vague_share: float

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
        empty = self.hollow_share + self.vague_share
        return empty >= (_COARSE_HOLLOW if self.has("scope") else _HOLLOW_FROM)


def elements(text: str) -> Elements:
    """The elements that one measure states, in Simplified, Traditional or English text."""
    folded, origin = folding.fold(text), folding.origins(text)
    spoken = cues.tongues(folded)
    found = _read(folded, [cue for cue in cues.cues() if cue.tongue in spoken])
    spans = {name: _restored(found.spans[name], origin) for name in ELEMENTS}
    return replace(found, spans=spans, hollow_spans=_restored(found.hollow_spans, origin))


def each(texts: Sequence[str]) -> Iterator[Elements]:
    """The elements of many measures, in their order; spans are those of the folded texts.

    The answers are those of `elements`; cues that cannot match are sieved out batch by batch.
    """
    for start in range(0, len(texts), _BATCH):
        folded = [folding.fold(text) for text in texts[start : start + _BATCH]]
        for text, tried in zip(folded, _sieve().passing(folded), strict=True):
            spoken = cues.tongues(text)
            known = cues.cues()
            yield _read(text, [known[place] for place in tried if known[place].tongue in spoken])


@cache
def _sieve() -> sieve.Sieve:
    return sieve.Sieve([cue.needs for cue in cues.cues()])


def _read(folded: str, tried: Iterable[cues.Cue]) -> Elements:
    """What the cues find, in their order; spans of the folded text."""
    found: dict[str, list[Span]] = {}
    text = folded
    for name, group in groupby(tried, key=attrgetter("name")):
        closed: list[Span] = []
        found[name] = []
        for kind, alike in groupby(group, key=attrgetter("kind")):
            read = _struck(text, found.get("owner", [])) if kind == "place" else text
            spans = [match.span() for cue in alike for match in cue.pattern.finditer(read)]
            if kind == "second":
                spans = _second_looks(text, spans, found.get("owner", []))
            # "Monthly … twice" says how often, "twice" alone how much.
            said = "frequency" if kind == "alone" and found.get("frequency") else name
            found[said] = [*found[said], *spans]
            closed += spans if kind == "closed" else []
        found[name] = _first(found[name])
        # Who acts may also check, or be the place.
        text = text if name == "owner" else _struck(text, _first(closed))
    return _elements(folded, found)


def _elements(folded: str, found: Mapping[str, list[Span]]) -> Elements:
    spans = {name: tuple(_first(found.get(name, ()))) for name in ELEMENTS}
    hollow = found.get("hollow", [])
    shares = _share(hollow, folded), _share(found.get("vague", []), folded)
    said = Elements(spans, tuple(hollow), *shares)
    # Whom hollow phrases concern limits nothing.
    return replace(said, spans=spans | {"scope": ()}) if said.is_hollow else said


def _second_looks(text: str, looks: list[Span], owners: list[Span]) -> list[Span]:
    """Checks by another than who acts first, or after an act: a self-check verifies nothing."""
    first_end = min((end for _, end in owners), default=len(text))
    if all(start >= first_end for start, _ in looks):
        return looks
    return [look for look in looks if look[0] >= min(first_end, _act_end(text))]


def _act_end(text: str) -> int:
    """Where the first clause ends before which more than a date is said."""
    said, place = 0, 0
    for match in _CLAUSE_END.finditer(text):
        said += len(_HAN.findall(text, place, match.start())) + sum(
            map(str.isalnum, text[place : match.start()])
        )
        place = match.start()
        if said >= _ACT_LENGTH:
            return match.end()
    return len(text) + 1


def _first(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of place; of overlapping ones the first, of its rivals the first tried."""
    chosen: list[Span] = []
    end = 0
    for span in sorted(spans, key=lambda span: span[0]):
        if span[0] >= end and span[1] > span[0]:
            chosen.append(span)
            end = span[1]
    return chosen


def _struck(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans (in order, apart) struck out, every other character in its place."""
    pieces: list[str] = []
    place = 0
    for start, end in spans:
        pieces += [text[place:start], cues.STRUCK * (end - start)]
        place = end
    return "".join([*pieces, text[place:]]) if pieces else text


def _restored(spans: Iterable[Span], origin: list[int]) -> tuple[Span, ...]:
    return tuple((origin[start], origin[end - 1] + 1) for start, end in spans)


def _share(hollow: list[Span], folded: str) -> float:
    """Characters of hollow phrases (their inner spaces too) over letters and characters."""
    letters = sum(map(str.isalnum, folded))
    return min(1.0, sum(end - start for start, end in hollow) / letters) if letters else 0.0
