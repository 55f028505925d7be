"""Filled-in verdicts into the store: what is new is appended, what cannot be right is refused."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from analysis import warehouse
from analysis.review import sheets, store, verdicts


class Refused(NamedTuple):
    """A filled-in row that was not taken: where it stands and why."""

    row: int
    reason: str


class Imported(NamedTuple):
    """What an import did: rows added, rows that said nothing new, rows refused."""

    added: int
    unchanged: int
    refused: tuple[Refused, ...]


def take_in(
    connection: duckdb.DuckDBPyConnection,
    source: Path,
    decisions: Path,
    *,
    reviewer: str = "",
    now: datetime,
) -> Imported:
    """Append the verdicts of a filled-in sheet to the folder's file.

    A row without a verdict is passed over, and so is one that repeats what its reviewer has
    said. A row that fits no link of the warehouse (its text changed since the export), has no
    reviewer, or has another word than the allowed ones is refused by name.

    Args:
        connection: the warehouse, after `match`.
        source: the sheet, csv or xlsx.
        decisions: the folder of reviewed judgement.
        reviewer: the role of who judged, for rows that leave it blank.
        now: time of the import, in UTC.

    Raises:
        InputError: the file cannot be read or lacks `pair_key` or `verdict`.
    """
    verdicts.prepare(connection, decisions)
    found = warehouse.arrow(connection, "from pairs order by pair_key").to_pylist()
    pairs = {pair["pair_key"]: pair for pair in found}
    said = {(one.pair_key, one.reviewer): one for one in store.standing(store.read(decisions))}
    added, refused, unchanged = [], [], 0
    for number, row in sheets.filled_in(source):
        row["reviewer"] = row.get("reviewer") or reviewer
        reason = _refusal(row, pairs)
        if reason:
            refused.append(Refused(number, reason))
            continue
        before = said.get((row["pair_key"], row["reviewer"]))
        decision = _decision(row, pairs[row["pair_key"]], now)
        if before and (before.verdict, before.note) == (decision.verdict, decision.note):
            unchanged += 1
        else:
            added.append(decision)
    if added:
        store.append(decisions, added)
    return Imported(len(added), unchanged, tuple(refused))


def _refusal(row: dict[str, str], known: Container[str]) -> str:
    if row["verdict"].lower() not in store.VERDICTS:
        return f"the verdict is {row['verdict']!r}; allowed are {', '.join(store.VERDICTS)}"
    if not row["reviewer"]:
        return "no reviewer is named; fill in the role, or give --reviewer"
    if row["pair_key"] not in known:
        return (
            "unknown: no link has this pair_key; a text changed or an issue is gone since the"
            " export, or the key was edited; export again"
        )
    return ""


def _decision(row: dict[str, str], pair: dict[str, Any], now: datetime) -> store.Decision:
    return store.Decision(
        pair_key=row["pair_key"],
        issue_id=pair["issue_id"],
        prior_issue_id=pair["prior_issue_id"],
        text_hash=pair["text_hash"],
        prior_text_hash=pair["prior_text_hash"],
        verdict=row["verdict"].lower(),
        reviewer=row["reviewer"],
        note=row.get("note", ""),
        decided_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        rule_version=pair["rule_version"],
        shown_class=pair["shown_class"],
        similarity="" if pair["similarity"] is None else f"{pair['similarity']:.3f}",
    )


def undo(decisions: Path, reviewer: str, *, now: datetime) -> store.Decision | None:
    """Append a retraction of a reviewer's latest standing verdict; the one taken back."""
    recorded = store.read(decisions)
    kept = set(store.standing(recorded))
    latest = next(
        (one for one in reversed(recorded) if one in kept and one.reviewer == reviewer), None
    )
    if latest:
        taken = latest._replace(
            verdict=store.RETRACTED, note="", decided_at=now.strftime("%Y-%m-%dT%H:%M:%SZ")
        )
        store.append(decisions, [taken])
    return latest
