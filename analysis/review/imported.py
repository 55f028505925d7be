"""What an import of a sheet did: what it took, and which rows it did not take, and why."""

from __future__ import annotations

from typing import NamedTuple

from analysis import messages
from analysis.review import words


class Refused(NamedTuple):
    """A filled-in row that was not taken: where it stands, and why.

    `reason` is `verdict` (no word that there is), `reviewer` (none is named), `twice` (one reviewer
    says two things of one link) or `stale` (a text changed since, or the issue is gone).
    """

    row: int
    reason: str
    verdict: str

    def said(self, language: str) -> str:
        """The reason in words."""
        allowed = ", ".join(words.verdicts(language))
        values = {"verdict_text": repr(self.verdict)[1:-1], "verdicts_text": allowed}
        return messages.say(language, f"review.refusal_{self.reason}", **values)


class Edited(NamedTuple):
    """A row whose verdict counts, though its text is not what the register says."""

    row: int
    column: str


class Conflict(NamedTuple):
    """A row that says something else of its link than another reviewer has said."""

    row: int
    reviewer: str
    verdict: str


class Imported(NamedTuple):
    """What an import did: verdicts added, rows that said nothing new, rows refused, and so on.

    A sheet with a mistake (`is_applied` is false) adds nothing at all; rows whose link is no
    longer there are passed over, and the others count.
    """

    added: int
    unchanged: int
    refused: tuple[Refused, ...]
    edited: tuple[Edited, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    reply_count: int = 0
    is_applied: bool = True
