"""The process that runs a notebook: our own Python, forked from one that has all imports done."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import errors

if TYPE_CHECKING:
    from analysis.publish import cells

_DEAD = "Kernel died"
_is_in_worker = threading.Event()
_SEED = "PYTHONHASHSEED"
_DEEPEST = 70  # bytes: of the 104 that every system takes 32 are for names of chance below


def context() -> BaseContext:
    """How processes are started: forked from a warm one, where the system can fork.

    The server starts with a fixed seed for hashes, so that the same input gives the same bytes;
    it is this interpreter, whatever kernels the machine has installed.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    chosen = multiprocessing.get_context("forkserver")
    chosen.set_forkserver_preload(["analysis.publish.warm"])
    with _fixed_seed(), _short_names():
        forkserver.ensure_running()
    return chosen


@contextlib.contextmanager
def _short_names() -> Iterator[None]:
    """The server listens at a file, whose whole name a system takes up to some hundred bytes.

    Where the folder for temporary files lies deeper, the first known one does for it.
    """
    before = tempfile.tempdir
    if len(os.fsencode(tempfile.gettempdir())) > _DEEPEST:
        known = (folder for folder in ("/tmp", "/var/tmp") if os.access(folder, os.W_OK))  # noqa: S108  # what is made in it has a name of chance
        tempfile.tempdir = next(known, before)
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextlib.contextmanager
def _fixed_seed() -> Iterator[None]:
    """Not 0: the interpreter's own flags would make that a seed by chance."""
    before = os.environ.get(_SEED)
    os.environ[_SEED] = "1"
    try:
        yield
    finally:
        del os.environ[_SEED]
        os.environ.update({_SEED: before} if before is not None else {})


class Kernel:
    """One process; it ends with whoever started it, and with it all that it started."""

    def __init__(self) -> None:
        from analysis.publish import cells  # it imports much, and a run with nothing to do none

        self._home = tempfile.mkdtemp(prefix="fivelens-")
        started = multiprocessing.get_context("fork") if _is_in_worker.is_set() else context()
        self._pipe, theirs = started.Pipe()
        lifeline, self._lifeline = started.Pipe(duplex=False)
        # What is forked has our ends too, and would wait for itself.
        ours = (self._pipe, self._lifeline) if _is_in_worker.is_set() else ()
        arguments = (theirs, lifeline, self._home, ours)
        # mypy sees no Process on a context of any kind.
        self._process: Any = started.Process(target=cells.serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()
        lifeline.close()

    def begin(self, folder: Path, seconds: float) -> None:
        """Be ready for the first cell of a notebook in `folder`, with no trace of another."""
        self._ask(("begin", str(folder)), seconds)

    def run(self, source: str, seconds: float) -> cells.Reply:
        """What the cell showed.

        Raises:
            TimeoutError: it took longer than `seconds`.
            EOFError: the process ended in it.
        """
        return self._ask(("cell", source), seconds)

    def close(self) -> None:
        """End the process and all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        for end in (self._pipe, self._lifeline):
            end.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _ask(self, what: tuple[str, str], seconds: float) -> cells.Reply:
        try:
            self._pipe.send(what)
            if not self._pipe.poll(seconds):
                raise TimeoutError(f"The cell timed out after {seconds:g} seconds.")
            reply: cells.Reply = self._pipe.recv()
        except (EOFError, ConnectionError) as failure:
            raise EOFError(_DEAD) from failure
        return reply


def in_worker() -> None:
    """Fork kernels from this process: it was forked from the warm one, and does nothing else."""
    if sys.platform != "win32":
        _is_in_worker.set()


_kept: list[Kernel] = []


@contextlib.contextmanager
def lent(*, is_kept: bool) -> Iterator[Kernel]:
    """A kernel for one notebook; one that is kept serves the next of its set too.

    What fails takes its kernel with it.
    """
    kernel = _kept.pop() if is_kept and _kept else Kernel()
    try:
        yield kernel
    except BaseException:
        kernel.close()
        raise
    if is_kept:
        _kept.append(kernel)
    else:
        kernel.close()


def stopped(name: str, where: str, reason: str) -> errors.PublishError:
    """Why a notebook did not reach its end."""
    return errors.PublishError(
        f"Notebook {name} stopped at {where}: {reason}",
        f"Open notebooks/{name}.ipynb by `make lab` and run it to see the whole error.",
    )
