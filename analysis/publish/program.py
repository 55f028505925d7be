"""The program as a hash: what a page or a run depends on beside its data, and what links do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_CODE = tuple(f"analysis/**/*.{ending}" for ending in ("py", "sql", "toml", "po"))
_LIBRARIES = "requirements.lock"  # fixes them
_ALL = (*_CODE, "notebooks/*.ipynb", "reports/template/*", _LIBRARIES)
# What normal forms, links and classes are made by, under `analysis/`: modules with what they
# import, queries, and the numbers and words that decide. Pages and catalogues are no part of it.
_MAKING = (
    "classes.py",
    "drafts.py",
    "encodings.py",
    "forest.py",
    "ingest/vocabulary/states.toml",
    "languages",
    "match",
    "normalise",
    "queries/clean",
    "queries/match",
    "rewriting.py",
    "settings.py",
    "settings.toml",
    "states.py",
    "text",
    "warehouse.py",
)
# What the tables of our judgement are made by, beside that.
_JUDGING = tuple(
    f"queries/{stage}"
    for stage in ("findings", "lineage", "match", "measures", "outcomes", "planning", "review")
)


def source_hash() -> str:
    """The hash of all code, queries, settings, words, notebooks, templates and the lock."""
    return _hash(_PROJECT, _ALL)


def making_hash() -> str:
    """The hash of what makes normal forms, links and classes: what decides whether they are kept.

    Another word on a page or another lens leaves it as it is.
    """
    return _hash(_PROJECT, [*_patterns(_MAKING), _LIBRARIES])


def judging_hash() -> str:
    """The hash of the queries that make the linked tables: pages ask for what these give."""
    return _hash(_PROJECT, _patterns(_JUDGING))


def _patterns(parts: Sequence[str]) -> list[str]:
    named = [f"analysis/{part}" for part in parts]
    return [*named, *(f"{part}/**/*.*" for part in named)]


def _hash(project: Path, patterns: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for file in _files(project, patterns):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(project).as_posix()}\0{content}\0".encode())
    return digest.hexdigest()


def _files(project: Path, patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        found = (file for file in project.glob(pattern) if "__pycache__" not in file.parts)
        yield from sorted(file for file in found if file.is_file())
