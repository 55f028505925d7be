"""What a schedule leaves behind stays bounded: the logs of so many runs, and no more."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

KEPT = 100
"""Runs whose logs are kept where nothing else is asked."""
_OURS = re.compile(r"\d{8}T\d{6}Z-\d+\.jsonl")
_SCHEDULE = "schedule.log"
_LARGEST = 2**20  # bytes of what a scheduler appends


def tidy(logs: Path, keep: int) -> list[str]:
    """Take away the logs of all runs but the last `keep`; the names of those taken away.

    Nothing else in the folder is touched, but for what a scheduler appends: of that the last half
    stays once it is larger than a mebibyte.
    """
    own = sorted(path for path in logs.glob("*.jsonl") if _OURS.fullmatch(path.name))
    old = own[: max(0, len(own) - keep)]
    for path in old:
        path.unlink(missing_ok=True)
    with suppress(OSError):
        _shorten(logs / _SCHEDULE)
    return [path.name for path in old]


def _shorten(path: Path) -> None:
    """Keep the last half, in place: a scheduler holds the file open and goes on at its end."""
    if not path.is_file() or path.is_symlink() or path.stat().st_size <= _LARGEST:
        return
    content = path.read_bytes()[-_LARGEST // 2 :]
    with path.open("r+b") as file:
        file.write(content[content.find(b"\n") + 1 :])
        file.truncate()
