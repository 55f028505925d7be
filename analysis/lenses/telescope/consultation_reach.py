"""Which groups were asked about the plan, of those that are to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.lenses.telescope import plans as choice

CHART = "telescope.consultation_reach"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Groups reached, and groups that reviewed judgement says are to be asked.

    Returns:
        One row per group: `group_name`, `asked_count`, `channels_text`, `is_defined` (in
        `consultation_groups.csv`); `attrs`: `reached_count`, `defined_count` (0: nobody defined
        any, so no share is said), `missed_text`.
    """
    tables = ("clean.consultations", "linked.defined_groups")
    found = choice.read_of_year(connection, __file__, tables, year=year, unit=unit)
    if found.empty:
        return records.lacking(found, "telescope", "consultations")
    defined = found.loc[found["is_defined"]]
    missed = defined.loc[defined["asked_count"] == 0, "group_name"]
    return queries.titled(
        found,
        group_count=int((found["asked_count"] > 0).sum()),
        reached_count=int((defined["asked_count"] > 0).sum()),
        defined_count=len(defined),
        missed_count=len(missed),
        missed_text="、".join(missed),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A bar per group: how often it was asked."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    labels = [theme.label(str(name), width=18) for name in frame["group_name"]]
    texts = [_told(row, language) for row in frame.to_dict("records")]
    counts = frame["asked_count"].tolist()
    title = messages.say(language, "telescope.event_count")
    axis = {**bars.whole_numbers(max(counts), title), "range": [0, max(counts) * 1.9]}
    figure = bars.told(counts, labels, texts, colour=theme.PALETTE[0], axis=axis)
    ending = "" if frame.attrs["defined_count"] else "_undefined"
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)


def _told(row: Mapping[Any, Any], language: str) -> str:
    if not row["asked_count"]:
        return messages.say(language, "telescope.not_asked")
    channels = "" if pd.isna(row["channels_text"]) else str(row["channels_text"])
    return theme.label(f"{row['asked_count']} {channels}".strip(), width=24)
