"""What a load did, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analysis.cli import options

if TYPE_CHECKING:
    from analysis.ingest.load import LoadSummary

_NAMED = 3


def say(summary: LoadSummary) -> None:
    """What was read, and by name what was not or is no longer there."""
    options.say(
        f"{options.counted(len(summary.loaded), 'file')} read, {len(summary.skipped)} unchanged: "
        f"{options.counted(summary.row_count, 'row')} = {summary.loaded_count:,} loaded "
        f"+ {summary.rejected_count:,} rejected + {summary.blank_count:,} blank; "
        f"{summary.issue_count:,} issues and visits."
    )
    if summary.removed:
        counts = [
            options.counted(len(summary.removed), "file"),
            options.counted(summary.removed_row_count, "row"),
        ]
        options.say(f"No longer there: {', '.join(counts)} ({_some(summary.removed)})")
    for name, cause, remedy in summary.failed:
        options.say(f"Not read: {name}: {_without_name(cause, name)} {remedy}".rstrip())
    for name, twin in summary.same_content:
        options.say(f"A copy: {name} has the content of {twin}; both are loaded.")
    _say_ignored(summary)


def _say_ignored(summary: LoadSummary) -> None:
    by_reason: dict[str, list[str]] = {}
    for name, reason in summary.ignored:
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        options.say(f"Passed over ({reason}): {_some(names)}")


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _without_name(cause: str, name: str) -> str:
    """The cause without the name of the file at its beginning."""
    return cause.removeprefix(f"{PurePosixPath(name).name}: ")
