"""What a load did, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analysis.cli import options

if TYPE_CHECKING:
    from analysis.ingest.load import LoadSummary

_NAMED = 3
_UNREAD = 12
_WHAT = {
    "measure_count": "measures",
    "due_date_count": "due dates",
    "closing_date_count": "closing dates",
    "repeat_count": "what is carried over or repeated",
}


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
    _say_columns(summary)


def _say_columns(summary: LoadSummary) -> None:
    """Which columns were left unread, and of which years nobody could read what pages rest on."""
    sheets: dict[str, set[tuple[str, str | None]]] = {}
    for file, sheet, header, named_like in summary.unread:
        told = f"{header} (named like {named_like}, but holds none)" if named_like else header
        sheets.setdefault(told, set()).add((file, sheet))
    if sheets:
        often = sorted(sheets, key=lambda header: (-len(sheets[header]), header))
        named = [f"{header} in {len(sheets[header])}" for header in often]
        options.say(f"Columns left unread (name, sheets): {_some(named, _UNREAD)}")
    for row in summary.years:
        gaps = [
            f"{what} in {row['sheet_count'] - row[name]}"
            for name, what in _WHAT.items()
            if row[name] < row["sheet_count"]
        ]
        if gaps:
            where = f"{row['register_year']}, of {options.counted(row['sheet_count'], 'sheet')}"
            options.say(f"{where} no column for {', '.join(gaps)}.")


def _say_ignored(summary: LoadSummary) -> None:
    by_reason: dict[str, list[str]] = {}
    for name, reason in summary.ignored:
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        options.say(f"Passed over ({reason}): {_some(names)}")


def _some(names: Sequence[str], most: int = _NAMED) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _without_name(cause: str, name: str) -> str:
    """The cause without the name of the file at its beginning."""
    return cause.removeprefix(f"{PurePosixPath(name).name}: ")
