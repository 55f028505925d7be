"""One run at a time in a folder; a dead run's lock frees itself."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import errors


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`; the kernel lets go of it when the process ends, however it ends.

    Raises:
        LockedError: another run holds it; its process number is named.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".fivelens.lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as failure:
            file.seek(0)
            raise errors.LockedError(
                f"Another run (process {file.read().strip() or 'unknown'}) is working in {folder}.",
                "Wait for it to end, or choose another --out folder.",
            ) from failure
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
