"""The charts of the convex lens; none names a unit."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars
from analysis.lenses.convex_lens import framing, words

_FEWEST_AREAS = 5  # areas with hours below which shares are not compared
_STAGES = {
    "planning": theme.HONEST,
    "construction": theme.PALETTE[4],
    "production": theme.CANDIDATE,
}


def clocks(frame: pd.DataFrame, language: str) -> go.Figure:
    """For each clock the days by which a quarter, half and three quarters were done."""
    drawn = frame.loc[(frame["status"] == "ok") & frame["lower_quartile"].notna()]
    if drawn.empty:
        return framing.unsaid(frame, language, "clocks")
    labels = [
        theme.label(messages.say(language, f"convex_lens.clock_{name}"), width=16)
        for name in drawn["clock"]
    ]
    reached = pd.concat([drawn["upper_quartile"], drawn["median"], drawn["lower_quartile"]])
    edge = float(reached.max()) * 1.25
    upper = drawn["upper_quartile"].fillna(edge)
    figure = go.Figure()
    figure.add_bar(
        x=(upper - drawn["lower_quartile"]).tolist(),
        base=drawn["lower_quartile"].tolist(),
        y=labels,
        orientation="h",
        width=0.3,
        marker={"color": "#a9c8e4"},
        name=messages.say(language, "convex_lens.middle_half"),
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=drawn["median"].tolist(),
        y=labels,
        mode="markers",
        marker={"size": 15, "color": theme.PALETTE[0], "symbol": "diamond"},
        name=messages.say(language, "convex_lens.median"),
        hovertemplate="%{x}<extra></extra>",
    )
    for label, row in zip(labels, drawn.to_dict("records"), strict=True):
        figure.add_annotation(
            x=0,
            y=label,
            yshift=-34,
            text=theme.label(words.clock(row, language), width=46),
            showarrow=False,
            xanchor="left",
            align="left",
            font={"size": 13, "color": theme.MUTED},
        )
    figure.update_layout(height=130 + 110 * len(labels), showlegend=True)
    figure.update_xaxes(title=messages.say(language, "convex_lens.days"), range=[0, edge])
    figure.update_yaxes(type="category", range=[len(labels) - 0.3, -0.5], showgrid=False)
    first: dict[Any, Any] = drawn.to_dict("records")[0]
    return framing.said(
        figure, frame, language, "clocks", finding_text=words.clock_title(first, language)
    )


def early_shares(frame: pd.DataFrame, language: str) -> go.Figure:
    """The share closed within 90 days by register; hollow where some were watched for less."""
    drawn = frame.loc[frame["status"] == "ok"]
    if drawn.empty:
        return framing.unsaid(frame, language, "early_shares")
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
    values: dict[Any, Any] = drawn.to_dict("records")[-1]
    return framing.said(figure, frame, language, "early_shares", **words.named(values))


def open_ages(frame: pd.DataFrame, language: str) -> go.Figure:
    """How many items of the year's register were open, by how long."""
    if not frame.attrs["item_count"]:
        return framing.unsaid(frame, language, "open_ages")
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
    return framing.said(figure, frame, language, "open_ages")


def stage_shift(frame: pd.DataFrame, language: str) -> go.Figure:
    """In which stage problems were found, by year."""
    if frame.empty:
        return framing.unsaid(frame, language, "stage_shift")
    figure = go.Figure()
    for stage, colour in _STAGES.items():
        part = frame.loc[frame["stage"] == stage]
        figure.add_bar(
            x=[str(year) for year in part["register_year"]],
            y=part["found_share"].tolist(),
            name=messages.say(language, f"convex_lens.stage_{stage}"),
            marker={"color": colour},
            text=[str(count) for count in part["found_count"]],
            textposition="inside",
            insidetextfont={"color": theme.PAPER},
        )
    figure.update_layout(barmode="stack", showlegend=True)
    years = [str(year) for year in sorted(frame["register_year"].unique())]
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=years,
        title=messages.say(language, "convex_lens.register_year"),
    )
    figure.update_yaxes(title=messages.say(language, "convex_lens.found_share"), tickformat=".0%")
    return framing.said(figure, frame, language, words.stage_name(frame), shown="stage_shift")


def focus(frame: pd.DataFrame, language: str) -> go.Figure:
    """Cumulative share of quantified measures against that of issues, most frequent first."""
    if not frame.attrs["quantified_count"]:
        return framing.unsaid(frame, language, "focus")
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
    values = frame.attrs
    figure.add_scatter(
        x=[values["half_issue_share"]],
        y=[values["half_quantified_share"]],
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
    return framing.said(figure, frame, language, "focus")


def effort_shares(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share of hours beside share of issues, for each area with hours, or why they are few."""
    if frame.empty:
        return framing.unsaid(frame, language, "effort_shares")
    recorded = frame.attrs["recorded"]
    if len(recorded) < _FEWEST_AREAS:
        few = words.few_areas(recorded, language)
        return framing.silent(language, "effort_shares", few, "suppressed")
    frame = frame.loc[frame["spent_hours"].notna()]
    labels = [theme.label(str(category), width=14) for category in frame["category"]]
    figure = go.Figure()
    for name, colour in (("issue_share", theme.CANDIDATE), ("hour_share", theme.PALETTE[0])):
        figure.add_bar(
            x=frame[name].tolist(),
            y=labels,
            orientation="h",
            name=messages.say(language, f"convex_lens.of_{name}"),
            marker={"color": colour},
        )
    figure.update_layout(height=bars.height(len(labels)) + 60, barmode="group", showlegend=True)
    figure.update_xaxes(tickformat=".0%", title=messages.say(language, "convex_lens.area_share"))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return framing.said(figure, frame, language, "effort_shares")
