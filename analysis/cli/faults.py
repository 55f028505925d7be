"""What stopped a command, in two lines: the cause, and what to do about it."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable
from typing import Any, NoReturn

import duckdb

from analysis import errors

_FULL = (errno.ENOSPC, errno.EDQUOT)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT,)
_FOLDERS = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR)


class Interruption:
    """Whether Ctrl-C or the end of a schedule asked the command to stop."""

    def __init__(self) -> None:
        self.came = False
        self._former: dict[signal.Signals, Any] = {}

    def listen(self) -> None:
        """Treat both signals as one: leave, tidying on the way out."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._former[number] = signal.signal(number, self._stop)

    def rest(self) -> None:
        """Give the signals back to whoever called the command."""
        for number, handler in self._former.items():
            signal.signal(number, handler)

    def _stop(self, *_: Any) -> NoReturn:
        self.came = True  # a library may turn the exception into one of its own
        raise KeyboardInterrupt


def explained(failure: Exception) -> errors.FiveLensesError | None:
    """The failure as one that a person can mend; None when it is a fault of ours."""
    if isinstance(failure, errors.FiveLensesError):
        return failure
    if isinstance(failure, OSError):
        return _system(failure)
    text = str(failure).splitlines()[0] if str(failure) else ""
    if isinstance(failure, MemoryError | duckdb.OutOfMemoryException):
        return errors.PublishError(
            "There is not enough memory or disk for what was asked.",
            "Close other programs, or load fewer files at a time. What was published stands.",
        )
    if isinstance(failure, duckdb.IOException) and "space" in text.lower():
        return _full(text)
    return None


def _system(failure: OSError) -> errors.FiveLensesError | None:
    where = failure.filename2 or failure.filename or "a file"
    for numbers, explain in _EXPLAINED:
        if failure.errno in numbers:
            return explain(f"{where}: {failure.strerror}.")
    return None


def _full(cause: str) -> errors.FiveLensesError:
    return errors.PublishError(
        f"There is no space left on the disk. {cause}",
        "Free some, or choose another --out folder; `fivelens doctor` shows how much there is. "
        "What was published before stands.",
    )


def _closed(cause: str) -> errors.FiveLensesError:
    return errors.UsageError(
        cause,
        "Close the program that holds it, ask for the right to it, or choose another folder.",
    )


def _gone(cause: str) -> errors.FiveLensesError:
    return errors.UsageError(
        cause,
        "Name a place that is there or where a folder can be made; where a file went away while "
        "it was read, run the command again.",
    )


def _no_folder(cause: str) -> errors.FiveLensesError:
    return errors.UsageError(cause, "Name a folder where a folder is wanted and a file for a file.")


_EXPLAINED: tuple[tuple[tuple[int, ...], Callable[[str], errors.FiveLensesError]], ...] = (
    (_FULL, _full),
    (_CLOSED, _closed),
    (_GONE, _gone),
    (_FOLDERS, _no_folder),
)
