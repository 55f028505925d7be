"""Parts of a text hidden from later patterns, since RE2 can neither look ahead nor behind.

A hidden part stands between two marks with its digits spelled as control characters, so a pattern
for dates or numbers cannot match inside it. Levelled text has none of these marks of its own, and
`spacing.squeezed` spells the digits back.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.rows.compiling import compiled
from analysis.text.rows.strings import Bytes, Offsets, buffers, made_of

OPEN, CLOSE = "\x01", "\x02"  # around codes and numbers that name something
DATE_OPEN, DATE_CLOSE = "\x0b", "\x0c"
HIDDEN_DIGITS = bytes(range(0x10, 0x1A))
_SHIFT = 0x20
_NIL, _NINE = ord("0"), ord("9")
_DATE_OPEN, _DATE_CLOSE = ord(DATE_OPEN), ord(DATE_CLOSE)
HIDDEN = f"{OPEN}[^{CLOSE}]*{CLOSE}"


def hide(texts: pa.Array, pattern: str) -> pa.Array:
    """The texts with each match of `pattern` hidden; they have nothing hidden yet, and no nulls."""
    return _hidden(pc.replace_substring_regex(texts, pattern, rf"{OPEN}\0{CLOSE}"), OPEN, CLOSE)


def hide_dates(texts: pa.Array, pattern: str, kept: str = r"{}\0{}") -> pa.Array:
    """The texts with each match hidden between the marks of dates; what is hidden already stays.

    `kept` is what stands for a match: {} and {} are the marks.
    """
    marked = pc.replace_substring_regex(texts, pattern, kept.format(DATE_OPEN, DATE_CLOSE))
    return _hidden(marked, DATE_OPEN, DATE_CLOSE)


def masked_dates(texts: pa.Array, mask: str) -> pa.Array:
    """The texts with `mask` in the place of each hidden date."""
    data, offsets = buffers(texts)
    spelled = np.frombuffer(mask.encode(), np.uint8).copy()
    size = len(data) + int((data == _DATE_OPEN).sum()) * len(spelled)
    content, bounds = np.empty(size, np.uint8), np.zeros(len(offsets), np.int32)
    used = _mask(data, offsets, spelled, (content, bounds))
    return made_of(content[:used], bounds)


def _hidden(marked: pa.Array, first: str, last: str) -> pa.Array:
    data, offsets = buffers(marked)
    content = data.copy()
    _hide_digits(content, ord(first), ord(last))
    return made_of(content, offsets)


@compiled
def _hide_digits(data: Bytes, first: int, last: int) -> None:
    """Spell the digits between the marks as control characters, in place."""
    depth = 0
    for at in range(len(data)):
        byte = data[at]
        depth += (byte == first) - (byte == last)
        if depth > 0 and _NIL <= byte <= _NINE:
            data[at] = byte - _SHIFT


@compiled
def _mask(data: Bytes, offsets: Offsets, mask: Bytes, target: tuple[Bytes, Offsets]) -> int:
    content, bounds = target
    used, is_inside = 0, False
    for text in range(len(offsets) - 1):
        for byte in data[offsets[text] : offsets[text + 1]]:
            is_inside |= byte == _DATE_OPEN
            if byte == _DATE_OPEN:
                content[used : used + len(mask)] = mask
                used += len(mask)
            elif not is_inside:
                content[used] = byte
                used += 1
            is_inside &= byte != _DATE_CLOSE
        bounds[text + 1] = used
    return used
