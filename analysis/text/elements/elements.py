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

from analysis.text.elements import cues, measure_text, sieve

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

_BATCH = 16_384  # the sieve's own time is spent by the batch
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
    folded, origin = measure_text.fold(text), measure_text.origins(text)
    spoken = cues.tongues(folded)
    found = _read(folded, [cue for cue in cues.cues() if cue.tongue in spoken])
    spans = {name: _restored(found.spans[name], folded, origin) for name in ELEMENTS}
    hollow = _restored(found.hollow_spans, folded, origin)
    return replace(found, spans=spans, hollow_spans=hollow)


def each(texts: Sequence[str]) -> Iterator[Elements]:
    """The elements of many measures, in their order; of each at least one span, in folded text.

    What they state is what `elements` says; cues that cannot match are sieved out batch by batch,
    and what is stated already is looked for no further.
    """
    for start in range(0, len(texts), _BATCH):
        folded = [measure_text.fold(text) for text in texts[start : start + _BATCH]]
        for text, tried in zip(folded, _sieve().passing(folded), strict=True):
            spoken = cues.tongues(text)
            known = cues.cues()
            asked = [known[place] for place in tried if known[place].tongue in spoken]
            yield _read(text, asked, is_brief=True)


@cache
def _sieve() -> sieve.Sieve:
    return sieve.Sieve([cue.needs for cue in cues.cues()])


def _read(folded: str, tried: Iterable[cues.Cue], *, is_brief: bool = False) -> Elements:
    """What the cues find, in their order; spans of the folded text, if brief not all of them."""
    found: dict[str, list[Span]] = {}
    closed: list[Span] = []
    name, text = "", folded
    for cue in tried:
        if cue.name != name:
            name, text, closed = cue.name, _struck(text, closed), []
        if is_brief and cue.kind != "closed" and found.get(name):
            continue
        spans = [match.span() for match in cue.pattern.finditer(_seen(cue, text, found))]
        if spans:
            said, spans = _counted(cue, spans, text, found)
            found[said] = _first([*found.get(said, []), *spans])
            closed = _first([*closed, *spans]) if cue.is_closed else closed
    return _elements(folded, found)


def _seen(cue: cues.Cue, text: str, found: Mapping[str, list[Span]]) -> str:
    """What the cue reads: who acts is no place."""
    return _struck(text, found.get("owner", [])) if cue.kind == "place" else text


def _counted(
    cue: cues.Cue, spans: list[Span], text: str, found: Mapping[str, list[Span]]
) -> tuple[str, list[Span]]:
    """The element that the spans speak for, and those that count, seeing what else was found."""
    if cue.kind == "second":
        return cue.name, _second_looks(text, spans, found.get("owner", []))
    # "Monthly … twice" says how often, "twice" alone how much.
    is_often = cue.kind == "alone" and "frequency" in found
    return "frequency" if is_often else cue.name, spans


def _elements(folded: str, found: Mapping[str, list[Span]]) -> Elements:
    spans = {name: tuple(found.get(name, ())) for name in ELEMENTS}
    hollow, vague = found.get("hollow", []), found.get("vague", [])
    letters = sum(map(str.isalnum, folded)) if hollow or vague else 0
    shares = _share(hollow, letters), _share(vague, letters)
    said = Elements(spans, tuple(hollow), *shares)
    # Whom hollow phrases concern limits nothing.
    is_empty = said.has("scope") and said.is_hollow
    return replace(said, spans=spans | {"scope": ()}) if is_empty else said


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


def _first(spans: list[Span]) -> list[Span]:
    """The spans in order of place; of overlapping ones the first, of its rivals the first tried."""
    if len(spans) < 2:
        return spans
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


def _restored(spans: Iterable[Span], folded: str, origin: list[int]) -> tuple[Span, ...]:
    """The spans in the text as given, without white space before their words."""
    starts = (
        (start + len(piece) - len(piece.lstrip()), end)
        for start, end in spans
        if (piece := folded[start:end])
    )
    return tuple((origin[start], origin[end - 1] + 1) for start, end in starts if start < end)


def _share(spans: list[Span], letters: int) -> float:
    """Characters of the spans (their inner spaces too) over letters and characters."""
    return min(1.0, sum(end - start for start, end in spans) / letters) if letters else 0.0
