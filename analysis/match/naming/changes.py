"""What changed between the texts of many pairs: spans found, and each named."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.match.naming import crossing, sides, signs, spans, spelling, usage
from analysis.match.naming.sides import Parts
from analysis.match.naming.spans import Flags, Spans
from analysis.text.forms import symbols
from analysis.text.forms.symbols import Symbols, Values
from analysis.text.rows.codes import Numbers
from analysis.text.rows.compiling import compiled, in_parts
from analysis.text.wording import vocabulary, wording

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
_BITS = np.array([BIT[kind] if kind else 0 for kind in wording.KINDS])
_MASK_BITS = {
    symbols.DATE: BIT["date"],
    symbols.CODE: BIT["code"],
    symbols.NUMBER: BIT["quantity"],
    symbols.NAME: BIT["organisation"],
}
_STYLE = BIT["function"] | BIT["synonym"]
_SETTLED = _STYLE | BIT["polarity"]  # what lists say of words, whatever their capitals
_BY_NAME = BIT["organisation"] | BIT["object"] | BIT["place"] | BIT["person"]
_BEFORE, _AFTER = 2, 4  # symbols around a change that may belong to its word


class Changed(NamedTuple):
    """Per pair: the kinds of spans that differ as bits of BIT, and the symbols that differ.

    `lost` counts symbols of wording and names, the longer side of each span; style, dates and
    numbers are left out. `size` is the length of the longer text.
    """

    kinds: Numbers
    lost: Numbers
    size: Numbers


class Taught(NamedTuple):
    """What the registers themselves teach of names: Latin words, and the use of other wording.

    Without `used` lists decide on wording.
    """

    names: Values
    used: usage.Usage | None


NOTHING_TAUGHT = Taught(np.zeros(0, np.uint64), None)


def between(
    made: Symbols, older: Numbers, newer: Numbers, taught: Taught = NOTHING_TAUGHT
) -> Changed:
    """What differs between rows of symbols given by their places, pair by pair."""
    changed = spans.found(made, older, newer)
    parts = _parts(made, changed, newer)
    is_moved = _moved(made, changed, parts, (older, newer))
    bits = _bits(made, changed, parts, is_moved, (newer, taught))
    longer = np.maximum(sides.sizes(parts.older), sides.sizes(parts.newer))
    lost = np.bincount(
        changed.pair, weights=longer * ((bits & ~_STYLE) > 0), minlength=len(newer)
    ).astype(np.int64)
    kinds = np.zeros(len(newer), np.int64)
    np.bitwise_or.at(kinds, changed.pair, bits | _masked(made, changed))
    kinds[_renamed(made, changed, is_moved, taught)] |= BIT["organisation"]
    lengths = np.diff(made.starts)
    return Changed(kinds, lost, np.maximum(lengths[older], lengths[newer]))


def _bits(
    made: Symbols, changed: Spans, parts: Parts, is_moved: Flags, known: tuple[Numbers, Taught]
) -> Numbers:
    """The bit of each change, by lists of words and by what is taught."""
    newer, taught = known
    pair = (parts.older, parts.newer)
    told = signs.signs(made)
    marks = _Marks(
        is_moved, signs.are_balanced(changed, pair, told), _by_date(made, changed, newer)
    )
    bits = _named(made, parts, marks)
    if taught.used:
        bits = _learned(made, changed, parts, bits, taught.used)
    is_spelled = spelling.are_exchanged(made, pair, taught.names)
    is_settled = is_moved | (bits & _SETTLED > 0)
    bits = np.where(is_spelled & ~is_settled, BIT["organisation"], bits)
    stays = signs.stays_adverse(made, changed, pair, told, newer)
    return np.where((bits & BIT["polarity"] > 0) & stays, BIT["text"], bits)


def _renamed(made: Symbols, changed: Spans, is_moved: Flags, taught: Taught) -> Numbers:
    """The pairs in which a body was exchanged within words that were moved as well."""
    moved = crossing.crossed(made, changed, is_moved)
    older = np.arange(len(moved.pair))
    newer = older + len(older)
    found = crossing.changes_within(moved.rows, older, newer)
    parts = _parts(moved.rows, found, newer)
    is_name = spelling.are_exchanged(moved.rows, (parts.older, parts.newer), taught.names)
    if taught.used:
        is_name |= usage.names_and_garbles(moved.rows, found, parts, taught.used)[0]
    return moved.pair[found.pair[is_name]]


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


class _Marks(NamedTuple):
    """Of each change: its words were only moved; another is its counterpart; a date is beside."""

    is_moved: Flags
    is_balanced: Flags
    is_by_date: Flags


def _named(made: Symbols, parts: Parts, marks: _Marks) -> Numbers:
    """The bit of each change of words, zero where only reading noise differs."""
    kinds = np.zeros(len(marks.is_moved), np.int64)
    known = vocabulary.words()
    in_parts(len(kinds), lambda start, end: _name(made, parts, (marks, known), (start, end, kinds)))
    return _BITS[kinds]


@compiled
def _name(
    made: Symbols,
    parts: Parts,
    told: tuple[_Marks, vocabulary.Words],
    target: tuple[int, int, Numbers],
) -> None:
    """Put the place of each change among wording.KINDS; what came or went alone is judged alone."""
    (marks, known), (start, end, kinds) = told, target
    for row in range(start, end):
        older, newer = sides.said(made, parts.older, row), sides.said(made, parts.newer, row)
        if len(older) + len(newer) == 0:
            continue
        is_by_date = marks.is_by_date[row] and wording.stand_at_date(older, newer, known)
        if not is_by_date:
            before, after = sides.said(made, parts.before, row), sides.said(made, parts.after, row)
            alone = len(older) == 0 or len(newer) == 0
            around = wording.Around(
                before[: 0 if alone else len(before)],
                after[: 0 if alone else len(after)],
                marks.is_moved[row],
                marks.is_balanced[row],
            )
            kinds[row] = wording.change(older, newer, around, known)


def _moved(made: Symbols, changed: Spans, parts: Parts, rows: tuple[Numbers, Numbers]) -> Flags:
    """Whether the words on either side stand elsewhere in the other text: order, not content."""
    older, newer = rows
    shares = (
        sides.shares_elsewhere(made, parts.older, newer[changed.pair]),
        sides.shares_elsewhere(made, parts.newer, older[changed.pair]),
    )
    return (np.minimum(*shares) >= sides.MOVED) & (
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
    is_named = bits & _BY_NAME > 0
    bits = np.where(is_named & is_garble, BIT["text"], bits)
    # 江汇 for 汇盛: over the character that both have by chance no words stand against others.
    sizes = sides.sizes(parts.older)
    is_shifted = (
        (bits == BIT["text"]) & (sizes == sides.sizes(parts.newer)) & (sizes > 1) & (sizes <= 3)
    )
    return np.where((is_named | is_shifted) & is_name, BIT["organisation"], bits)
