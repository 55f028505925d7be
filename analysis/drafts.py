"""Built beside its place and renamed into it; what a killed run left of that is removed."""

from __future__ import annotations

import fcntl
import glob
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_DRAFTS = ".draft"  # how the name of a folder ends in which something is built
_HELD = ".held"  # the file in it that is locked for as long as its run lives
_EMPTY_SECONDS = 60  # a folder this young may be about to get that file


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A folder beside `target` to build it in, removed at the end however the block ends.

    What a killed run left there goes first: the system lets go of its lock, so a folder that can
    be locked belongs to nobody.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in sorted(target.parent.glob(f".{glob.escape(target.name)}.*{_DRAFTS}")):
        _remove_abandoned(left)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=_DRAFTS, dir=target.parent))
    try:
        with (folder / _HELD).open("wb") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX)
            yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    """The folder with all in it, its mark last: by that the next run knows what is left of it.

    What was put here in exchange for the draft may be closed to writing.
    """
    with suppress(OSError):
        for path in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
            if not path.is_symlink():
                path.chmod(0o700)
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != _HELD:
                path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(folder: Path) -> None:
    try:
        with (folder / _HELD).open("r+b") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(folder)
    except FileNotFoundError:  # killed before it held the folder, or about to
        if folder.is_dir() and time.time() - folder.stat().st_mtime > _EMPTY_SECONDS:
            with suppress(OSError):
                folder.rmdir()  # only if empty: what is not ours stays
    except OSError:  # held by a living run, or not ours to touch
        return
