"""The one file of verdicts, and which of its rows stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis import errors
from analysis.review import append_only

FILE_NAME = "verdicts.csv"
VERDICTS = ("confirmed", "dismissed", "unsure")
RETRACTED = "retracted"
_KNOWN = (*VERDICTS, RETRACTED)
_REQUIRED = ("pair_key", "verdict", "reviewer")


class Decision(NamedTuple):
    """What one reviewer decided on one link; the last row of a reviewer on a link counts.

    `pair_key` is the hash of both issue ids and both text hashes, so a changed text is another
    pair. `decided_at` is UTC. `shown_class` and `similarity` are what the reviewer was shown.
    """

    pair_key: str
    issue_id: str
    prior_issue_id: str
    text_hash: str
    prior_text_hash: str
    verdict: str
    reviewer: str
    note: str
    decided_at: str
    rule_version: str
    shown_class: str
    similarity: str


def read(folder: Path | None) -> list[Decision]:
    """Every decision ever recorded in the folder, oldest first; none without a file.

    Raises:
        InputError: a column is missing, a line is cut off or names no reviewer, or a verdict is
            none of the allowed words.
    """
    if folder is None:
        return []
    path = folder / FILE_NAME
    recorded = append_only.rows(path, Decision._fields, _REQUIRED)
    return [_decision(values, f"{path}, line {line}") for line, values in recorded]


def _decision(values: list[str], where: str) -> Decision:
    decision = Decision(*values)
    if decision.verdict not in _KNOWN:
        raise errors.InputError(
            f"{where}: the verdict is {decision.verdict!r}.", f"Allowed are {', '.join(_KNOWN)}."
        )
    return decision


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The last decision of each reviewer on each link, less those taken back."""
    last = {(one.pair_key, one.reviewer): one for one in decisions}
    return sorted(one for one in last.values() if one.verdict != RETRACTED)


def append(folder: Path, added: Sequence[Decision]) -> Path:
    """Add decisions to the file in `folder`, all of them or none; its path."""
    path = folder / FILE_NAME
    append_only.append(path, Decision._fields, added)
    return path
