"""Do the pages, rows and index in a site's folder still have the bytes that its record says?"""

from __future__ import annotations

import hashlib
from pathlib import Path

from analysis import errors
from analysis.publish import record


def verify(site: Path) -> int:
    """Recompute every hash in `run.json`; the number of files that were compared.

    Raises:
        InputError: the folder holds no record.
        CheckError: a file is missing or was changed after it was published; all are named.
    """
    state = record.read(site)
    if not state:
        raise errors.InputError(
            f"{site} holds no {record.NAME} that can be read.",
            "Name the folder that `fivelens run` or `fivelens publish` wrote its pages to.",
        )
    wanted = record.files(state)
    faults = [fault for path, sha in sorted(wanted.items()) for fault in _fault(site / path, sha)]
    if faults:
        raise errors.CheckError(
            "\n".join(faults), "Publish the site again, or do not trust what was changed."
        )
    return len(wanted)


def _fault(path: Path, sha256: str) -> list[str]:
    if not path.is_file():
        return [f"{path} is missing."]
    is_same = hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    return [] if is_same else [f"{path} is not as it was published."]
