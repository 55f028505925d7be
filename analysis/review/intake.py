"""Filled-in verdicts and replies into their files: a sheet with a mistake is refused whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from analysis import warehouse
from analysis.review import replies, sheets, store, verdicts, words
from analysis.review.imported import Conflict, Edited, Imported, Refused

_Line = tuple[int, dict[str, str]]


def take_in(
    connection: duckdb.DuckDBPyConnection,
    source: Path,
    decisions: Path,
    *,
    reviewer: str = "",
    now: datetime,
) -> Imported:
    """Append the verdicts and replies of a filled-in sheet to the files of the folder.

    A row with neither is passed over, and so is one that repeats what its reviewer has said. Where
    a row has no reviewer, another word than the allowed ones, or contradicts another row, nothing
    of the sheet is taken and each such row is named. A row that fits no link of the warehouse (its
    text changed since the export) is passed over and named. A text that was edited in the sheet
    changes nothing and is named; so is a row that contradicts another reviewer, and it counts.

    Args:
        connection: the warehouse, after `match`.
        source: the sheet, csv or xlsx.
        decisions: the folder of reviewed judgement.
        reviewer: the role of who judged, for rows that leave it blank.
        now: time of the import, in UTC.

    Raises:
        InputError: the file cannot be read or lacks `pair_key` or `verdict`.
    """
    pairs = known_pairs(connection, decisions)
    filled_in = sheets.filled_in(source)
    judged = [line for line in filled_in if line[1]["verdict"]]
    taken, refused = _sorted_out(judged, pairs, reviewer)
    if any(one.reason != "stale" for one in refused):
        return Imported(0, 0, tuple(refused), is_applied=False)
    standing = store.standing(store.read(decisions))
    added = _new([_decision(row, pairs[row["pair_key"]], now) for _, row in taken], standing)
    answers = _answers(filled_in, pairs, decisions, now)
    if added:
        store.append(decisions, added)
    if answers:
        replies.append(decisions, answers)
    edited = [
        Edited(number, name)
        for number, row in taken
        for name in _edited(row, pairs[row["pair_key"]])
    ]
    return Imported(
        len(added),
        len(taken) - len(added),
        tuple(refused),
        tuple(edited),
        tuple(_conflicts(taken, standing)),
        len(answers),
    )


def known_pairs(
    connection: duckdb.DuckDBPyConnection, decisions: Path | None
) -> dict[str, dict[str, Any]]:
    """What a verdict on each link is kept with, by the key of the link."""
    verdicts.prepare(connection, decisions)
    found = warehouse.arrow(connection, warehouse.query("review/texts")).to_pylist()
    return {pair["pair_key"]: pair for pair in found}


def record(
    decisions: Path, pair: Mapping[str, Any], judged: Mapping[str, str], *, now: datetime
) -> store.Decision:
    """Append one verdict (`verdict`, `reviewer`, `note`) on one link; the decision as kept."""
    decision = _decision({"pair_key": pair["pair_key"], **judged}, pair, now)
    store.append(decisions, [decision])
    return decision


def _sorted_out(
    judged: Sequence[_Line], known: Container[str], reviewer: str
) -> tuple[list[_Line], list[Refused]]:
    """The rows to take, with verdict and reviewer as the store has them, and those refused."""
    named = [
        (
            number,
            row
            | {
                "reviewer": row.get("reviewer") or reviewer,
                "verdict": words.verdict_of(row["verdict"]),
            },
        )
        for number, row in judged
    ]
    said = defaultdict(set)
    for _, row in named:
        said[row["pair_key"], row["reviewer"]].add(row["verdict"])
    taken, refused = [], []
    for number, row in named:
        is_twice = len(said[row["pair_key"], row["reviewer"]]) > 1
        reason = _refusal(row, known) or ("twice" if is_twice else "")
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


def _new(
    judged: Sequence[store.Decision], standing: Sequence[store.Decision]
) -> list[store.Decision]:
    """The decisions that say something that their reviewer has not said."""
    said = {(one.pair_key, one.reviewer, one.verdict, one.note) for one in standing}
    return [
        one for one in judged if (one.pair_key, one.reviewer, one.verdict, one.note) not in said
    ]


def _answers(
    filled_in: Sequence[_Line], pairs: Mapping[str, Any], decisions: Path, now: datetime
) -> list[replies.Reply]:
    """The replies of units that are not kept yet; an emptied cell takes none back."""
    kept = {key: reply.reply for key, reply in replies.read(decisions).items()}
    written = {row["pair_key"]: row.get("reply", "") for _, row in filled_in}
    return [
        replies.Reply(key, pairs[key]["issue_id"], reply, _utc(now))
        for key, reply in written.items()
        if reply and key in pairs and kept.get(key) != reply
    ]


def _conflicts(taken: Sequence[_Line], standing: Sequence[store.Decision]) -> list[Conflict]:
    others = defaultdict(list)
    for one in standing:
        others[one.pair_key].append(one)
    return [
        Conflict(number, one.reviewer, one.verdict)
        for number, row in taken
        for one in others[row["pair_key"]]
        if one.reviewer != row["reviewer"] and one.verdict != row["verdict"]
    ]


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


def _decision(row: Mapping[str, str], pair: Mapping[str, Any], now: datetime) -> store.Decision:
    return store.Decision(
        pair_key=row["pair_key"],
        issue_id=pair["issue_id"],
        prior_issue_id=pair["prior_issue_id"],
        text_hash=pair["text_hash"],
        prior_text_hash=pair["prior_text_hash"],
        verdict=row["verdict"],
        reviewer=row["reviewer"],
        note=row.get("note", ""),
        decided_at=_utc(now),
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
        taken = latest._replace(verdict=store.RETRACTED, note="", decided_at=_utc(now))
        store.append(decisions, [taken])
    return latest


def _utc(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
