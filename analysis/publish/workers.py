"""Pages made side by side in processes that end with their run, however that ends."""

from __future__ import annotations

import contextlib
import datetime
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import Any, NoReturn

from analysis import settings
from analysis.publish import jobs, kernel
from analysis.publish.jobs import Entry, Job

_INTERRUPTED = 130
_GRACE_SECONDS = 10  # for a kernel to be ended before its worker is
_is_working = threading.Event()


@dataclass(frozen=True)
class Made:
    """The outcome of one job, and when the work on it began and ended (UTC)."""

    entry: Entry
    start: datetime.datetime
    end: datetime.datetime


def make_all(
    chosen: Sequence[Job], draft: Path, told: Mapping[str, Any], limits: settings.Publish
) -> list[Made]:
    """Every page in `draft`, or why there is none, in the order of `chosen`.

    A page that fails, a worker that the system ends and a run that takes longer than it may stop
    no other page that can still be made: what a worker took down with it is made again, each page
    by itself. No kernel outlives this function: the workers wait for the end of a pipe that closes
    with this process, even when it is killed.
    """
    if not chosen:
        return []
    from analysis import drafts

    deadline = time.monotonic() + limits.run_timeout_seconds
    temporary = Path(tempfile.gettempdir()) / "fivelens"
    with drafts.beside(temporary) as private:
        shop = _Shop(draft, told, limits, private, deadline)
        made = shop.make(chosen, worker_count=limits.worker_count)
        return [
            each if each is not None else shop.make_alone(job)
            for job, each in zip(chosen, made, strict=True)
        ]


@dataclass(frozen=True)
class _Shop:
    """Where pages are made, and how long that may take."""

    draft: Path
    told: Mapping[str, Any]
    limits: settings.Publish
    private: Path
    deadline: float

    def make(self, chosen: Sequence[Job], *, worker_count: int) -> list[Made | None]:
        """The outcome of each job; None where its worker, or one beside it, was ended."""
        with _pool(min(worker_count, len(chosen)), self.private) as pool:
            waiting = [
                pool.submit(_make, job, self.draft, self.told, self.limits) for job in chosen
            ]
            return [self._outcome(job, future) for job, future in zip(chosen, waiting, strict=True)]

    def make_alone(self, job: Job) -> Made:
        """The outcome of a job whose worker can take no other page with it."""
        (made,) = self.make([job], worker_count=1)
        if made is not None:
            return made
        (self.draft / job.target).unlink(missing_ok=True)
        return _failed(
            job,
            "The process that made the page was ended from outside.",
            "The machine may be short of memory: close other programs and run it again.",
        )

    def _outcome(self, job: Job, future: Future[Made]) -> Made | None:
        try:
            fault = future.exception(max(0.0, self.deadline - time.monotonic()))
        except TimeoutError:
            seconds = self.limits.run_timeout_seconds
            reason = f"The run was to end within {seconds} seconds (run_timeout_seconds)."
            return _failed(job, reason)
        if isinstance(fault, BrokenExecutor):
            return None
        return _failed(job, f"{type(fault).__name__}: {fault}") if fault else future.result()


def _failed(job: Job, reason: str, remedy: str = "") -> Made:
    now = datetime.datetime.now(datetime.UTC)
    return Made(jobs.failed(job, reason, remedy), now, now)


@contextlib.contextmanager
def _pool(count: int, private: Path) -> Iterator[ProcessPoolExecutor]:
    # Processes, never threads: a run changes what belongs to the whole process.
    started = kernel.context()
    lifeline, ours = started.Pipe(duplex=False)
    pool = ProcessPoolExecutor(
        max(1, count), mp_context=started, initializer=_begin, initargs=(lifeline, str(private))
    )
    try:
        yield pool
    finally:
        ours.close()
        pool.shutdown(wait=True, cancel_futures=True)
        lifeline.close()


def _begin(lifeline: connection.Connection, private: str) -> None:
    """In a worker: temporary files go where the run removes them; the run decides when to stop."""
    tempfile.tempdir = private
    kernel.in_worker()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the run, which ends us
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_wait_for_end, args=(lifeline,), daemon=True).start()


def _stop(*_: Any) -> NoReturn:
    if _is_working.is_set():
        raise KeyboardInterrupt  # the kernel is ended on the way out
    os._exit(_INTERRUPTED)


def _wait_for_end(lifeline: connection.Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(_INTERRUPTED)


def _make(job: Job, draft: Path, told: Mapping[str, Any], limits: settings.Publish) -> Made:
    start = datetime.datetime.now(datetime.UTC)
    _is_working.set()
    try:
        entry = jobs.make(job, draft, told, limits)
    except KeyboardInterrupt:
        os._exit(_INTERRUPTED)
    finally:
        _is_working.clear()
    return Made(entry, start, datetime.datetime.now(datetime.UTC))
