"""Cumulative share of quantified measures against that of issues, most frequent first."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, titles

_HALF = 0.5


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Whether the measures that set numbers go to the problems that fill the registers.

    Returns:
        One row per problem, most issues first: `issue_count`, `measure_count`,
        `quantified_count`, and the cumulative shares `issue_share` and `quantified_share`.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit)
    issues, quantified = (counts[f"{name}_count"] for name in ("issue", "quantified"))
    frame = counts.assign(
        issue_share=issues.cumsum() / max(int(issues.sum()), 1),
        quantified_share=quantified.cumsum() / max(int(quantified.sum()), 1),
    )
    half = int((frame["issue_share"] < _HALF - 1e-12).sum())
    return queries.titled(
        frame,
        register_year=year,
        reason="no_quantified",
        problem_count=len(frame),
        issue_count=int(issues.sum()),
        quantified_count=int(quantified.sum()),
        half_count=half + 1,
        half_issue_share=float(frame["issue_share"].iloc[half]) if len(frame) else np.nan,
        half_quantified_share=float(frame["quantified_share"].iloc[half]) if len(frame) else np.nan,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Cumulative share of quantified measures against that of issues, most frequent first."""
    if not frame.attrs["quantified_count"]:
        return titles.unsaid(frame, "convex_lens.focus", language)
    step = max(1, len(frame) // 200)
    kept = frame.iloc[sorted({*range(0, len(frame), step), len(frame) - 1})]
    figure = go.Figure()
    figure.add_scatter(
        x=[0.0, *kept["issue_share"].tolist()],
        y=[0.0, *kept["quantified_share"].tolist()],
        mode="lines",
        line={"color": theme.PALETTE[0], "width": 2.5},
        name=messages.say(language, "convex_lens.focus_line"),
    )
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"color": theme.MUTED, "dash": "dash"},
        name=messages.say(language, "convex_lens.even_line"),
    )
    figure.add_scatter(
        x=[frame.attrs["half_issue_share"]],
        y=[frame.attrs["half_quantified_share"]],
        mode="markers",
        marker={"size": 12, "color": theme.CANDIDATE},
        showlegend=False,
        hoverinfo="skip",
    )
    figure.update_layout(showlegend=True)
    title = messages.say(language, "convex_lens.issue_share")
    figure.update_xaxes(title=theme.label(title, width=40), tickformat=".0%", range=[0, 1.02])
    title = messages.say(language, "convex_lens.quantified_share")
    figure.update_yaxes(title=title, tickformat=".0%", range=[0, 1.04])
    values = printed.values(frame, language)
    return titles.said(figure, "convex_lens.focus", language, values)
