"""Functions on arrays compiled to machine code, and their work shared out among the processors."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Part = TypeVar("_Part")
_PARTS = 4  # per processor, so that none waits long for the slowest
_IS_ALONE: ContextVar[bool] = ContextVar("is_alone", default=False)
_SOURCES = ("text", "match")  # the packages that compiled functions are of, and take values from


def compiled(function: _Function) -> _Function:
    """The function as machine code, made at its first call and kept for later runs.

    Other threads run while it does.
    """
    made: Any = numba.njit(cache=_KEPT_IN is not None, nogil=True)(function)
    return made  # type: ignore[no-any-return]


def in_parts(count: int, work: Callable[[int, int], _Part]) -> list[_Part]:
    """What `work` returns for the ranges that 0 to `count` falls into, in order, side by side.

    `work` must not share out its own: all calls use the same threads.
    """
    parts = max(min(_PARTS * processors(), count), 1)
    bounds = [count * part // parts for part in range(parts + 1)]
    if parts == 1:
        return [work(0, count)]
    return list(_pool(os.getpid(), processors()).map(work, bounds[:-1], bounds[1:]))


@cache
def _pool(process: int, size: int) -> ThreadPoolExecutor:
    """Threads kept from one call to the next; a forked process has none of its parent's."""
    return ThreadPoolExecutor(size)


def processors() -> int:
    """How many processors this process may use."""
    return 1 if _IS_ALONE.get() else len(os.sched_getaffinity(0))


@contextmanager
def alone() -> Iterator[None]:
    """In the block work is done by one processor: others have work of their own."""
    token = _IS_ALONE.set(True)
    try:
        yield
    finally:
        _IS_ALONE.reset(token)


def is_first_run() -> bool:
    """Whether nothing was compiled yet of these sources: this run takes a minute more."""
    return _IS_FIRST


def compiled_count() -> int:
    """How many functions of these sources have machine code by now; they grow while it compiles."""
    return sum(1 for _ in _KEPT_IN.rglob("*.nbc")) if _KEPT_IN else 0


def _kept_in() -> Path | None:
    """A folder for the machine code of these very sources; None where none can be written.

    Numba notices a change in a function's own file only, not in what it calls or is given.
    """
    analysis = Path(__file__).parents[2]
    files = sorted(path for name in _SOURCES for path in (analysis / name).rglob("*.py"))
    sources = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    folders = (folder / f"compiled-{sources}" for folder in _folders(analysis))
    return next((folder for folder in folders if _is_ours(folder)), None)


def _folders(analysis: Path) -> Iterator[Path]:
    """Beside the program, else in the user's folder, else among temporary files."""
    yield analysis / "__pycache__"
    with suppress(RuntimeError):  # a user without a home
        yield Path.home() / ".cache" / "fivelens"
    yield Path(tempfile.gettempdir()) / f"fivelens-{os.getuid()}"


def _is_ours(folder: Path) -> bool:
    """Whether the folder is there, belongs to us alone, and can be written."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    told = folder.parent.stat()
    is_private = told.st_uid == os.getuid() or not told.st_mode & stat.S_IWOTH
    return is_private and os.access(folder if folder.is_dir() else folder.parent, os.W_OK)


_KEPT_IN = _kept_in()
_IS_FIRST = _KEPT_IN is None or not any(_KEPT_IN.rglob("*.nbi"))
vars(numba.config)["CACHE_DIR"] = str(_KEPT_IN or "")  # before the first function is compiled
