"""The share closed within 90 days by register; hollow where some were watched for less."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, titles
from analysis.lenses.convex_lens import clocks, time_to_event

_COLUMNS = ("early_share", "low", "high", "is_open", "status")


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The share of the problems of each register that were closed within 90 days of finding.

    Returns:
        One row per register year: `item_count`, `open_count`, `early_share` with `low` and `high`
        (Kaplan-Meier), `is_open` (some were not yet watched for 90 days), and `status`.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit)
    days = clocks.EARLY_DAYS[-1]
    frame = pd.DataFrame(
        [
            {"register_year": int(str(at))} | _early(rows, days, small_count)
            for at, rows in counts.groupby("register_year")
        ],
        columns=["register_year", "item_count", "open_count", *_COLUMNS],
    )
    return queries.titled(frame, register_year=year, days_count=days, reason="no_dates")


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The share closed within 90 days by register; hollow where some were watched for less."""
    drawn = frame.loc[frame["status"] == "ok"]
    if drawn.empty:
        return titles.unsaid(frame, "convex_lens.early_shares", language)
    last = int(drawn["register_year"].max())
    hollow = [year == last and is_open for year, is_open in zip(
        drawn["register_year"], drawn["is_open"], strict=True
    )]  # fmt: skip
    figure = go.Figure()
    figure.add_scatter(
        x=[str(year) for year in drawn["register_year"]],
        y=drawn["early_share"].tolist(),
        mode="lines+markers+text",
        text=[messages.percent(language, share) for share in drawn["early_share"]],
        textposition="top right",
        cliponaxis=False,
        line={"color": theme.PALETTE[0], "width": 2.5},
        marker={
            "size": 11,
            "color": [theme.PAPER if each else theme.PALETTE[0] for each in hollow],
            "line": {"color": theme.PALETTE[0], "width": 2},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (drawn["high"] - drawn["early_share"]).tolist(),
            "arrayminus": (drawn["early_share"] - drawn["low"]).tolist(),
            "color": theme.INK,
            "thickness": 1.2,
            "width": 5,
        },
        hoverinfo="skip",
    )
    figure.update_layout(showlegend=False)
    figure.update_xaxes(
        type="category",
        title=messages.say(language, "convex_lens.register_year"),
        range=[-0.4, len(drawn) - 0.2],
    )
    figure.update_yaxes(
        title=messages.say(language, "convex_lens.early_share"),
        tickformat=".0%",
        range=[0, min(1.0, float(drawn["high"].max()) * 1.15)],
    )
    last_row: dict[Any, Any] = drawn.to_dict("records")[-1]
    values = printed.values(frame, language) | _named(last_row)
    return titles.said(figure, "convex_lens.early_shares", language, values)


def _early(counts: pd.DataFrame, days: int, small_count: int) -> dict[str, Any]:
    """The share ended within so many days, its interval, and whether some were watched for less."""
    items = int(counts[["ended_count", "open_count"]].to_numpy().sum())
    watched = counts.loc[counts["day_count"] < days, "open_count"].sum() > 0
    told = {"item_count": items, "open_count": int(counts["open_count"].sum())}
    status = time_to_event.status(items, small_count)
    shares = (
        time_to_event.share(time_to_event.curve(counts), days) if status == "ok" else (np.nan,) * 3
    )
    status = "too_early" if status == "ok" and np.isnan(shares[0]) else status
    values = dict(zip(_COLUMNS, (*shares, bool(watched), status), strict=True))
    return told | values


def _named(row: dict[Any, Any]) -> dict[str, Any]:
    """A row as values of a message, the limits of a share named so that they print as shares."""
    values = {str(key): value for key, value in row.items()}
    return values | {"low_share": values["low"], "high_share": values["high"]}
