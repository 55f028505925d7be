"""The program as one hash: what a page or a run depends on beside its data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_PARTS = (
    *(f"analysis/**/*.{ending}" for ending in ("py", "sql", "toml", "po")),
    "notebooks/*.ipynb",
    "reports/template/*",
    "requirements.lock",  # fixes the libraries
)


def source_hash(project: Path = _PROJECT) -> str:
    """The hash of all code, queries, settings, words, notebooks, templates and the lock."""
    digest = hashlib.sha256()
    for file in _files(project):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(project).as_posix()}\0{content}\0".encode())
    return digest.hexdigest()


def _files(project: Path) -> Iterator[Path]:
    for pattern in _PARTS:
        yield from sorted(file for file in project.glob(pattern) if file.is_file())
