"""What changed between the texts of many pairs: spans found, each distinct one named once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.match import sides, signs, spans, usage
from analysis.match.sides import Parts
from analysis.match.spans import Flags, Spans
from analysis.text.symbols import Symbols, Values
from analysis.text import symbols, wording
from analysis.text.codes import Numbers

KINDS = (
    "code",
    "date",
    "function",
    "list_number",
    "object",
    "organisation",
    "person",
    "place",
    "polarity",
    "quantity",
    "synonym",
    "text",
)
BIT = {kind: np.int64(1 << place) for place, kind in enumerate(KINDS)}
_MASK_BITS = {
    symbols.DATE: BIT["date"],
    symbols.CODE: BIT["code"],
    symbols.NUMBER: BIT["quantity"],
    symbols.NAME: BIT["organisation"],
}
_STYLE = BIT["function"] | BIT["synonym"]
_BY_NAME = BIT["organisation"] | BIT["object"] | BIT["place"] | BIT["person"]
_MOVED = 0.6  # share of pairs of symbols found elsewhere from which words were only moved
_BEFORE, _AFTER = 2, 4  # symbols around a change that may belong to its word
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, the golden ratio's bits
_SHIFT = np.uint64(31)

Names = dict[int, int]


class Changed(NamedTuple):
    """Per pair: the kinds of spans that differ as bits of BIT, and the symbols that differ.

    `lost` counts symbols of wording and names, the longer side of each span; style, dates and
    numbers are left out. `size` is the length of the longer text.
    """

    kinds: Numbers
    lost: Numbers
    size: Numbers


def between(
    made: Symbols,
    older: Numbers,
    newer: Numbers,
    used: usage.Usage | None = None,
    names: Names | None = None,
) -> Changed:
    """What differs between rows of symbols given by their places, pair by pair.

    `used` is what the registers themselves teach of wording and names; without it lists decide.
    `names` holds changes that were named before and takes up the new ones.
    """
    changed = spans.found(made, older, newer)
    parts = _parts(made, changed, newer)
    known = signs.signs(made)
    marks = [
        _moved(made, changed, parts, (older, newer)),
        signs.are_balanced(made, changed, (parts.older, parts.newer), known),
        _by_date(made, changed, newer),
    ]
    bits = _named(made, parts, marks, {} if names is None else names)
    if used:
        bits = _learned(made, changed, parts, bits, used)
    stays = signs.stays_adverse(made, changed, (parts.older, parts.newer), known, newer)
    bits = np.where((bits & BIT["polarity"] > 0) & stays, BIT["text"], bits)
    longer = np.maximum(sides.sizes(parts.older), sides.sizes(parts.newer))
    lost = np.bincount(
        changed.pair, weights=longer * ((bits & ~_STYLE) > 0), minlength=len(newer)
    ).astype(np.int64)
    kinds = np.zeros(len(newer), np.int64)
    np.bitwise_or.at(kinds, changed.pair, bits | _masked(made, changed))
    lengths = np.diff(made.starts)
    return Changed(kinds, lost, np.maximum(lengths[older], lengths[newer]))


def _parts(made: Symbols, changed: Spans, newer: Numbers) -> Parts:
    first, last = (made.starts[newer[changed.pair] + step] for step in (0, 1))
    before = np.maximum(changed.newer_start - _BEFORE, first)
    after = np.minimum(changed.newer_end + _AFTER, last)
    return Parts(
        sides.side(made, changed.older_start, changed.older_end),
        sides.side(made, changed.newer_start, changed.newer_end),
        sides.side(made, before, changed.newer_start),
        sides.side(made, changed.newer_end, after),
    )


def _masked(made: Symbols, changed: Spans) -> Numbers:
    """The bits of the masks of which one side has more than the other."""
    bits = np.zeros(len(changed.pair), np.int64)
    for mask, bit in _MASK_BITS.items():
        before = np.concatenate([np.zeros(1, np.int64), np.cumsum(made.values == mask)])
        gone = before[changed.older_end] - before[changed.older_start]
        come = before[changed.newer_end] - before[changed.newer_start]
        bits |= np.where(gone != come, bit, 0)
    return bits


def _named(made: Symbols, parts: Parts, marks: list[Flags], names: Names) -> Numbers:
    """The bit of each change of words, zero where only reading noise differs."""
    one_sided = (sides.sizes(parts.older) == 0) | (sides.sizes(parts.newer) == 0)
    keys = _keys(parts, one_sided, marks)
    distinct, first, place = np.unique(keys, return_index=True, return_inverse=True)
    new = np.flatnonzero([key not in names for key in distinct.tolist()])
    chosen = first[new]
    texts = [sides.said(made, part, chosen) for part in parts]
    told = zip(*texts, *(mark[chosen].tolist() for mark in (one_sided, *marks)), strict=True)
    names.update(zip(distinct[new].tolist(), (_bit(*known) for known in told), strict=True))
    bits = np.array([names[key] for key in distinct.tolist()], np.int64)
    return bits[place] if len(place) else np.zeros(0, np.int64)


def _keys(parts: Parts, one_sided: Flags, marks: list[Flags]) -> Values:
    """A hash of all that names a change: what came or went alone is judged alone."""
    around = [np.where(one_sided, 0, part.hashes) for part in (parts.before, parts.after)]
    keys = np.zeros(len(one_sided), np.uint64)
    for part in (parts.older.hashes, parts.newer.hashes, *around, *marks):
        keys = (keys ^ (keys >> _SHIFT)) * _FACTOR + part.astype(np.uint64)
    return keys ^ (keys >> _SHIFT)


def _bit(
    older: str,
    newer: str,
    before: str,
    after: str,
    one_sided: bool,
    moved: bool,
    balanced: bool,
    by_date: bool,
) -> int:
    if not older and not newer or (by_date and wording.is_date_tail(older + newer)):
        return 0
    around = ("", "") if one_sided else (before, after)
    context = wording.Context(*around, is_moved=moved, is_balanced=balanced)
    kind = wording.kind_of_change(older, newer, context)
    return int(BIT[kind]) if kind else 0


def _moved(made: Symbols, changed: Spans, parts: Parts, rows: tuple[Numbers, Numbers]) -> Flags:
    """Whether the words on either side stand elsewhere in the other text: order, not content."""
    older, newer = rows
    shares = (
        sides.shares_elsewhere(made, parts.older, newer[changed.pair]),
        sides.shares_elsewhere(made, parts.newer, older[changed.pair]),
    )
    return (np.minimum(*shares) >= _MOVED) & (
        np.maximum(sides.sizes(parts.older), sides.sizes(parts.newer)) > 1
    )


def _by_date(made: Symbols, changed: Spans, newer: Numbers) -> Flags:
    """Whether a date stands beside the change, so that a "by" or "before" may belong to it."""
    is_date = np.append(made.values == symbols.DATE, False)
    first, last = (made.starts[newer[changed.pair] + step] for step in (0, 1))
    is_before = is_date[changed.newer_start - 1] & (changed.newer_start > first)
    return is_before | (is_date[changed.newer_end] & (changed.newer_end < last))


def _learned(
    made: Symbols, changed: Spans, parts: Parts, bits: Numbers, used: usage.Usage
) -> Numbers:
    """Bits mended by use: rare against rare is a name, a short garble of common words is none."""
    is_name, is_garble = usage.names_and_garbles(made, changed, parts, used)
    may_be = bits & _BY_NAME > 0
    bits = np.where(may_be & is_garble, BIT["text"], bits)
    return np.where(may_be & is_name, BIT["organisation"], bits)
