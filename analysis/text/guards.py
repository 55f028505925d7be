"""Parts of a text hidden from later patterns, since RE2 can neither look ahead nor behind.

A hidden part stands between OPEN and CLOSE with its digits spelled as control characters, so a
pattern for dates or numbers cannot match inside it. Levelled text has no control characters of
its own, and `spacing.squeezed` spells the digits back.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.compiling import compiled
from analysis.text.strings import Bytes, buffers, made_of

OPEN, CLOSE = "\x01", "\x02"
HIDDEN_DIGITS = bytes(range(0x10, 0x1A))
_SHIFT = 0x20
_OPEN, _CLOSE, _NIL, _NINE = (ord(mark) for mark in (OPEN, CLOSE, "0", "9"))
HIDDEN = f"{OPEN}[^{CLOSE}]*{CLOSE}"


def hide(texts: pa.Array, pattern: str) -> pa.Array:
    """The texts with each match of `pattern` hidden; they have nothing hidden yet, and no nulls."""
    data, offsets = buffers(pc.replace_substring_regex(texts, pattern, rf"{OPEN}\0{CLOSE}"))
    content = data.copy()
    _hide_digits(content)
    return made_of(content, offsets)


@compiled
def _hide_digits(data: Bytes) -> None:
    """Spell the digits between marks as control characters, in place."""
    depth = 0
    for at in range(len(data)):
        byte = data[at]
        depth += (byte == _OPEN) - (byte == _CLOSE)
        if depth > 0 and _NIL <= byte <= _NINE:
            data[at] = byte - _SHIFT
