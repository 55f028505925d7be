"""Texts as rows of 16-bit codes, one per character, for work on arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.compiling import compiled, in_parts
from analysis.text.strings import decoded

Points = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int64]


class Codes(NamedTuple):
    """The code points of all texts in a row; those of text i are points[starts[i]:starts[i + 1]].

    A character beyond the first plane is one of 2,048 places that no character has of its own.
    """

    points: Points
    starts: Numbers


def coded(texts: pa.Array | pa.ChunkedArray) -> Codes:
    """The texts as codes; a null is an empty text."""
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    lengths = pc.fill_null(pc.utf8_length(texts), 0).to_numpy(zero_copy_only=False)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])
    points = np.empty(starts[-1], np.uint16)
    first = 0
    for chunk in chunks:
        _decode_chunk(chunk, points, starts[first : first + len(chunk) + 1])
        first += len(chunk)
    return Codes(points, starts)


def points(text: str) -> Points:
    """The codes of one text."""
    found = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.where(found < 1 << 16, found, 0xD800 + (found & 0x7FF)).astype(np.uint16)


def _decode_chunk(texts: pa.Array, points: Points, starts: Numbers) -> None:
    if starts[0] == starts[-1]:
        return
    wide = texts.cast(pa.large_string())
    _, offsets, content = wide.buffers()
    bounds = np.frombuffer(offsets, np.int64)[wide.offset : wide.offset + len(wide) + 1]
    data = np.frombuffer(content, np.uint8)
    in_parts(len(wide), lambda start, end: _decode(data, bounds, (points, starts), (start, end)))


@compiled
def _decode(
    data: npt.NDArray[np.uint8],
    bounds: Numbers,
    target: tuple[Points, Numbers],
    texts: tuple[int, int],
) -> None:
    """Each UTF-8 text from bounds[i] on as codes from starts[i] on; bytes are known to be valid."""
    points, starts = target
    for text in range(texts[0], texts[1]):
        at, place = starts[text], bounds[text]
        while at < starts[text + 1]:
            point, size = decoded(data, place)
            points[at] = point if size < 4 else 0xD800 + (point & 0x7FF)
            at, place = at + 1, place + size
