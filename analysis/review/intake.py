"""Filled-in verdicts into the store: what is new is appended, what cannot be right is refused."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from analysis import messages, warehouse
from analysis.review import sheets, store, verdicts, words

_Line = tuple[int, dict[str, str]]


class Refused(NamedTuple):
    """A filled-in row that was not taken: where it stands, and why.

    `reason` is `verdict` (no word that there is), `reviewer` (none is named) or `stale`.
    """

    row: int
    reason: str
    verdict: str

    def said(self, language: str) -> str:
        """The reason in words."""
        allowed = ", ".join(words.verdicts(language))
        values = {"verdict_text": repr(self.verdict), "verdicts_text": allowed}
        return messages.say(language, f"review.refusal_{self.reason}", **values)


class Edited(NamedTuple):
    """A row whose verdict counts, though its text is not what the register says."""

    row: int
    column: str


class Imported(NamedTuple):
    """What an import did: rows added, rows that said nothing new, rows refused, texts edited."""

    added: int
    unchanged: int
    refused: tuple[Refused, ...]
    edited: tuple[Edited, ...] = ()


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
    reviewer, or has another word than the allowed ones is refused by name. A text that was
    edited in the sheet changes nothing and is named.

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
    found = warehouse.arrow(connection, warehouse.query("review/texts")).to_pylist()
    pairs = {pair["pair_key"]: pair for pair in found}
    taken, refused = _sorted_out(sheets.filled_in(source), pairs, reviewer)
    said = {(one.pair_key, one.reviewer): one for one in store.standing(store.read(decisions))}
    added = []
    for _, row in taken:
        before = said.get((row["pair_key"], row["reviewer"]))
        decision = _decision(row, pairs[row["pair_key"]], now)
        if not before or (before.verdict, before.note) != (decision.verdict, decision.note):
            added.append(decision)
    if added:
        store.append(decisions, added)
    edited = [
        Edited(number, name)
        for number, row in taken
        for name in _edited(row, pairs[row["pair_key"]])
    ]
    return Imported(len(added), len(taken) - len(added), tuple(refused), tuple(edited))


def _sorted_out(
    filled_in: Sequence[_Line], known: Container[str], reviewer: str
) -> tuple[list[_Line], list[Refused]]:
    """The rows to take, with verdict and reviewer as the store has them, and those refused."""
    taken, refused = [], []
    for number, row in filled_in:
        row["reviewer"] = row.get("reviewer") or reviewer
        row["verdict"] = words.verdict_of(row["verdict"])
        reason = _refusal(row, known)
        if reason:
            refused.append(Refused(number, reason, row["verdict"]))
        else:
            taken.append((number, row))
    return taken, refused


def _refusal(row: dict[str, str], known: Container[str]) -> str:
    if row["verdict"] not in store.VERDICTS:
        return "verdict"
    if not row["reviewer"]:
        return "reviewer"
    return "" if row["pair_key"] in known else "stale"


def _edited(row: dict[str, str], pair: dict[str, Any]) -> list[str]:
    """The text columns of the sheet that say something else than the registers."""
    return [
        name
        for name in ("issue_text", "prior_issue_text")
        if name in row and _plain(row[name]) != _plain(str(sheets.printable(pair[name])))
    ]


def _plain(text: str) -> str:
    """The text as it left and came back: what spreadsheets do to spaces and signs is no edit."""
    return "".join(sheets.restored(text).split())


def _decision(row: dict[str, str], pair: dict[str, Any], now: datetime) -> store.Decision:
    return store.Decision(
        pair_key=row["pair_key"],
        issue_id=pair["issue_id"],
        prior_issue_id=pair["prior_issue_id"],
        text_hash=pair["text_hash"],
        prior_text_hash=pair["prior_text_hash"],
        verdict=row["verdict"],
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
