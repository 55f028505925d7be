"""A sign of life while the first run of a version compiles: what it is at, every few seconds."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.text.rows import compiling

_log = logging.getLogger("fivelens")
_EVERY = 10.0  # seconds; less often a person wonders whether it stands still


@contextmanager
def while_compiling(stage: str, every: float = _EVERY) -> Iterator[None]:
    """Say during a stage how far compiling is; nothing once a run of this version has compiled."""
    if not compiling.is_first_run():
        yield
        return
    ended = threading.Event()
    teller = threading.Thread(target=_tell, args=(stage, every, ended), daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()


def _tell(stage: str, every: float, ended: threading.Event) -> None:
    before = compiling.compiled_count()
    while not ended.wait(every):
        now = compiling.compiled_count()
        doing = "still compiling" if now > before else "at work"
        _log.info("%-10s %s, %d functions compiled so far", stage, doing, now)
        before = now
