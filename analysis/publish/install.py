"""A finished site put where people read it: all of it at one moment, or nothing."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths count from the working folder
_WRITTEN = (
    ".csv",
    ".docx",
    ".pdf",
    ".html",
    ".js",
    ".sig",
)  # what a record answers for, and what answers for it
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)


def install(draft: Path, out: Path, dropped: Iterable[str], *, last: str) -> None:
    """Let the files of `draft` stand in `out`, which keeps whatever else it holds.

    `draft` takes over the rest of `out` and then changes places with it in one step, so that a
    reader, or a run killed at any moment, finds the old site or the new one. Where the file
    system cannot do that, each file is renamed by itself, rows before pages and `last` at the end.

    Args:
        draft: folder of the new files, on the file system of `out`.
        out: the site's folder; made if there is none.
        dropped: files that the former record answered for and the new one does not: pages of
            units that are gone, rows of charts that no page shows any more. They go; nothing else
            that stands in `out` does.
        last: name of the record.
    """
    gone = set(dropped)
    _carry_over(draft, out, gone)
    if not out.exists():
        draft.rename(out)
    elif not _exchanged(draft, out):
        _rename_each(draft, out, gone, last)


def _carry_over(draft: Path, out: Path, gone: set[str]) -> None:
    for file in sorted(path for path in out.rglob("*") if path.is_file() or path.is_symlink()):
        name = file.relative_to(out)
        target = draft / name
        if os.path.lexists(target) or _is_left_over(name, gone):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target, follow_symlinks=False)
        except OSError:  # a file system without links
            shutil.copy2(file, target, follow_symlinks=False)


def _is_left_over(name: Path, gone: set[str]) -> bool:
    return name.as_posix() in gone and name.suffix in _WRITTEN


def _exchanged(draft: Path, out: Path) -> bool:
    """Whether the two folders changed places; not every system or file system can do it."""
    draft.chmod(out.stat().st_mode & 0o7777)
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(call(_HERE, os.fsencode(draft), _HERE, os.fsencode(out), _EXCHANGE) == 0)


def _rename_each(draft: Path, out: Path, gone: set[str], last: str) -> None:
    order = ("assets", "data", "units", "", "index.html", last)
    files = sorted(path for path in draft.rglob("*") if path.is_file())
    for file in sorted(files, key=lambda path: _rank(path.relative_to(draft), order)):
        target = out / file.relative_to(draft)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        if _is_left_over(file.relative_to(out), gone):
            file.unlink()


def _rank(path: Path, order: tuple[str, ...]) -> int:
    return order.index(path.parts[0]) if path.parts[0] in order else order.index("")
