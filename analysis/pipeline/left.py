"""What the last command of ours left of a warehouse, noted beside it; who else wrote in it shows.

The note cannot stand in the warehouse, whose hash it holds, nor in the site, which tells nobody
where the registers lie.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

_FORMAT = 1


@dataclass(frozen=True)
class Left:
    """What was noted.

    Attributes:
        sha256: of the warehouse file.
        key: of the run that made warehouse and site; "" where no run ended well since.
        decisions: folder of the unit names and names that were read, or "".
        verdicts: folder of the verdicts that were read, or "".
        mapping: the mapping file that was read, or "".
        mapping_hash: of the mapping as it was read.
    """

    sha256: str
    key: str = ""
    decisions: str = ""
    verdicts: str = ""
    mapping: str = ""
    mapping_hash: str = ""
    format: int = _FORMAT


def note(warehouse: Path, *, is_trusted: bool, **read_from: Path | str | None) -> None:
    """Note the warehouse as it stands now, and from where something was read for it.

    What a command does not read stays as it was noted before. A warehouse in which somebody else
    wrote is no more trusted for a command of ours having come after.

    Args:
        warehouse: the file.
        is_trusted: whether all that stands in it is ours (`may_be_trusted`, before the command).
        read_from: `decisions`, `verdicts` and `mapping`: folders and a file, or None; and
            `mapping_hash`.
    """
    places: dict[str, Any] = {
        name: str(told.resolve()) if isinstance(told, Path) else told or ""
        for name, told in read_from.items()
    }
    now = sha256(warehouse) if is_trusted else ""
    _write(warehouse, replace(read(warehouse), sha256=now, key="", **places))


def note_run(warehouse: Path, key: str) -> None:
    """Note that warehouse and site are those of the run with this key."""
    _write(warehouse, replace(read(warehouse), key=key))


def read(warehouse: Path) -> Left:
    """What was noted; an empty note where there is none that can be understood."""
    try:
        told: Mapping[str, Any] = json.loads(_place(warehouse).read_text(encoding="utf-8"))
        found = Left(**told)  # a wrong name is a TypeError
    except (OSError, ValueError, TypeError, RecursionError):
        return Left("")
    return found if found.format == _FORMAT else Left("")


def folder_of(warehouse: Path) -> Path | None:
    """The folder of reviewed judgement that was read for a warehouse, if one was noted."""
    noted = read(warehouse).decisions
    return Path(noted) if noted else None


def may_be_trusted(warehouse: Path) -> bool:
    """Whether nobody else can have written into what a command builds upon."""
    return not warehouse.exists() or is_as_left(warehouse)


def is_as_left(warehouse: Path) -> bool:
    """Whether the warehouse still has the bytes that the last command of ours left."""
    noted = read(warehouse).sha256
    return bool(noted) and warehouse.is_file() and sha256(warehouse) == noted


def sha256(path: Path) -> str:
    """The hash of a file, read piece by piece; "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _place(warehouse: Path) -> Path:
    return warehouse.with_name(f".{warehouse.name}.left.json")


def _write(warehouse: Path, left: Left) -> None:
    place = _place(warehouse)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    draft.write_text(json.dumps(asdict(left), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(place)
