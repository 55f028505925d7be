"""The bytes of Arrow strings as arrays, and strings of such arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.text.rows.compiling import compiled

Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int32]


def buffers(texts: pa.Array) -> tuple[Bytes, Offsets]:
    """The UTF-8 bytes of all texts in a row, and where each starts, with the end of the last."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    content = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
    return content[bounds[0] : bounds[-1]], bounds - bounds[0]


def made_of(content: Bytes, offsets: Offsets) -> pa.Array:
    """Texts without nulls: text i is content[offsets[i]:offsets[i + 1]]."""
    parts = (pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(content)))
    return pa.StringArray.from_buffers(len(offsets) - 1, *parts)


@compiled
def decoded(data: Bytes, at: int) -> tuple[np.int64, int]:
    """The code point that begins there, and how many bytes it has; the bytes are valid UTF-8."""
    lead = np.int64(data[at])
    if lead < 0x80:
        return lead, 1
    size = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    point = lead & (0x7F >> size)
    for step in range(1, size):
        point = (point << 6) | np.int64(data[at + step] & 0x3F)
    return point, size


@compiled
def encode(point: int, content: Bytes, at: int) -> int:
    """Write a code point, nothing for 0; the place behind it."""
    left = np.int64(point)
    if left == 0:
        return at
    if left < 0x80:
        content[at] = left
        return at + 1
    size = 2 if left < 0x800 else 3 if left < 0x10000 else 4
    for step in range(size - 1, 0, -1):
        content[at + step] = 0x80 | (left & 0x3F)
        left >>= 6
    content[at] = (0xF00 >> size) & 0xFF | left
    return at + size
