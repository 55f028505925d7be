"""Parts of a text hidden from later patterns, since RE2 can neither look ahead nor behind.

A hidden part stands between OPEN and CLOSE with its digits spelled as control characters, so a
pattern for dates or numbers cannot match inside it. Levelled text has no control characters of
its own, and `spacing.squeezed` spells the digits back.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

OPEN, CLOSE = "\x01", "\x02"
HIDDEN_DIGITS = bytes(range(0x10, 0x1A))
_SHIFT = 0x20
_ROWS = 8_192  # a slice that stays in the cache
_IS_RELEVANT = bytes(byte in b"\x01\x020123456789" for byte in range(256))
HIDDEN = f"{OPEN}[^{CLOSE}]*{CLOSE}"


def hide(texts: pa.Array, pattern: str) -> pa.Array:
    """The texts with each match of `pattern` hidden; they have nothing hidden yet, and no nulls."""
    marked = pc.replace_substring_regex(texts, pattern, rf"{OPEN}\0{CLOSE}")
    slices = [marked.slice(start, _ROWS) for start in range(0, max(len(marked), 1), _ROWS)]
    return pa.concat_arrays([_with_hidden_digits(part) for part in slices])


def _with_hidden_digits(texts: pa.Array) -> pa.Array:
    _, offsets, content = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    data = bytearray(memoryview(content)[bounds[0] : bounds[-1]]) if content else bytearray()
    at = np.flatnonzero(np.frombuffer(data.translate(_IS_RELEVANT), np.bool_))
    found = np.frombuffer(data, np.uint8)
    value = found[at]
    depth = np.cumsum(value == ord(OPEN)) - np.cumsum(value == ord(CLOSE))
    found[at[(depth > 0) & (value >= ord("0"))]] -= _SHIFT
    shifted = pa.py_buffer((bounds - bounds[0]).astype(np.int32))
    return pa.StringArray.from_buffers(len(texts), shifted, pa.py_buffer(data))
