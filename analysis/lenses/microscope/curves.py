"""The return curves drawn: step lines with their intervals, and the numbers still followed."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses.microscope import words

COLOURS = {
    "low": theme.CANDIDATE,
    "middle": theme.PALETTE[4],
    "high": theme.HONEST,
    "unscored": theme.PALETTE[0],
}
_DASHES = {"low": "solid", "middle": "dash", "high": "dot", "unscored": "solid"}
_SYMBOLS = {"low": "circle", "middle": "square", "high": "diamond", "unscored": "circle"}


def panel(drawn: pd.DataFrame, language: str) -> go.Figure:
    """One step line for each band above, the numbers still followed below on the same years.

    Args:
        drawn: rows of `frames.return_curves` that have a share.
        language: one of `messages.LANGUAGES`.
    """
    figure = go.Figure()
    bands = list(drawn["band"].unique())
    for place, band in enumerate(bands):
        figure.add_trace(_curve(drawn.loc[drawn["band"] == band], band, place, language))
    for band in bands:
        figure.add_trace(_followed(drawn.loc[drawn["band"] == band], band, language))
    top = min(1.0, max(0.2, float(drawn["high"].max())) * 1.1)
    figure.update_layout(
        height=470,
        xaxis={
            "title": theme.label(messages.say(language, "microscope.looked_year"), width=38),
            "dtick": 1,
        },
        yaxis={
            "title": messages.say(language, "microscope.returned_share"),
            "tickformat": ".0%",
            "range": [0, top],
            "domain": [0.32, 1],
        },
        yaxis2={
            "title": messages.say(language, "microscope.followed"),
            "domain": [0, 0.2],
            "showgrid": False,
            "range": [len(bands) - 0.4, -0.6],
            "showticklabels": False,
        },
    )
    figure.update_xaxes(anchor="y2", range=[-0.3, float(drawn["looked_year"].max()) + 0.4])
    return figure


def _curve(rows: pd.DataFrame, band: str, place: int, language: str) -> go.Scatter:
    """A step line with its interval; the last point is hollow: those held are still watched."""
    colour = COLOURS[band]
    return go.Scatter(
        x=[year + 0.06 * place for year in rows["looked_year"]],
        y=rows["returned_share"].tolist(),
        mode="lines+markers",
        cliponaxis=False,
        name=theme.label(words.band(band, language, width=40), width=40),
        line={"color": colour, "dash": _DASHES[band], "shape": "hv", "width": 2.5},
        marker={
            "symbol": _SYMBOLS[band],
            "size": 10,
            "color": [theme.PAPER if last else colour for last in rows["is_last"]],
            "line": {"color": colour, "width": 2},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (rows["high"] - rows["returned_share"]).tolist(),
            "arrayminus": (rows["returned_share"] - rows["low"]).tolist(),
            "thickness": 1.2,
            "width": 4,
        },
        hovertemplate="%{y:.0%}<extra>%{fullData.name}</extra>",
    )


def _followed(rows: pd.DataFrame, band: str, language: str) -> go.Scatter:
    return go.Scatter(
        x=rows["looked_year"].tolist(),
        y=[band] * len(rows),
        text=[messages.number(language, count) for count in rows["at_risk_count"]],
        mode="text",
        yaxis="y2",
        textfont={"color": COLOURS[band], "size": 13},
        showlegend=False,
        hoverinfo="skip",
    )
