"""Characters spelled one way: width, script, case of accents, punctuation, decimal points.

The levelled text is what every pattern of this package reads. In it a bracket is ( or ), a
quotation mark ", the Chinese full stop ;, the enumeration comma `, a dash - or ~, white space
a space. A full stop between two digits is POINT and a comma COMMA, so that no pattern has to
look ahead (RE2 cannot) to tell 3.5 from a list number.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis.text import noise, script

POINT = "\x06"
COMMA = "\x07"

_DROPPED = "\x00"
_MAPPED = {
    **dict.fromkeys("。；", ";"),
    **dict.fromkeys("、", "`"),
    **dict.fromkeys("…，‚", ","),
    **dict.fromkeys("—―─〜～", "~"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("〔[{【〖〘〚⟨﹝", "("),
    **dict.fromkeys("〕]}】〗〙〛⟩﹞", ")"),
    **dict.fromkeys("’‘‛", "'"),
    **dict.fromkeys("`´“”„‟〝〞「」『』《》〈〉", '"'),
    **dict.fromkeys("|_\\^*#", " "),
    # Look-alikes that typing and scanning confuse.
    **dict.fromkeys("○◯", "〇"),
    "曰": "日",
    "帐": "账",
}
# List marks ① to ⑳ would become bare digits: they are kept, and known to be list numbers.
_CIRCLED = frozenset(map(chr, range(0x2460, 0x2474)))
_POINT_BETWEEN = re.compile(r"\.(?=[0-9])(?<=[0-9]\.)")
_COMMA_BETWEEN = re.compile(r",(?=[0-9])(?<=[0-9],)")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_BLOCKS = ((0, 0xD800), (0xE000, 0x10000), (0x1D400, 0x1D800), (0x1F100, 0x1F200))
_ROWS = 8_192  # a slice that stays in the cache
# Translating bytes is several times faster than comparing an array of them.
_IS_LEAD = bytes(byte & 0xC0 != 0x80 for byte in range(256))
_IS_STOP = bytes(byte in b".," for byte in range(256))
_TABLE_SIZE = 0x110000

Points = NDArray[np.uint32]
Starts = NDArray[np.int64]


def levelled(texts: pa.Array) -> pa.Array:
    """The texts with each character spelled one way, Simplified, without pinyin annotations.

    ASCII letters keep their case, because codes are told by it. The array has no nulls: a null
    becomes an empty text.
    """
    composed = _composed(texts)
    slices = [composed.slice(start, _ROWS) for start in range(0, max(len(composed), 1), _ROWS)]
    mapped = pa.concat_arrays([_mapped(part) for part in slices])
    return script.simplify(noise.remove_annotations(mapped))


def level_text(text: str) -> str:
    """One text levelled character by character, so that every position stays what it was.

    What has no single counterpart (℃) and pinyin annotations stay; dropped characters are blank.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    mapped = _level_table()[points].tobytes().decode("utf-32-le", "surrogatepass")
    mapped = _POINT_BETWEEN.sub(POINT, mapped) if "." in mapped else mapped
    return _COMMA_BETWEEN.sub(COMMA, mapped) if "," in mapped else mapped


def lower(levelled_text: str) -> str:
    """A levelled text in lower case, of the same length (`str.lower` may add to it: İ)."""
    lowered = levelled_text.lower()
    same = len(lowered) == len(levelled_text)
    return lowered if same else levelled_text.translate(_LOWER)


def _composed(texts: pa.Array) -> pa.Array:
    """NFKC for the few texts where one character becomes several or several become one."""
    texts = texts.cast(pa.string()).fill_null("")
    special = pc.match_substring_regex(texts, _special_class())
    chosen = texts.filter(special)
    if len(chosen) == 0:
        return texts
    whole = re.compile("[^" + "".join(sorted(_CIRCLED)) + "…]+")
    composed = [whole.sub(_compose_match, text) for text in chosen.to_pylist()]
    return pc.replace_with_mask(texts, special, pa.array(composed, pa.string()))


