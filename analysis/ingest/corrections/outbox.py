"""The folder of workbooks sent back: only files that we wrote are replaced or taken away."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis import errors
from analysis.ingest.corrections import workbook

MANIFEST = ".fivelens-returns.json"
"""What we wrote: for each file name its sha256 and the name that it was meant to have."""
_NUMBERED = re.compile(r" \(\d+\)$")
_LOCK = ".fivelens.lock"


def keep_apart(sources: Sequence[Path], folder: Path) -> None:
    """Refuse to send back among the registers.

    A folder of ours inside theirs, such as that of a whole run, is passed over when they are read.

    Raises:
        UsageError: the folder is, contains or lies inside a source.
    """
    if not is_apart(sources, folder):
        raise errors.UsageError(
            f"The folder {folder} for workbooks of rows to correct lies among the registers.",
            "Choose another with --returns, apart from the registers.",
        )


def is_apart(sources: Sequence[Path], folder: Path) -> bool:
    """Whether no workbook in the folder could be taken for a register, nor replace one."""
    ours = folder.resolve()
    return not any(_overlap(ours, source.resolve()) for source in sources)


def _overlap(ours: Path, theirs: Path) -> bool:
    among = ours.is_relative_to(theirs) and not _is_passed_over(ours, theirs)
    return among or theirs.is_relative_to(ours)


def settle(folder: Path, books: Mapping[str, bytes], dropped: Iterable[str]) -> list[Path]:
    """Write the workbooks into `folder` and take away those no longer due; the paths written.

    A file that we did not write, or that was changed since, stays as it is: the workbook of that
    name goes beside it under a numbered one.

    Args:
        folder: made when there is something to write.
        books: bytes by file name.
        dropped: file names of workbooks that are not due any more.
    """
    known = _read(folder)
    gone = set(dropped) - set(books)
    for name in [name for name, entry in known.items() if entry["for"] in gone]:
        if _is_ours(folder / name, known):
            (folder / name).unlink()
        del known[name]
    written = [_write(folder, name, content, known) for name, content in books.items()]
    if written or (folder / MANIFEST).exists():
        text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
        draft = folder / f"{MANIFEST}.{os.getpid()}"
        draft.write_text(text + "\n", encoding="utf-8")
        draft.replace(folder / MANIFEST)
    return written


def _is_passed_over(ours: Path, theirs: Path) -> bool:
    between = [path for path in ours.parents if path != theirs and path.is_relative_to(theirs)]
    return any((path / _LOCK).exists() for path in between)


def _write(folder: Path, name: str, content: bytes, known: dict[str, Any]) -> Path:
    """Write one workbook where nothing of somebody else stands, and note it in `known`."""
    # The mark by which a later load knows that the folder holds no registers.
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _LOCK).touch()
    chosen, number = folder / name, 1
    while not (_is_free(chosen) or _is_ours(chosen, known) or _holds(chosen, content)):
        number += 1
        chosen = folder / f"{Path(name).stem} ({number}).xlsx"
    chosen.write_bytes(content)
    known[chosen.name] = {"for": name, "sha256": hashlib.sha256(content).hexdigest()}
    return chosen


def _is_free(path: Path) -> bool:
    return not (path.exists() or path.is_symlink())


def _is_ours(path: Path, known: Mapping[str, Any]) -> bool:
    """Whether we wrote the file and nobody changed it since."""
    if path.name not in known or path.is_symlink() or not path.is_file():
        return False
    return bool(hashlib.sha256(path.read_bytes()).hexdigest() == known[path.name]["sha256"])


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _read(folder: Path) -> dict[str, Any]:
    """What the manifest says; where it is cut off or gone, what the workbooks themselves tell."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {
            name: {"for": str(entry["for"]), "sha256": str(entry["sha256"])}
            for name, entry in told.items()
            if Path(name).name == name
        }
    except (OSError, ValueError, TypeError, RecursionError, KeyError, AttributeError):
        return dict(_found(folder))


def _found(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Workbooks in the folder that we wrote and nobody saved since."""
    for path in sorted(folder.glob("*.xlsx")):
        content = b"" if path.is_symlink() or not path.is_file() else path.read_bytes()
        if workbook.is_untouched(content):
            meant = f"{_NUMBERED.sub('', path.stem)}.xlsx"
            yield path.name, {"for": meant, "sha256": hashlib.sha256(content).hexdigest()}
