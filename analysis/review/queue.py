"""The links that a person should look at, the most doubtful first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from analysis import messages, settings, warehouse
from analysis.review import replies, verdicts
from analysis.text.wording import alignment

# Of a threshold: nearer links would change their class with it, so they teach where it belongs.
_NEAR = 0.05


def doubtful(
    connection: duckdb.DuckDBPyConnection,
    limits: settings.Match,
    decisions: Path | None = None,
    *,
    with_reviewed: bool = False,
    language: str = "en",
) -> pd.DataFrame:
    """One row per link to judge, in the order of judging; `changed` says what changed in words.

    Links that no rule settles come first, the nearest to a threshold at the top, then the flags.
    Those with a verdict are left out unless asked for.
    """
    verdicts.prepare(connection, decisions)
    rows = warehouse.read(
        connection,
        warehouse.query("review/queue"),
        with_reviewed=with_reviewed,
        reworded_edit=limits.reworded_edit,
        reworded_jaccard=limits.reworded_jaccard,
        review_edit=limits.review_edit,
        near_distance=_NEAR,
    )
    pairs = zip(rows["prior_issue_text"], rows["issue_text"], rows["changed_kinds"], strict=True)
    filed = replies.read(decisions)
    return rows.assign(
        changed=[changed(*pair, language) for pair in pairs],
        reply=[filed[key].reply if key in filed else "" for key in rows["pair_key"]],
    ).drop(columns="changed_kinds")


def learned_names(kinds: Sequence[str] | None, spans: Sequence[alignment.Span]) -> list[str]:
    """Kinds of name that the link says were exchanged though no span shows one.

    The engine knows names from the registers' own use (and `names.csv`); a pair of texts alone
    does not tell them.
    """
    if any(span.kind in alignment.NAMES for span in spans):
        return []
    return [kind for kind in alignment.NAMES if kind in (kinds if kinds is not None else ())]


def changed(
    older: str, newer: str, kinds: Sequence[str] | None = None, language: str = "en"
) -> str:
    """What changed between two texts: `date: 2023年 → 2024年; quantity: 12 → 17`.

    `kinds` are those that the link keeps: a name that only the registers' own use tells is said.
    """
    spans = alignment.changed_spans(older, newer)
    told = [
        f"{_kind(span.kind, language)}: {older[span.older_start : span.older_end] or '∅'} → "
        f"{newer[span.newer_start : span.newer_end] or '∅'}"
        for span in spans
    ]
    names = [_kind(kind, language) for kind in learned_names(kinds, spans)]
    if names:
        listed = messages.say(language, "plane_mirror.list").join(names)
        told.append(messages.say(language, "check.names", names_text=listed))
    return "; ".join(told)


def _kind(kind: str, language: str) -> str:
    return messages.say(language, f"check.kind_{kind}")
