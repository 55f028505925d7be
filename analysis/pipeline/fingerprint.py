"""One hash of all that a run depends on, so that an unchanged run can be skipped at once.

Before a run the hashes are those of what it would read; after it they are those under which it
did read, noted while it read. So a file that changes meanwhile can make the next run work in vain,
but never let it take an old page for a new one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import errors
from analysis.publish import program

if TYPE_CHECKING:
    from analysis.ingest.vocabulary.mapping import Mapping as Rules

Hashes = Mapping[str, str | tuple[str, str]]


def of_run(registers: Hashes, judgement: Hashes, options: Mapping[str, object]) -> str:
    """The hash of what was read, of the options, the program, and the time that it is given.

    The time is that of SOURCE_DATE_EPOCH, where it is set.

    Args:
        registers: as `of_registers`, or `recorded` of the load.
        judgement: as `of_judgement`, with what was noted while it was read.
        options: those that shape the result; of a path only the name counts.
    """
    said = {
        "registers": {name: list(hashes) for name, hashes in registers.items()},
        "judgement": dict(judgement),
        "options": dict(options),
        "time": os.environ.get("SOURCE_DATE_EPOCH"),
        "program": program.source_hash(),
    }
    written = json.dumps(said, sort_keys=True, default=_name)
    return hashlib.sha256(written.encode(errors="surrogateescape")).hexdigest()


def of_registers(sources: Sequence[Path], rules: Rules | None) -> dict[str, tuple[str, str]]:
    """The hashes of every file that a load would read; what it passes over is not opened."""
    from analysis.ingest import sources as listed

    found = {}
    for file in listed.listing(sources, rules).files:
        try:
            found[file.name] = (listed.sha256(file.path), listed.rules_hash(file, rules))
        except errors.InputError:  # the load says what is wrong with it
            found[file.name] = ("", "")
    return found


def of_judgement(folder: Path | None) -> dict[str, str]:
    """The hashes of the csv files in a folder of reviewed judgement, by name."""
    files = sorted(folder.glob("*.csv")) if folder else []
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _name(option: object) -> str:
    return option.name if isinstance(option, Path) else str(option)
