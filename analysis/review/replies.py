"""What units answer to a flag: one append-only file, printed beside the flag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.review import append_only

FILE_NAME = "replies.csv"


class Reply(NamedTuple):
    """What a unit answered to one link; the last row of a link counts, an empty one takes it back.

    `pair_key` is that of a verdict (`store.Decision`), so a reply to a text that has changed since
    stands beside nothing. `replied_at` is the time of the import, in UTC.
    """

    pair_key: str
    issue_id: str
    reply: str
    replied_at: str


def read(folder: Path | None) -> Mapping[str, Reply]:
    """The reply that stands on each link, by the key of the link; none without a file.

    Raises:
        InputError: a column is missing, or a line is cut off.
    """
    if folder is None:
        return {}
    recorded = append_only.rows(folder / FILE_NAME, Reply._fields, ("pair_key", "issue_id"))
    last = {reply.pair_key: reply for reply in (Reply(*values) for _, values in recorded)}
    return {key: reply for key, reply in last.items() if reply.reply}


def append(folder: Path, added: Sequence[Reply]) -> None:
    """Add replies to the file in `folder`, all of them or none."""
    append_only.append(folder / FILE_NAME, Reply._fields, added)
