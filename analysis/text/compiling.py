"""Functions on arrays compiled to machine code, and their work shared out among the processors."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Part = TypeVar("_Part")
_PARTS = 4  # per processor, so that none waits long for the slowest


def compiled(function: _Function) -> _Function:
    """The function as machine code, made at its first call and kept beside the source file.

    Other threads run while it does. What is kept is made anew when its own file changes, so a
    compiled function may call compiled functions of the same module only.
    """
    made: _Function = numba.njit(cache=True, nogil=True)(function)
    return made


def in_parts(count: int, work: Callable[[int, int], _Part]) -> list[_Part]:
    """What `work` returns for the ranges that 0 to `count` falls into, in order, side by side."""
    processors = len(os.sched_getaffinity(0))
    parts = max(min(_PARTS * processors, count), 1)
    bounds = [count * part // parts for part in range(parts + 1)]
    with ThreadPoolExecutor(processors) as pool:
        return list(pool.map(work, bounds[:-1], bounds[1:]))
