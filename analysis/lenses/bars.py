"""Charts that several lenses draw: shares and parts in bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import groups

# The hatch of a candidate over its colour, so that a black-and-white print still tells it.
HATCH = cast("dict[str, Any]", theme.PATTERNS["candidate"])
ROW_HEIGHT = 38  # pixels of one horizontal bar, enough for a name of two lines
_DIGIT = 0.035  # of a bar's length that a digit needs on the narrowest page
_COLUMN = 0.031  # of the plot that a column of words needs there
_MOST_WORDS = 0.75  # of the plot: longer words are for the table
_SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1]
_FURNITURE = 130  # pixels of axis, axis title and legend

# Colour says how a group is to be read; grey is what could not be compared.
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "redated": theme.CANDIDATE,
        "doubtful": theme.PALETTE[4],
        "declared": theme.PALETTE[0],
        "evidenced": theme.PALETTE[3],
        "new": theme.HONEST,
        "no_baseline": "#c4cad2",
    }
)


def mix(frame: pd.DataFrame, *, labels: Sequence[str], language: str) -> go.Figure:
    """Bars of one length, one for each label, cut by group of classes.

    Args:
        frame: as `groups.gather` gives it; its rows run through the groups for each label.
        labels: what stands beside each bar, in the order of the frame, ready for the chart.
        language: one of `messages.LANGUAGES`.
    """
    figure = go.Figure()
    for name in groups.GROUPS:
        part = frame.loc[frame["class_group"] == name]
        if part["issue_count"].sum():
            figure.add_bar(**_part(part, name, labels, language))
    figure.update_layout(
        barmode="stack",
        height=height(len(labels)) + 40,
        bargap=0.3,
        legend={"traceorder": "normal", "font": {"size": 13}},
        xaxis={
            "tickformat": ".0%",
            "range": [0, 1],
            "title": messages.say(language, "class.mix_x"),
        },
    )
    return _with_rows(figure)


def shares(
    frame: pd.DataFrame, *, value: str, labels: Sequence[str], texts: Sequence[str]
) -> go.Figure:
    """Horizontal bars of the share `value` with its interval, each with words at its end.

    Args:
        frame: one row per bar: the column `value`, `low` and `high`; missing where nothing is said.
        value: the column that is drawn.
        labels: what stands beside each bar.
        texts: what stands at the end of each bar (n), or why there is none.
    """
    drawn = frame[value].astype("float64")
    figure = go.Figure()
    figure.add_bar(
        x=drawn.fillna(0).tolist(),
        y=list(labels),
        orientation="h",
        error_x=_interval(frame, value),
        hoverinfo="skip",
    )
    ends = frame["high"].astype("float64").fillna(0).tolist()
    figure.add_scatter(
        x=ends,
        y=list(labels),
        text=[f" {text}" for text in texts],
        mode="text",
        textposition="middle right",
        textfont={"size": 13, "color": theme.INK},
        hoverinfo="skip",
        cliponaxis=False,
    )
    figure.update_layout(
        height=height(len(labels)),
        showlegend=False,
        barmode="overlay",
        xaxis={
            "tickformat": ".0%",
            "range": [0, _room(ends, texts)],
            "tickvals": _SHARES,
            "showgrid": False,
        },
    )
    return _with_rows(figure)


def told(
    lengths: Sequence[float],
    labels: Sequence[str],
    texts: Sequence[str],
    *,
    colour: str,
    axis: Mapping[str, Any],
) -> go.Figure:
    """Horizontal bars of one colour, each with what it is made of in words beyond its end.

    Args:
        lengths: of the bars.
        labels: what stands beside each bar.
        texts: what stands at the end of each.
        colour: of all bars.
        axis: title, range and the like of the axis of lengths.
    """
    figure = go.Figure()
    figure.add_bar(
        x=list(lengths),
        y=list(labels),
        orientation="h",
        marker={"color": colour},
        text=list(texts),
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(height=height(len(labels)), showlegend=False)
    figure.update_xaxes(showgrid=False, **axis)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return figure


def height(row_count: int) -> int:
    """Pixels that a chart of so many rows needs."""
    return _FURNITURE + ROW_HEIGHT * row_count


def whole_numbers(count: int, title: str) -> dict[str, Any]:
    """An axis of things that have no halves, up to `count` of them."""
    steps = {"dtick": 1} if count < 10 else {"nticks": 6}
    return {"title": title, "tickformat": ",d", "rangemode": "tozero", **steps}


def _room(ends: Sequence[float], texts: Sequence[str]) -> float:
    """How far the axis must go for the words at each end to stand on the narrowest page whole."""
    taken = [min(_MOST_WORDS, _COLUMN * theme.columns(text)) for text in texts]
    return max([0.2, *(end / (1 - part) for end, part in zip(ends, taken, strict=True))])


def _pattern(name: str) -> Any:
    """The hatch that tells a candidate from what is certain in a black-and-white print."""
    return HATCH if name == "redated" else None


def _part(part: pd.DataFrame, name: str, labels: Sequence[str], language: str) -> dict[str, Any]:
    shares = part["issue_share"].tolist()
    return {
        "x": shares,
        "y": list(labels),
        "orientation": "h",
        "name": theme.label(messages.say(language, f"class.group_{name}"), width=40),
        "marker": {"color": COLOURS[name], "pattern": _pattern(name)},
        "text": [
            str(count) if share >= _DIGIT * len(str(count)) else ""
            for count, share in zip(part["issue_count"], shares, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {
            "color": theme.INK if name == "no_baseline" else theme.PAPER,
            "size": 13,
        },
        "hovertemplate": "%{y}: %{x:.0%}<extra>%{fullData.name}</extra>",
    }


def _with_rows(figure: go.Figure) -> go.Figure:
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False, ticklabelstandoff=4)
    return figure


def _interval(frame: pd.DataFrame, value: str) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": (frame["high"] - frame[value]).astype("float64").fillna(0).tolist(),
        "arrayminus": (frame[value] - frame["low"]).astype("float64").fillna(0).tolist(),
        "color": theme.INK,
        "thickness": 1.2,
        "width": 4,
    }
