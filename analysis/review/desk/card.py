"""All that is known of one link, as a card shows it: plain values, every text as received."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from analysis import messages, settings, warehouse
from analysis.review import replies, score, store, words
from analysis.text.wording import alignment

Row = dict[Any, Any]
Card = dict[str, Any]

_FACTS = (
    "found_date",
    "found_by",
    "source_key",
    "category",
    "clause",
    "cause_text",
    "evidence_text",
    "status",
    "carry_over_of",
    "measure_text",
    "owner_role",
    "due_date",
    "closed_date",
    "verified_date",
)
_COLOURS = ("date", "number", "name", "new")
_LABELS = (
    *("keys", "note", "note_hint", "done", "reply", "facts", "score", "changed"),
    *("undo", "next", "back"),
)


def card(
    connection: duckdb.DuckDBPyConnection,
    link: Mapping[str, Any],
    limits: settings.Match,
    filed: Mapping[str, replies.Reply],
    language: str,
) -> Card:
    """What a reviewer sees of one link of the queue.

    Returns:
        `pair_key`, `title` (the class in words), `reason`, `question`, `changed`, `legend` (kind
        and label of the spans), `sides` (older first: `when`, `source`, `spans` of (kind, text)),
        `facts` (label, older, newer, whether they differ; those that neither register states are
        left out), `scores` (label, value, bar and its sentence), `runner_up`,
        `reply` and `anchor`, the address of the same card in a published page.
    """
    older, newer = warehouse.read(
        connection,
        warehouse.query("review/card"),
        issue_id=link["issue_id"],
        prior_issue_id=link["prior_issue_id"],
    ).to_dict("records")
    return {
        "pair_key": link["pair_key"],
        "title": messages.say(language, f"class.{link['shown_class']}"),
        "reason": messages.say(language, f"review.reason_{link['reason']}"),
        "question": messages.say(language, f"review.question_{link['reason']}"),
        "changed": link["changed"],
        "sides": (sides := _sides(older, newer, language)),
        "legend": _legend(sides, language),
        "facts": _facts(older, newer, language),
        "scores": _scores(connection, link, limits, language),
        "runner_up": _runner_up(connection, link["issue_id"], language),
        "reply": filed[link["pair_key"]].reply if link["pair_key"] in filed else "",
        "anchor": f"#issue-{link['issue_id']}",
    }


def _sides(older: Row, newer: Row, language: str) -> list[Row]:
    texts = (older["issue_text"], newer["issue_text"])
    covers = alignment.provenance(*texts)
    return [
        {
            "when": messages.say(
                language, f"publish.{name}", unit=row["unit"], register_year=row["register_year"]
            ),
            "source": _place(row),
            "spans": [[piece.kind, text[piece.start : piece.end]] for piece in cover],
        }
        for name, row, text, cover in zip(
            ("filed_before", "filed_now"), (older, newer), texts, covers, strict=True
        )
    ]


def _legend(sides: list[Row], language: str) -> list[Row]:
    """What the lines below the texts mean, of those that there are."""
    shown = {kind for side in sides for kind, _ in side["spans"]}
    return [
        {"kind": kind, "label": messages.say(language, f"review.colour_{kind}")}
        for kind in _COLOURS
        if kind in shown
    ]


def _place(row: Row) -> str:
    parts = (row["source_file"], row["source_sheet"], row["source_row"])
    return " · ".join(str(part) for part in parts if _text(part))


def _facts(older: Row, newer: Row, language: str) -> list[Row]:
    found = ((name, _text(older[name]), _text(newer[name])) for name in _FACTS)
    return [
        {
            "label": messages.say(language, f"review.fact_{name}"),
            "older": before,
            "newer": after,
            "differs": before != after,
        }
        for name, before, after in found
        if before or after
    ]


def _scores(
    connection: duckdb.DuckDBPyConnection,
    link: Mapping[str, Any],
    limits: settings.Match,
    language: str,
) -> list[Row]:
    """The parts of the likeness of the two texts, each beside the bar from which it is enough."""
    keys = {name: link[name] for name in ("issue_id", "prior_issue_id")}
    forms = warehouse.rows(connection, warehouse.query("review/forms"), **keys)
    return [
        {
            "label": messages.say(language, f"review.score_{part.name}"),
            "value": round(part.value, 3),
            "bar": round(part.bar, 3),
            "bar_text": messages.say(language, "review.score_bar", bar_text=f"{part.bar:.2f}"),
        }
        for older, newer in forms
        for part in score.parts(older, newer, limits)
    ]


def _runner_up(connection: duckdb.DuckDBPyConnection, issue_id: str, language: str) -> str:
    for text, unit, year, similarity in warehouse.rows(
        connection, warehouse.query("review/runner_up"), issue_id=issue_id
    ):
        likeness = "–" if similarity is None else f"{similarity:.2f}"
        said = {"unit": unit, "register_year": year, "similarity": likeness, "issue_text": text}
        return messages.say(language, "review.runner_up", **said)
    return messages.say(language, "review.no_runner_up")


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def labels(language: str) -> dict[str, str]:
    """What stands on the card besides its values: verdicts with their keys, and what to press."""
    said = {name: messages.say(language, f"review.card_{name}") for name in _LABELS}
    return said | {name: words.verdict(name, language) for name in store.VERDICTS}


def progress(counts: Mapping[str, int], language: str) -> str:
    """Which card of how many this is, and what was judged so far, in words."""
    return messages.say(language, "review.card_progress", **counts)
