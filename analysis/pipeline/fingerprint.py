"""One hash of all that a run depends on, so that an unchanged run can be skipped at once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.publish import program


def of_run(inputs: Iterable[Path], options: Mapping[str, object]) -> str:
    """The hash of the input files (a folder means all its files), options, time and code.

    The time is that of SOURCE_DATE_EPOCH, where it is set. Names count relative to the input they
    belong to, so that a moved folder is the same folder.
    """
    time = os.environ.get("SOURCE_DATE_EPOCH")
    said = {"options": options, "time": time, "program": program.source_hash()}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, default=_name).encode())
    for name, path in _inputs(inputs):
        digest.update(f"{name}\0{_content(path)}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _content(path: Path) -> str:
    """The hash of a file; a file that cannot be read is named by the load, not here."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as failure:
        return f"unread {failure.errno}"


def _name(option: object) -> str:
    return option.name if isinstance(option, Path) else str(option)


def _inputs(inputs: Iterable[Path]) -> list[tuple[str, Path]]:
    return [found for path in inputs for found in _walk(path)]


def _walk(path: Path) -> list[tuple[str, Path]]:
    if path.is_dir():
        ours = [mark.parent for mark in path.rglob(".fivelens.lock") if mark.parent != path]
        found = (file for file in path.rglob("*") if file.is_file())
        files = sorted(file for file in found if not any(map(file.is_relative_to, ours)))
        return [(file.relative_to(path).as_posix(), file) for file in files]
    return [(path.name, path)] if path.is_file() else []
