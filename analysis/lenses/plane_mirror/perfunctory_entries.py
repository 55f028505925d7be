"""Entries that probably report nothing: all is well, all is done, or the standard once more."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from analysis import markup, messages, statistics
from analysis.lenses import queries, titles

_ROWS = 25
_SHARES = ("perfunctory_share", "low_share", "high_share")
_COLUMNS = ("entry_text", "standard_text", "perfunctory_score", "issue_count")


def frame(
    connection: duckdb.DuckDBPyConnection,
    *,
    year: int,
    unit: str = "",
    bar: float,
    small_count: int,
) -> pd.DataFrame:
    """Answers to a standard, or statements of a state, that probably report nothing.

    Returns:
        One row per text and standard that reaches `bar`, the likeliest first: `entry_text`,
        `standard_text` (missing without one), `perfunctory_score` (0 to 1), `issue_count`. `attrs`
        has of all scored issues `answer_count`, `perfunctory_count` and, from `small_count` on,
        `perfunctory_share` with `low_share` and `high_share` (Wilson), else None.
    """
    found = queries.read(connection, __file__, year=year, unit=unit)
    empty = found.loc[found["perfunctory_score"] >= bar].reset_index(drop=True)
    count, total = int(empty["issue_count"].sum()), int(found["issue_count"].sum())
    told: dict[str, Any] = dict.fromkeys(_SHARES)
    if total >= max(small_count, 1):
        told = dict(zip(_SHARES, (count / total, *statistics.wilson(count, total)), strict=True))
    return queries.titled(empty, answer_count=total, perfunctory_count=count, **told)


def shown(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The part of the page: what share they are, and the texts; nothing where nothing answers."""
    if not frame.attrs["answer_count"]:
        return markup.join()
    parts = [titles.section("plane_mirror.perfunctory", language), _said(frame, language)]
    return markup.join(*parts, *([_listed(frame, language)] if len(frame) else []))


def _said(frame: pd.DataFrame, language: str) -> markup.Markup:
    told = frame.attrs
    values = {name: told[name] for name in ("perfunctory_count", "answer_count")}
    if told["perfunctory_share"] is None:
        return markup.note(messages.say(language, "plane_mirror.perfunctory_few", **values))
    values |= {name: told[name] for name in _SHARES}
    return markup.note(messages.say(language, "plane_mirror.perfunctory_said", **values))


def _listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    labels = {name: messages.say(language, f"column.{name}") for name in _COLUMNS}
    rows = frame.assign(perfunctory_score=frame["perfunctory_score"].round(2))
    caption = messages.say(language, "plane_mirror.perfunctory_caption")
    return markup.table(rows, caption=caption, labels=labels, limit=_ROWS)
