"""Bars by year, as two charts of page one draw them: one for each, or why there is none."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import titles

_SILENT = "#eef1f4"  # behind a year of which nothing can be said


def bars(frame: pd.DataFrame, *, value: str, at: str, language: str) -> go.Figure:
    """One bar for each year with its interval; a grey field that says why where there is none."""
    shares = frame[value].astype("float64")
    figure = go.Figure()
    figure.add_bar(
        x=[str(year) for year in frame[at]],
        y=shares.tolist(),
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (frame["high"] - shares).fillna(0).tolist(),
            "arrayminus": (shares - frame["low"]).fillna(0).tolist(),
            "color": theme.INK,
            "thickness": 1.2,
            "width": 5,
        },
        hovertemplate="%{x}: %{y:.0%}<extra></extra>",
    )
    top = min(1.0, max([*frame["high"].dropna(), 0.1]) * 1.2)
    for place, row in enumerate(frame.to_dict("records")):
        if row["status"] == "ok":
            figure.add_annotation(_at_foot(place, messages.percent(language, row[value])))
        else:
            first = row["status"] == "no_baseline"
            key = "overview.year_no_baseline" if first else f"indicator.status_{row['status']}"
            words = messages.say(language, key)
            figure.add_shape(_field(place, top))
            figure.add_annotation(_within(place, top, words))
    figure.update_layout(
        showlegend=False,
        barmode="overlay",
        xaxis={"type": "category", "title": messages.say(language, f"overview.{at}")},
        yaxis={
            "range": [0, top],
            "tickformat": ".0%",
            "title": messages.say(language, f"overview.{value}"),
        },
    )
    return figure


def unsaid(frame: pd.DataFrame, chart: str, language: str) -> go.Figure:
    """In place of a chart of no year: why nothing can be said of the last one."""
    status = frame["status"].iloc[-1] if len(frame) else "no_baseline"
    return titles.silent(chart, language, status, messages.say(language, f"{chart}_{status}"))


def _at_foot(place: int, text: str) -> dict[str, Any]:
    """The share in the foot of its bar, where no line of an interval crosses it."""
    return {
        "x": place,
        "y": 0,
        "text": text,
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "bgcolor": theme.PAPER,
        "font": {"size": 15},
    }


def _field(place: int, top: float) -> dict[str, Any]:
    """The grey field of a year of which nothing can be said."""
    edges = {"x0": place - 0.42, "x1": place + 0.42, "y0": 0, "y1": top}
    return {"type": "rect", **edges, "fillcolor": _SILENT, "line_width": 0, "layer": "below"}


def _within(place: int, top: float, words: str) -> dict[str, Any]:
    """Why the year has no share."""
    return {
        "x": place,
        "y": top / 2,
        "text": theme.label(words, width=9),
        "showarrow": False,
        "font": {"color": theme.MUTED, "size": 13},
    }