def _compose_match(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


def _mapped(texts: pa.Array) -> pa.Array:
    points, starts = _points(texts)
    mapped = _point_table()[points]
    kept = mapped != ord(_DROPPED)
    if not kept.all():
        starts = np.concatenate(([0], np.cumsum(kept)))[starts]
        mapped = mapped[kept]
    data = bytearray(mapped.tobytes().decode("utf-32-le").encode())
    leads = np.flatnonzero(np.frombuffer(data.translate(_IS_LEAD), np.bool_))
    offsets = np.append(leads, len(data))[starts].astype(np.int32)
    _mark_between_digits(np.frombuffer(data, np.uint8), offsets)
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(offsets), pa.py_buffer(data))


def _points(texts: pa.Array) -> tuple[Points, Starts]:
    """All code points in a row, and where each text starts (one more than there are texts)."""
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    starts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    content = bytes(memoryview(data)[bounds[0] : bounds[-1]]) if data else b""
    return np.frombuffer(content.decode().encode("utf-32-le"), np.uint32), starts


def _mark_between_digits(data: NDArray[np.uint8], offsets: NDArray[np.int32]) -> None:
    """Spells full stops and commas between two digits of one text as POINT and COMMA, in place."""
    marks = np.flatnonzero(np.frombuffer(data.tobytes().translate(_IS_STOP), np.bool_))
    marks = marks[(marks > 0) & (marks < len(data) - 1)]
    between = (data[marks - 1] - 48 < 10) & (data[marks + 1] - 48 < 10)
    marks = marks[between]
    marks = marks[~np.isin(marks, offsets) & ~np.isin(marks + 1, offsets)]
    data[marks] = np.where(data[marks] == ord("."), ord(POINT), ord(COMMA))


@cache
def _point_table() -> Points:
    table = np.arange(_TABLE_SIZE, dtype=np.uint32)
    for first, last in _BLOCKS:
        table[first:last] = [ord(_single(chr(point))) for point in range(first, last)]
    return table


@cache
def _level_table() -> Points:
    """The point table with dropped characters blank and each character in Simplified script."""
    table = _point_table().copy()
    table[table == ord(_DROPPED)] = ord(" ")
    simple = script.characters()
    table[[ord(old) for old in simple]] = table[[ord(new) for new in simple.values()]]
    return table


@cache
def _special_class() -> str:
    """A character class of what NFKC takes apart, and of marks that join what stands before."""
    points = [point for first, last in _BLOCKS for point in range(first, last)]
    special = [chr(point) for point in points if _is_special(chr(point))]
    return "[" + "".join(rf"\x{{{ord(mark):x}}}" for mark in special) + "]"


def _is_special(mark: str) -> bool:
    if mark in _MAPPED or mark in _CIRCLED:
        return False
    joins = unicodedata.combining(mark) > 0 or "\u1160" <= mark <= "\u11ff"
    return joins or len(unicodedata.normalize("NFKC", mark)) != 1


def _single(mark: str) -> str:
    """What one character is spelled as: one character, or the dropped mark."""
    if mark in _CIRCLED:
        return mark
    if mark in _MAPPED:
        return _MAPPED[mark]
    composed = unicodedata.normalize("NFKC", mark)
    if len(composed) != 1:
        return mark
    return _MAPPED.get(composed) or _by_category(composed)


def _by_category(mark: str) -> str:
    category = unicodedata.category(mark)
    # An accent that composition left over stands on a blank, which is about to go.
    if "\u0300" <= mark <= "\u036f":
        return _DROPPED
    if category[0] == "Z" or mark in "\t\n\v\f\r\x85":
        return " "
    if category in ("Cc", "Cf"):
        return _DROPPED
    if mark.isascii() or category in ("Sm", "Sc"):
        return mark
    if category[0] in "PS" and mark != "°":
        return " "
    return mark.lower() if len(mark.lower()) == 1 else mark
