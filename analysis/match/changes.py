"""What changed between the texts of many pairs: spans found, each distinct one named once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.match import encoding, spans, usage
from analysis.match.spans import Spans
from analysis.text import wording

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
_BY_NAME = BIT["organisation"] | BIT["object"] | BIT["place"] | BIT["person"]
_RARE = 0.0008  # share of texts under which a pair of characters is no wording of the registers
_COMMON = 0.002  # share of texts from which it is
_NAME_SIZE, _GARBLE_SIZE = 12, 2  # characters
_MOVED = 0.6  # share of pairs of symbols found elsewhere from which words were only moved
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


def between(
    older: Sequence[str],
    newer: Sequence[str],
    words: dict[int, str],
    used: usage.Usage | None = None,
) -> Changed:
    """What differs between texts of symbols, pair by pair; `words` spells the symbols of words.

    `used` is what the registers themselves teach of wording and names; without it lists decide.
    """
    changed = spans.found(older, newer)
    masks = np.zeros(len(changed.pair), np.int64)
    for symbol, bit in _MASK_BITS.items():
        counts = [
            np.array([side.count(symbol) for side in sides], np.int64)
            for sides in (changed.older, changed.newer)
        ]
        masks |= np.where(counts[0] != counts[1], bit, 0)
    spoken = _without_masks(changed)
    texts = _Texts(older, newer, words)
    bits = _named(spoken, texts)
    if used:
        bits = _learned(spoken, bits, used)
    bits = _in_sum(spoken, bits, newer)
    kinds = np.zeros(len(older), np.int64)
    np.bitwise_or.at(kinds, changed.pair, bits | masks)
    style = BIT["function"] | BIT["synonym"]
    longer = np.maximum(spans.lengths(spoken.older), spans.lengths(spoken.newer))
    lost = np.bincount(
        changed.pair, weights=longer * ((bits & ~style) > 0), minlength=len(older)
    ).astype(np.int64)
    return Changed(kinds, lost, np.maximum(spans.lengths(older), spans.lengths(newer)))


def _without_masks(changed: Spans) -> Spans:
    older, newer = (
        spans.array([text.translate(_STRIPPED) for text in side])
        for side in (changed.older, changed.newer)
    )
    return changed._replace(older=older, newer=newer)


class _Texts(NamedTuple):
    """Both texts of every pair as symbols, and what the symbols of words spell."""

    older: Sequence[str]
    newer: Sequence[str]
    words: dict[int, str]


def _named(changed: Spans, texts: _Texts) -> Numbers:
    """The bit of each change of words, zero where only reading noise differs."""
    words = texts.words
    moved, balanced = _moved(changed, texts), _balanced(changed, words)
    is_one_sided = np.array(
        [not old or not new for old, new in zip(changed.older, changed.newer, strict=True)], bool
    )
    by_date = _by_date(changed)
    # What came or went alone is judged alone; an exchange by what stands around it.
    before = np.where(is_one_sided, "", changed.before)
    after = np.where(is_one_sided, "", changed.after)
    keys = pd.MultiIndex.from_arrays(
        [changed.older, changed.newer, before, after, moved, balanced, by_date]
    )
    codes, distinct = pd.factorize(keys)
    bits = np.array([_bit(key, words) for key in distinct], np.int64)
    return bits[codes] if len(codes) else np.zeros(0, np.int64)


def _learned(changed: Spans, bits: Numbers, used: usage.Usage) -> Numbers:
    """Bits mended by use: rare against rare is a name, a short garble of common words is none."""
    sizes = np.maximum(spans.lengths(changed.older), spans.lengths(changed.newer))
    is_han = _has_han(changed.older) & _has_han(changed.newer)
    inner = [usage.least_used(side.tolist(), used) for side in (changed.older, changed.newer)]
    is_name = (np.maximum(*inner) < _RARE) & (sizes <= _NAME_SIZE) & is_han
    is_name &= bits & _BY_NAME > 0
    edged = [
        usage.least_used((_last(changed.before) + side + _first(changed.after)).tolist(), used)
        for side in (changed.older, changed.newer)
    ]
    is_garble = (np.maximum(*edged) >= _COMMON) & (np.minimum(*edged) < _RARE)
    is_garble &= (sizes <= _GARBLE_SIZE) & is_han & (bits & _BY_NAME > 0)
    bits = np.where(is_garble, BIT["text"], bits)
    return np.where(is_name, BIT["organisation"], bits)


def _has_han(texts: Texts) -> npt.NDArray[np.bool_]:
    return np.array(["\u3400" <= text[:1] <= "\u9fff" for text in texts], np.bool_)


def _last(texts: Texts) -> Texts:
    return spans.array([text[-1:] for text in texts])


def _first(texts: Texts) -> Texts:
    return spans.array([text[:1] for text in texts])


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


def _moved(changed: Spans, texts: _Texts) -> npt.NDArray[np.bool_]:
    """Whether the words on either side stand elsewhere in the other text: order, not content."""
    outside = [
        spans.share_in(side, changed.pair, other)
        for side, other in ((changed.older, texts.newer), (changed.newer, texts.older))
    ]
    longest = np.maximum(spans.lengths(changed.older), spans.lengths(changed.newer))
    return (np.minimum(*outside) >= _MOVED) & (longest > 1)


def _in_sum(changed: Spans, bits: Numbers, newer: Sequence[str]) -> Numbers:
    """A negator that is gone turns nothing while the text still says that things are wrong.

    Polarity is that of the whole text (domain.md TX): where some of its findings stay adverse,
    only words that say a thing is done, or a negation of what is wrong, are its opposite.
    """
    turned = np.flatnonzero(bits & BIT["polarity"])
    if not len(turned):
        return bits
    mended = bits.copy()
    for at in turned.tolist():
        rest = newer[changed.pair[at]].replace(changed.newer[at], "", 1)
        says_more = wording.is_adverse(changed.newer[at]) or wording.is_affirmative(
            changed.newer[at] + changed.older[at]
        )
        if not says_more and wording.is_adverse(rest):
            mended[at] = BIT["text"]
    return mended


def _balanced(changed: Spans, words: dict[int, str]) -> npt.NDArray[np.bool_]:
    """Whether an adverse word goes here and another comes elsewhere, or the reverse."""
    size = int(changed.pair.max(initial=-1)) + 1
    adverse = [_adverse(side, words) for side in (changed.older, changed.newer)]
    total = [np.bincount(changed.pair, weights=flags, minlength=size) for flags in adverse]
    elsewhere = [
        total[side][changed.pair] - adverse[side] > 0 if size else adverse[side] for side in (0, 1)
    ]
    has_older = spans.lengths(changed.older) > 0
    found: npt.NDArray[np.bool_] = np.where(has_older, elsewhere[1], elsewhere[0])
    return found


def _adverse(texts: Texts, words: dict[int, str]) -> npt.NDArray[np.bool_]:
    codes, distinct = pd.factorize(texts)
    flags = np.array([wording.is_adverse(_said(text, words)) for text in distinct], np.bool_)
    return flags[codes] if len(codes) else np.zeros(0, np.bool_)


def _by_date(changed: Spans) -> npt.NDArray[np.bool_]:
    """Whether a date stands beside the change, so that a "by" or "before" may belong to it."""
    return np.array(
        [
            before.endswith(encoding.DATE) or after.startswith(encoding.DATE)
            for before, after in zip(changed.before, changed.after, strict=True)
        ],
        np.bool_,
    )
