"""Suggestions: received, considered, adopted, and found in a changed sentence of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, statistics, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.lenses.telescope import plans as choice

CHART = "telescope.suggestion_funnel"
STAGES = ("received", "considered", "adopted", "stated", "traced")


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """The stages of each round; what nobody wrote down stays missing, and so does its share.

    Returns:
        One row per round and stage of `STAGES`: `target`, `stage`, `suggestion_count` (missing:
        not recorded; `traced` is missing where no two drafts have a text), `adopted_share` with
        `low` and `high` (Wilson; missing unless the number received is recorded).
    """
    tables = ("clean.suggestion_rounds", "linked.suggestion_traces")
    rounds = choice.read_of_year(connection, __file__, tables, year=year, unit=unit)
    if rounds.empty:
        return records.lacking(rounds, "telescope", "suggestions")
    rows = [_stage(row, stage) for row in rounds.to_dict("records") for stage in STAGES]
    unreceived = rounds["received_count"].isna()
    return queries.titled(
        pd.DataFrame(rows),
        round_count=len(rounds),
        adopted_count=int(rounds["adopted_count"].fillna(0).sum()),
        traced_count=int(rounds["traced_count"].fillna(0).sum()),
        unreceived_count=int(unreceived.sum()),
        received_count=int(rounds["received_count"].fillna(0).sum()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A bar per stage, one colour per round; where nothing is recorded the words say so."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    unknown = messages.say(language, "telescope.not_recorded")
    labels = [messages.say(language, f"telescope.stage_{stage}") for stage in STAGES]
    figure = go.Figure()
    for place, (target, rows) in enumerate(frame.groupby("target", sort=False)):
        counts = rows["suggestion_count"]
        figure.add_bar(
            x=counts.fillna(0).astype(int).tolist(),
            y=labels,
            orientation="h",
            name=theme.label(str(target), width=30),
            marker={"color": theme.PALETTE[place % len(theme.PALETTE)]},
            text=[unknown if pd.isna(count) else f"{int(count)}" for count in counts],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    top = int(frame["suggestion_count"].max())
    figure.update_layout(height=2 * bars.height(len(STAGES)) - 60, barmode="group", showlegend=True)
    axis = bars.whole_numbers(top, messages.say(language, "telescope.suggestion_count"))
    figure.update_xaxes(**axis, range=[0, max(top, 1) * 1.5], showgrid=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    ending = "_unreceived" if frame.attrs["unreceived_count"] else ""
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)


def _stage(row: Mapping[Any, Any], stage: str) -> dict[str, object]:
    received, adopted = row["received_count"], row["adopted_count"]
    told: dict[str, object] = {
        "target": row["target"],
        "stage": stage,
        "suggestion_count": row[f"{stage}_count"],
    }
    if stage != "adopted" or pd.isna(received) or pd.isna(adopted) or not received:
        return told | dict.fromkeys(("adopted_share", "low", "high"), float("nan"))
    count, total = int(str(adopted)), int(str(received))
    low, high = statistics.wilson(min(count, total), total)
    return told | {"adopted_share": count / total, "low": low, "high": high}
