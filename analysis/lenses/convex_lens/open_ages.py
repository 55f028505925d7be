"""How many items of the year's register were open, by how long."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, printed, queries, titles


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """How long the items of the register of `year` that were not closed had been open then."""
    counts = queries.read(connection, __file__, year=year, unit=unit)
    items = int(counts["item_count"].max()) if len(counts) else 0
    return queries.titled(
        counts,
        register_year=year,
        reason="no_dates",
        open_count=int(counts["open_count"].sum()),
        old_count=int(counts["open_count"].iloc[2:].sum()),
        item_count=items,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """How many items of the year's register were open, by how long."""
    if not frame.attrs["item_count"]:
        return titles.unsaid(frame, "convex_lens.open_ages", language)
    labels = [
        theme.label(messages.say(language, f"convex_lens.age_{age}"), width=14)
        for age in frame["age"]
    ]
    figure = go.Figure()
    figure.add_bar(
        x=frame["open_count"].tolist(),
        y=labels,
        orientation="h",
        marker={"color": [theme.PALETTE[0]] * 2 + [theme.CANDIDATE] * (len(labels) - 2)},
        text=[messages.number(language, count) for count in frame["open_count"]],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(height=bars.height(len(labels)), showlegend=False)
    figure.update_xaxes(
        title=messages.say(language, "convex_lens.open_count"),
        tickformat=",d",
        range=[0, max(1, int(frame["open_count"].max())) * 1.2],
    )
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    values = printed.values(frame, language)
    return titles.said(figure, "convex_lens.open_ages", language, values)
