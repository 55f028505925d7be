"""Texts as rows of 16-bit codes, one per character, for work on arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.rows.compiling import compiled, in_parts
from analysis.text.rows.strings import decoded

Points = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int64]
_FIRST_FAR = 0x10000
_FAR_FACTOR, _FAR_BITS, _FAR_SHIFT = 0x9E3779B1, 0xFFFFFFFF, 21  # spreads them over 2,048 places


class Codes(NamedTuple):
    """The code points of all texts in a row; those of text i are points[starts[i]:starts[i + 1]].

    Characters beyond the first plane share the 2,048 places that no character has of its own, each
    always in the same one: whatever else was read, two texts have the same codes.
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
    if text and max(text) > "\uffff":
        return coded(pa.array([text], pa.string())).points
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16).copy()


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
            if point >= _FIRST_FAR:
                point = np.int64(0xD800 + ((point * _FAR_FACTOR & _FAR_BITS) >> _FAR_SHIFT))
            points[at] = point
            at, place = at + 1, place + size
