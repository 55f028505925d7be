"""What each run did: one JSON line for the run, for every stage and for every page."""

from __future__ import annotations

import datetime
import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.operations import retention

FORMAT = 1
_LOGGER = logging.getLogger("fivelens")


@dataclass
class RunLog:
    """The log of a run under way: where it is written, and how the run ends."""

    path: Path
    status: str = "done"
    reason: str = ""


@contextmanager
def kept(
    folder: Path,
    verb: str,
    parameters: Mapping[str, Any],
    *,
    has_names: bool = True,
    keep: int = retention.KEPT,
) -> Iterator[RunLog]:
    """Write a log of what happens in the block into `folder`, one file for each run.

    Each line has `format`, `kind` (`run`, `stage` or `page`), `name`, `start` and `end` (ISO, UTC),
    `seconds`, `status`, `reason`, `parameters` and `hashes`. A run has a line when it begins
    (`begun`, no end) and one when it ends (`done`, `partly`, `failed`, `interrupted`); one that
    was killed has only the first. Stages and pages are told by log records that carry `run`.

    Args:
        folder: made if need be; never inside a site.
        verb: the command.
        parameters: what it was given.
        keep: how many logs stay, this one with them.
        has_names: whether the log may name files and reasons, which may name persons.
    """
    folder.mkdir(parents=True, exist_ok=True)
    start = datetime.datetime.now(datetime.UTC)
    log = RunLog(folder / f"{start:%Y%m%dT%H%M%S}Z-{os.getpid()}.jsonl")
    told = {"kind": "run", "name": verb, "parameters": dict(parameters), "start": start}
    handler = _Lines(log.path, has_names=has_names)
    handler.write({**told, "status": "begun"})
    try:
        with _listening(handler):
            yield log
    except BaseException as failure:
        log.status = "failed" if isinstance(failure, Exception) else "interrupted"
        log.reason = str(failure)
        raise
    finally:
        end = datetime.datetime.now(datetime.UTC)
        handler.write({**told, "end": end, "status": log.status, "reason": log.reason})
        retention.tidy(folder, keep)


@contextmanager
def _listening(handler: logging.Handler) -> Iterator[None]:
    level = _LOGGER.level
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.setLevel(level)


class _Lines(logging.Handler):
    """Appends the records that carry `run` to a file, a line each, on the disk at once."""

    def __init__(self, path: Path, *, has_names: bool = True) -> None:
        super().__init__(logging.INFO)
        self._path = path
        self._has_names = has_names

    def emit(self, record: logging.LogRecord) -> None:
        told = getattr(record, "run", None)
        if told is not None:
            self.write(told)

    def write(self, told: Mapping[str, Any]) -> None:
        if not self._has_names:
            told = _nameless(told)
        with self._path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(json.dumps(_line(told), ensure_ascii=False, default=str) + "\n")


def _nameless(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is told without what files are called and why something failed."""
    hidden = {"reason": "withheld"} if told.get("reason") else {}
    return {**told, **hidden, "hashes": told.get("hashes", {}) if told["kind"] == "page" else {}}


def _line(told: Mapping[str, Any]) -> dict[str, Any]:
    start, end = told["start"], told.get("end")
    return {
        "format": FORMAT,
        "kind": told["kind"],
        "name": told["name"],
        "start": start.isoformat(),
        "end": end.isoformat() if end else None,
        "seconds": round((end - start).total_seconds(), 3) if end else None,
        "status": told["status"],
        "reason": told.get("reason", ""),
        "parameters": told.get("parameters", {}),
        "hashes": told.get("hashes", {}),
    }
