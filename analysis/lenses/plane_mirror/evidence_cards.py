"""The strongest cases: both texts, where they stand, what speaks for the flag and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pandas as pd

from analysis import messages
from analysis.lenses import places, printed, queries
from analysis.lenses.plane_mirror import arguments
from analysis.text.forms import lexemes
from analysis.text.wording import alignment


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", card_count: int
) -> pd.DataFrame:
    """The strongest cases of `year`, with all that speaks for and against each, one row per case.

    One case of each unit comes before a second of any; within a unit confirmed ones first, then
    stale dates, then what was copied most often, then the longest text.

    Returns:
        The columns of the query; `prior_spans` and `spans`, lists of (kind, text) that together
        are each text, where a kind is `same`, `date`, `number`, `name` or `new`; and
        `date_texts`, the dates that stand in the newer text.
    """
    cases = queries.read(connection, __file__, year=year, unit=unit, card_count=card_count)
    pairs = list(zip(cases["prior_issue_text"], cases["issue_text"], strict=True))
    covers = [alignment.provenance(prior, text) for prior, text in pairs]
    added: dict[str, list[Any]] = {
        "prior_spans": [_cut(pair[0], cover[0]) for pair, cover in zip(pairs, covers, strict=True)],
        "spans": [_cut(pair[1], cover[1]) for pair, cover in zip(pairs, covers, strict=True)],
        "date_texts": [_dates(text) for _, text in pairs],
    }
    return cases.assign(**{name: pd.Series(each, dtype="object") for name, each in added.items()})


def said(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The cases in the columns of `cards.evidence_cards`."""
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()} for row in frame.to_dict("records")
    ]
    return frame.assign(
        title_text=[arguments.title(row, language) for row in rows],
        source_text=[_source_text(row, "", language) for row in rows],
        prior_source_text=[_source_text(row, "prior_", language) for row in rows],
        cure_text=[arguments.cure(row, "", language) for row in rows],
        prior_cure_text=[arguments.cure(row, "prior_", language) for row in rows],
        reason_text=[arguments.reason(row, language) for row in rows],
        runner_up_text=[arguments.against(row, language) for row in rows],
        reply_text=[arguments.reply(row, language) for row in rows],
    )


def summary(cards: pd.DataFrame, flagged: pd.DataFrame, language: str) -> str:
    """How many of the flagged issues stand as cases, and how many earlier entries are open."""
    if cards.empty:
        return messages.say(language, "plane_mirror.no_cases")
    unit_count = cards["unit"].nunique()
    values = {
        **printed.values(flagged, language),
        "card_count": len(cards),
        "unit_count": unit_count,
    }
    key = "cases_each" if unit_count == len(cards) else "cases"
    names = [key, "cases_open", *(["cases_unasked"] if values["unasked_count"] else [])]
    said = [messages.say(language, f"plane_mirror.{name}", **values) for name in names]
    return messages.say(language, "indicator.joint").join(said)


def _cut(text: str, cover: Iterable[alignment.Piece]) -> list[tuple[str, str]]:
    return [(piece.kind, text[piece.start : piece.end]) for piece in cover]


def _dates(text: str) -> list[str]:
    return [
        text[found.start : found.end] for found in lexemes.lexemes(text) if found.kind == "date"
    ]


def _source_text(row: Mapping[str, Any], prefix: str, language: str) -> str:
    filed = row[f"{prefix}filed_date"]
    parts = [places.place(row, prefix, language)]
    if not pd.isna(filed):
        parts.append(messages.say(language, "plane_mirror.filed", filed_date=filed.date()))
    if not pd.isna(row[f"{prefix}found_text"]):
        parts.append(arguments.found(row, prefix, language))
    return " · ".join(parts)
