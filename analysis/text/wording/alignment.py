"""Two texts laid side by side: every span that changed, and where every character came from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from analysis.text.forms.lexemes import Lexeme, lexemes
from analysis.text.wording import wording

_NUMBERS = frozenset({"list_number", "code", "quantity"})
NAMES = ("organisation", "person", "place", "object")
_MASK_KINDS = {"measure": "quantity", "mark": None}
_GAP = 2  # equal characters between two changes of wording that are still one change
_NEAR = 4  # lexemes around a change that may belong to its word


class Span(NamedTuple):
    """A stretch that differs; positions are into the raw texts, empty where nothing stood."""

    kind: str
    older_start: int
    older_end: int
    newer_start: int
    newer_end: int


class Piece(NamedTuple):
    """A stretch of one raw text with its provenance: same, date, number, name or new."""

    kind: str
    start: int
    end: int


class _Change(NamedTuple):
    older: Sequence[Lexeme]
    newer: Sequence[Lexeme]
    older_at: int
    newer_at: int


def changed_spans(older: str, newer: str) -> tuple[Span, ...]:
    """The spans that differ between two texts, in the order of the newer one.

    Kinds: date, list_number, code, quantity, organisation, person, place, object, polarity,
    function, synonym, text. Script, width, case, spaces and punctuation are no change, nor are
    characters that machine reading confuses.
    """
    before, after = lexemes(older), lexemes(newer)
    changes = _changes(before, after)
    words = [(_words(change.older), _words(change.newer)) for change in changes]
    texts = _Texts(before, after, changes, words)
    spans = [span for change in texts.changes for span in _spans(change, texts)]
    return tuple(sorted(spans, key=lambda span: (span.newer_start, span.older_start, span.kind)))


def provenance(older: str, newer: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """For the older and the newer text a full cover of pieces, for the evidence card's colours.

    Kinds: `same`, `date`, `number` (list numbers, codes, quantities), `name` (organisation,
    person, place, object) and `new` (any other wording that only this text has).
    """
    spans = changed_spans(older, newer)
    left = [(_colour(span.kind), span.older_start, span.older_end) for span in spans]
    right = [(_colour(span.kind), span.newer_start, span.newer_end) for span in spans]
    return _cover(left, len(older)), _cover(right, len(newer))


def _changes(before: Sequence[Lexeme], after: Sequence[Lexeme]) -> list[_Change]:
    """Stretches that are not equal, dates against dates, neighbours over a short gap joined."""
    steps = Levenshtein.opcodes([unit.role for unit in before], [unit.role for unit in after])
    found: list[_Change] = []
    for step in steps:
        older, newer = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
        if step.tag != "equal":
            found.append(_Change(older, newer, step.src_start, step.dest_start))
            continue
        found += [
            _Change([old], [new], step.src_start + place, step.dest_start + place)
            for place, (old, new) in enumerate(zip(older, newer, strict=True))
            if old.key != new.key
        ]
    return _joined(found, (before, after))


def _joined(
    changes: list[_Change], texts: tuple[Sequence[Lexeme], Sequence[Lexeme]]
) -> list[_Change]:
    """Changes that touch are one, and so are exchanges that share a character by chance."""
    before, after = texts
    joined = changes[:1]
    for change in changes[1:]:
        last = joined[-1]
        between = after[last.newer_at + len(last.newer) : change.newer_at]
        touching = not between and _is_wording(last) and _is_wording(change)
        if touching or _is_chance(between, last, change):
            joined[-1] = _Change(
                before[last.older_at : change.older_at + len(change.older)],
                after[last.newer_at : change.newer_at + len(change.newer)],
                last.older_at,
                last.newer_at,
            )
        else:
            joined.append(change)
    return joined


def _is_wording(change: _Change) -> bool:
    return all(lexeme.kind == "text" for lexeme in (*change.older, *change.newer))


def _is_chance(between: Sequence[Lexeme], last: _Change, change: _Change) -> bool:
    """Whether so little stands equal between two changes of wording that it is no anchor."""
    if not 0 < len(between) <= _GAP or any(lexeme.kind != "text" for lexeme in between):
        return False
    return _is_exchange(last) or _is_exchange(change)


def _is_exchange(change: _Change) -> bool:
    return all(
        any(lexeme.kind == "text" for lexeme in side) for side in (change.older, change.newer)
    )


class _Texts(NamedTuple):
    """Both texts with all that changed between them."""

    before: Sequence[Lexeme]
    after: Sequence[Lexeme]
    changes: list[_Change]
    words: list[tuple[str, str]]


def _spans(change: _Change, texts: _Texts) -> list[Span]:
    """One span per kind of thing in a change: its dates, codes and numbers, then its words."""
    spans = []
    for kind in dict.fromkeys(lexeme.kind for lexeme in (*change.older, *change.newer)):
        older = [lexeme for lexeme in change.older if lexeme.kind == kind]
        newer = [lexeme for lexeme in change.newer if lexeme.kind == kind]
        named = _word_kind(change, texts) if kind == "text" else _MASK_KINDS.get(kind, kind)
        if kind == "text" and _goes_with_date(change, texts):
            continue
        if named and [lexeme.key for lexeme in older] != [lexeme.key for lexeme in newer]:
            spans.append(_span(named, older, newer, _anchor(change, texts)))
    return spans


def _goes_with_date(change: _Change, texts: _Texts) -> bool:
    """Whether it is a "by" or "before" that came or went beside a date that changed."""
    words = _words(change.older) + _words(change.newer)
    if not wording.is_date_tail(words):
        return False
    behind = change.newer_at + len(change.newer)
    beside = (*texts.after[max(change.newer_at - 1, 0) : behind + 1], *change.older)
    has_date = any(lexeme.kind == "date" for lexeme in beside)
    return has_date and any(
        lexeme.kind == "date" for other in texts.changes for lexeme in (*other.older, *other.newer)
    )


def _anchor(change: _Change, texts: _Texts) -> tuple[int, int]:
    """Where an empty side stands: at the end of the lexeme before it."""
    older = texts.before[change.older_at - 1].end if change.older_at else 0
    newer = texts.after[change.newer_at - 1].end if change.newer_at else 0
    return older, newer


def _span(
    kind: str, older: Sequence[Lexeme], newer: Sequence[Lexeme], anchor: tuple[int, int]
) -> Span:
    older_start, older_end = (older[0].start, older[-1].end) if older else (anchor[0],) * 2
    newer_start, newer_end = (newer[0].start, newer[-1].end) if newer else (anchor[1],) * 2
    return Span(kind, older_start, older_end, newer_start, newer_end)


def _word_kind(change: _Change, texts: _Texts) -> str | None:
    """The kind of a change of wording; None where only reading noise differs."""
    older, newer = _words(change.older), _words(change.newer)
    behind = change.newer_at + len(change.newer)
    context = wording.Context(
        before=_words(texts.after[max(change.newer_at - _NEAR, 0) : change.newer_at]),
        after=_words(texts.after[behind : behind + _NEAR]),
        is_moved=_is_moved(older, newer, texts),
        is_balanced=_is_balanced((older, newer), texts),
    )
    return wording.kind_of_change(older, newer, context)


def _is_moved(older: str, newer: str, texts: _Texts) -> bool:
    """Whether words taken out here were put in elsewhere: the order changed, not the content."""
    return (len(older) > 1 and any(older in put for _, put in texts.words)) or (
        len(newer) > 1 and any(newer in out for out, _ in texts.words)
    )


def _is_balanced(own: tuple[str, str], texts: _Texts) -> bool:
    """Whether an adverse word goes here and another comes elsewhere, or the reverse."""
    side = 1 if own[0] else 0
    return any(pair != own and wording.is_adverse(pair[side]) for pair in texts.words)


def _words(found: Sequence[Lexeme]) -> str:
    """Words as a person writes them: Latin ones parted by a space, Han characters joined."""
    text = ""
    for lexeme in found:
        if lexeme.kind == "text":
            needs_space = bool(text) and lexeme.key.isascii() and text[-1].isascii()
            text += " " * needs_space + lexeme.key
    return text


def _colour(kind: str) -> str:
    if kind == "date":
        return "date"
    if kind in _NUMBERS:
        return "number"
    return "name" if kind in NAMES else "new"


def _cover(marked: list[tuple[str, int, int]], length: int) -> tuple[Piece, ...]:
    """Pieces from 0 to length without gap or overlap; between the marked ones all is same."""
    colours = ["same"] * length
    for kind, start, end in marked:
        colours[start:end] = [kind] * (end - start)
    starts = [place for place in range(length) if not place or colours[place] != colours[place - 1]]
    return tuple(
        Piece(colours[start], start, end)
        for start, end in pairwise([*starts, length])
        if start < end
    )
