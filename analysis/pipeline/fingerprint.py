"""One hash of all that a run depends on, so that an unchanged run can be skipped at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
PROJECT = _PACKAGE.parent
_CODE = ("**/*.py", "**/*.sql", "**/*.toml", "**/*.po")


def of_run(inputs: Iterable[Path], options: Mapping[str, object]) -> str:
    """The hash of the input files (a folder means all its files), the options and our code."""
    digest = hashlib.sha256()
    digest.update(json.dumps(options, sort_keys=True, default=str).encode())
    for path in [*_files(inputs), *_code()]:
        digest.update(f"{path}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()


def _files(inputs: Iterable[Path]) -> list[Path]:
    return [file for path in inputs for file in _walk(path)]


def _walk(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    return [path] if path.is_file() else []


def _code() -> list[Path]:
    """Package, notebooks and page template, and the lock that fixes the libraries."""
    package = sorted(file for pattern in _CODE for file in _PACKAGE.glob(pattern))
    notebooks = sorted((PROJECT / "notebooks").glob("*.ipynb"))
    return [*package, *notebooks, *_walk(PROJECT / "reports" / "template"), *_lock()]


def _lock() -> list[Path]:
    lock = PROJECT / "requirements.lock"
    return [lock] if lock.is_file() else []
