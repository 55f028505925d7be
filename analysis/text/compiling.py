"""Functions on arrays compiled to machine code, and their work shared out among the processors."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Part = TypeVar("_Part")
_PARTS = 4  # per processor, so that none waits long for the slowest
_SOURCES = ("text", "match")  # the packages that hold compiled functions


def compiled(function: _Function) -> _Function:
    """The function as machine code, made at its first call and kept for later runs.

    Other threads run while it does.
    """
    made: Any = numba.njit(cache=True, nogil=True)(function)
    return made  # type: ignore[no-any-return]


def in_parts(count: int, work: Callable[[int, int], _Part]) -> list[_Part]:
    """What `work` returns for the ranges that 0 to `count` falls into, in order, side by side."""
    parts = max(min(_PARTS * processors(), count), 1)
    bounds = [count * part // parts for part in range(parts + 1)]
    with ThreadPoolExecutor(processors()) as pool:
        return list(pool.map(work, bounds[:-1], bounds[1:]))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def is_first_run() -> bool:
    """Whether nothing is compiled yet of these sources: the run that comes takes a minute more."""
    return not _KEPT_IN.exists()


def _kept_in() -> Path:
    """A folder for the machine code of these very sources.

    Numba notices a change in a function's own file only, not in what it calls or is given.
    """
    analysis = Path(__file__).parents[1]
    files = sorted(path for name in _SOURCES for path in (analysis / name).glob("*.py"))
    compiled_ones = [source for path in files if b"@compiled" in (source := path.read_bytes())]
    sources = hashlib.sha256(b"".join(compiled_ones)).hexdigest()[:16]
    is_ours = os.access(analysis, os.W_OK)
    return (analysis / "__pycache__" if is_ours else _user_cache()) / f"compiled-{sources}"


def _user_cache() -> Path:
    return Path.home() / ".cache" / "fivelens"


_KEPT_IN = _kept_in()
vars(numba.config)["CACHE_DIR"] = str(_KEPT_IN)  # before the first function is compiled
