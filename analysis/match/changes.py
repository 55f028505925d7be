"""What changed between the texts of many pairs: spans found, each distinct one named once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz.distance import Levenshtein

from analysis.match import encoding
from analysis.text import wording

_GAP = 2  # equal symbols between two changes of wording that are still one change
_BEFORE, _AFTER = 2, 4  # symbols around a change that may belong to its word
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
    encoding.DATE: BIT["date"],
    encoding.CODE: BIT["code"],
    encoding.NUMBER: BIT["quantity"],
    encoding.NAME: BIT["organisation"],
}
_STRIPPED = dict.fromkeys(map(ord, encoding.MASKS))

Numbers = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]


class Changed(NamedTuple):
    """Per pair: the kinds of spans that differ as bits of BIT, and the symbols that differ.

    `lost` counts symbols of wording and names, the longer side of each span; style, dates and
    numbers are left out. `size` is the length of the longer text.
    """

    kinds: Numbers
    lost: Numbers
    size: Numbers


class _Spans(NamedTuple):
    """Changes of all pairs: the pair, the words on either side, what stands around them."""

    pair: Numbers
    older: Texts
    newer: Texts
    before: Texts
    after: Texts


def between(
    older: Sequence[str],
    newer: Sequence[str],
    words: dict[int, str],
) -> Changed:
    """What differs between texts of symbols, pair by pair; `words` spells the symbols of words."""
    spans = _spans(older, newer)
    masks = np.zeros(len(spans.pair), np.int64)
    for symbol, bit in _MASK_BITS.items():
        counts = [
            np.array([side.count(symbol) for side in sides], np.int64)
            for sides in (spans.older, spans.newer)
        ]
        masks |= np.where(counts[0] != counts[1], bit, 0)
    spoken = _without_masks(spans)
    bits = _named(spoken, words)
    kinds = np.zeros(len(older), np.int64)
    np.bitwise_or.at(kinds, spans.pair, bits | masks)
    style = BIT["function"] | BIT["synonym"]
    longer = np.maximum(_lengths(spoken.older), _lengths(spoken.newer))
    lost = np.bincount(
        spans.pair, weights=longer * ((bits & ~style) > 0), minlength=len(older)
    ).astype(np.int64)
    return Changed(kinds, lost, np.maximum(_lengths(older), _lengths(newer)))


def _spans(older: Sequence[str], newer: Sequence[str]) -> _Spans:
    """The stretches that are not equal, neighbours over a chance anchor joined."""
    flat = [
        (pair, *step[1:])
        for pair, (old, new) in enumerate(zip(older, newer, strict=True))
        for step in Levenshtein.opcodes(old, new).as_list()
        if step[0] != "equal"
    ]
    table = np.array(flat, np.int64).reshape(-1, 5)
    pair, older_start, older_end, newer_start, newer_end = table.T
    group = _groups(table, newer)
    first = np.flatnonzero(np.diff(group, prepend=-1))
    last = np.append(first[1:], len(group)) - 1 if len(first) else first
    places = list(
        zip(
            pair[first].tolist(),
            older_start[first].tolist(),
            older_end[last].tolist(),
            newer_start[first].tolist(),
            newer_end[last].tolist(),
            strict=True,
        )
    )
    return _Spans(
        pair[first],
        _array([older[row][a:b] for row, a, b, _, _ in places]),
        _array([newer[row][c:d] for row, _, _, c, d in places]),
        _array([newer[row][max(c - _BEFORE, 0) : c] for row, _, _, c, _ in places]),
        _array([newer[row][d : d + _AFTER] for row, _, _, _, d in places]),
    )


def _groups(table: Numbers, newer: Sequence[str]) -> Numbers:
    """A number per change; changes that touch, or exchanges that share a character by chance."""
    pair, older_start, older_end, newer_start, newer_end = table.T
    is_exchange = (older_end > older_start) & (newer_end > newer_start)
    gap = newer_start[1:] - newer_end[:-1]
    near = (pair[1:] == pair[:-1]) & (gap <= _GAP)
    joins = near & ((gap == 0) | is_exchange[1:] | is_exchange[:-1])
    for place in np.flatnonzero(joins & (gap > 0)).tolist():
        between = newer[pair[place]][newer_end[place] : newer_start[place + 1]]
        joins[place] = not any(symbol in encoding.MASKS for symbol in between)
    return np.cumsum(np.append([True], ~joins)) if len(table) else np.zeros(0, np.int64)


def _array(texts: list[str]) -> Texts:
    made = np.empty(len(texts), object)
    made[:] = texts
    return made


def _lengths(texts: Sequence[str] | Texts) -> Numbers:
    return np.fromiter(map(len, texts), np.int64, len(texts))


def _without_masks(spans: _Spans) -> _Spans:
    older, newer = (
        _array([text.translate(_STRIPPED) for text in side]) for side in (spans.older, spans.newer)
    )
    return spans._replace(older=older, newer=newer)


def _named(spans: _Spans, words: dict[int, str]) -> Numbers:
    """The bit of each change of words, zero where only reading noise differs."""
    moved, balanced = _moved(spans), _balanced(spans, words)
    is_one_sided = np.array(
        [not old or not new for old, new in zip(spans.older, spans.newer, strict=True)], bool
    )
    by_date = _by_date(spans)
    # What came or went alone is judged alone; an exchange by what stands around it.
    before = np.where(is_one_sided, "", spans.before)
    after = np.where(is_one_sided, "", spans.after)
    keys = pd.MultiIndex.from_arrays(
        [spans.older, spans.newer, before, after, moved, balanced, by_date]
    )
    codes, distinct = pd.factorize(keys)
    bits = np.array([_bit(key, words) for key in distinct], np.int64)
    return bits[codes] if len(codes) else np.zeros(0, np.int64)


def _bit(
    key: tuple[str, str, str, str, bool, bool, bool],
    words: dict[int, str],
) -> int:
    older, newer, before, after = (_said(symbols, words) for symbols in key[:4])
    moved, balanced, by_date = key[4:]
    if not older and not newer or (by_date and wording.is_date_tail(older + newer)):
        return 0
    context = wording.Context(before, after, is_moved=bool(moved), is_balanced=bool(balanced))
    kind = wording.kind_of_change(older, newer, context)
    return int(BIT[kind]) if kind else 0


def _said(symbols: str, words: dict[int, str]) -> str:
    """Symbols as a person writes them: Latin words parted by a space, Han characters joined."""
    if symbols.isascii():
        return symbols
    text = ""
    for symbol in symbols:
        if symbol in encoding.MASKS:
            continue
        said = words.get(ord(symbol), symbol)
        text += " " * bool(text and said.isascii() and text[-1].isascii()) + said
    return text


def _moved(spans: _Spans) -> npt.NDArray[np.bool_]:
    """Whether words taken out here were put in elsewhere in the pair: order, not content."""
    moved = np.zeros(len(spans.pair), np.bool_)
    count = np.bincount(spans.pair)[spans.pair] if len(spans.pair) else spans.pair
    several = np.flatnonzero(count > 1)
    out: dict[int, str] = {}
    put: dict[int, str] = {}
    for at in several.tolist():
        row = int(spans.pair[at])
        out[row] = out.get(row, "") + "\n" + spans.older[at]
        put[row] = put.get(row, "") + "\n" + spans.newer[at]
    for at in several.tolist():
        row, old, new = int(spans.pair[at]), spans.older[at], spans.newer[at]
        moved[at] = (len(old) > 1 and old in put[row]) or (len(new) > 1 and new in out[row])
    return moved


def _balanced(spans: _Spans, words: dict[int, str]) -> npt.NDArray[np.bool_]:
    """Whether an adverse word goes here and another comes elsewhere, or the reverse."""
    size = int(spans.pair.max(initial=-1)) + 1
    adverse = [_adverse(side, words) for side in (spans.older, spans.newer)]
    total = [np.bincount(spans.pair, weights=flags, minlength=size) for flags in adverse]
    elsewhere = [
        total[side][spans.pair] - adverse[side] > 0 if size else adverse[side] for side in (0, 1)
    ]
    has_older = _lengths(spans.older) > 0
    found: npt.NDArray[np.bool_] = np.where(has_older, elsewhere[1], elsewhere[0])
    return found


def _adverse(texts: Texts, words: dict[int, str]) -> npt.NDArray[np.bool_]:
    codes, distinct = pd.factorize(texts)
    flags = np.array([wording.is_adverse(_said(text, words)) for text in distinct], np.bool_)
    return flags[codes] if len(codes) else np.zeros(0, np.bool_)


def _by_date(spans: _Spans) -> npt.NDArray[np.bool_]:
    """Whether a date stands beside the change, so that a "by" or "before" may belong to it."""
    return np.array(
        [
            before.endswith(encoding.DATE) or after.startswith(encoding.DATE)
            for before, after in zip(spans.before, spans.after, strict=True)
        ],
        np.bool_,
    )
