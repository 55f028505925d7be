"""Marks that carry nothing removed, marks that separate two numbers or two words kept."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.text.letters import guards
from analysis.text.rows.compiling import compiled
from analysis.text.rows.strings import Bytes, Offsets, buffers, made_of

_KEPT = b"$%&+<=>@"
_OTHER, _LETTER, _DIGIT = 0, 1, 2
# What is left of a run of marks between two digits: 3.5 is not 35, 2023-24 not 202324.
_BETWEEN_DIGITS = {".": b".\x05\x06", "-": b"-~", "/": b"/", ":": b":"}
_GUARDS = b"\x01\x02\x03"
_JOINING = b"'.\x06" + _GUARDS
_SPACE, _MINUS = ord(" "), ord("-")

Flags = NDArray[np.bool_]


def squeezed(texts: pa.Array) -> pa.Array:
    """Levelled texts without the marks that carry nothing.

    Between two digits one mark stays (. - / : or a space), between two Latin words one space,
    and a minus directly before a number that follows no Latin letter. The array has no nulls.
    """
    data, offsets = buffers(texts)
    content, bounds = np.empty(len(data), np.uint8), np.zeros(len(offsets), np.int32)
    size = _squeeze(data, offsets, (_UNHIDDEN, _IS_MARK, _CLASS), (content, bounds))
    return made_of(content[:size], bounds)


@compiled
def _squeeze(
    data: Bytes,
    offsets: Offsets,
    tables: tuple[Bytes, Flags, Bytes],
    target: tuple[Bytes, Offsets],
) -> int:
    unhidden, is_mark, classes = tables
    content, bounds = target
    used = 0
    for text in range(len(offsets) - 1):
        at, last = offsets[text], offsets[text + 1]
        while at < last:
            end = at
            while end < last and is_mark[unhidden[data[end]]]:
                end += 1
            if end == at:
                content[used] = unhidden[data[at]]
                used, at = used + 1, at + 1
                continue
            left = classes[unhidden[data[at - 1]]] if at > offsets[text] else _OTHER
            right = classes[unhidden[data[end]]] if end < last else _OTHER
            spelled = _spelled(data[at:end], left, right)
            content[used] = spelled
            used, at = used + (spelled > 0), end
        bounds[text + 1] = used
    return used


@compiled
def _spelled(run: Bytes, left: int, right: int) -> int:
    """The one byte that a run of marks becomes; 0 where it goes."""
    behind_guard = len(run) > 1 and _IS_GUARD[run[0]]
    first = run[1] if behind_guard else run[0]
    if left == _DIGIT and right == _DIGIT:
        return 0 if _IS_GUARD[first] else _DIGIT_MARK[first]
    if left == _LETTER and right == _LETTER:
        is_joined = _IS_JOINING[first] and len(run) - behind_guard == 1
        return 0 if is_joined else _SPACE
    is_sign = left == _OTHER and right == _DIGIT and run[-1] == _MINUS
    return _MINUS if is_sign else 0


def _flags(members: bytes) -> NDArray[np.bool_]:
    table = np.zeros(256, bool)
    table[list(members)] = True
    return table


_UNHIDDEN = np.arange(256).astype(np.uint8)
_UNHIDDEN[list(guards.HIDDEN_DIGITS)] = list(b"0123456789")
_ALNUM = bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123))
_IS_MARK = _flags(bytes(set(range(128)) - set(_ALNUM) - set(_KEPT)))
_IS_GUARD = _flags(_GUARDS)
_IS_JOINING = _flags(_JOINING)
_CLASS = np.select([_flags(_ALNUM[:10]), _flags(_ALNUM)], [_DIGIT, _LETTER], _OTHER).astype(
    np.uint8
)
_DIGIT_MARK = np.full(256, ord(" "), np.uint8)
for _mark, _spellings in _BETWEEN_DIGITS.items():
    _DIGIT_MARK[list(_spellings)] = ord(_mark)
