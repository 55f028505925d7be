"""Traditional to Simplified Chinese, for comparing only: what people see stays as written."""

from __future__ import annotations

import threading
from functools import cache

import numpy as np
import opencc
import pyarrow as pa
import pyarrow.compute as pc

# Characters that OpenCC changes in some words only (答覆 becomes 答复, 覆蓋 keeps 覆).
_WORD_BOUND = "沈藉瞭覆甦衹"
_HAN = (0x3400, 0xA000)
_SEPARATORS = ("\n", "\x1e", "\x1f", "\ue000", "\ue001")
_LOCK = threading.Lock()


def simplify(texts: pa.Array) -> pa.Array:
    """The texts in Simplified script, in the same order; a null stays null.

    Texts without a traditional character are not touched: run over Simplified text the
    dictionary would do harm (打坏 would become 打坯). All others are converted in one call.
    """
    traditional = pc.fill_null(pc.match_substring_regex(texts, _traditional_class()), False)
    chosen = texts.filter(traditional)
    if len(chosen) == 0:
        return texts
    return pc.replace_with_mask(texts, traditional, _convert(chosen))


def simplify_text(text: str) -> str:
    """One text in Simplified script."""
    simplified: str = simplify(pa.array([text], pa.string()))[0].as_py()
    return simplified


@cache
def characters() -> dict[str, str]:
    """Each traditional character that has one simplified counterpart, and that counterpart."""
    every = [chr(point) for point in range(*_HAN)]
    simple = _converter().convert("\n".join(every)).split("\n")
    return {old: new for old, new in zip(every, simple, strict=True) if old != new}


@cache
def traditional_points() -> np.ndarray:
    """Code points that mark a text as worth converting."""
    return np.array(sorted(map(ord, [*characters(), *_WORD_BOUND])), dtype=np.uint32)


@cache
def _traditional_class() -> str:
    return "[" + "".join(map(chr, traditional_points().tolist())) + "]"


def _convert(texts: pa.Array) -> pa.Array:
    values = texts.to_pylist()
    joined = "".join(values)
    separator = next((mark for mark in _SEPARATORS if mark not in joined), None)
    if separator is None:
        return pa.array([_converter().convert(value) for value in values], texts.type)
    converted = _converter().convert(separator.join(values))
    return pa.array(converted.split(separator), texts.type)


def _converter() -> opencc.OpenCC:
    with _LOCK:
        return _cached_converter()


@cache
def _cached_converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
