"""The charts of the microscope; none names a unit."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars
from analysis.lenses.microscope import curves, words


def return_curves(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share of problems back after each looked-for year by band; below, how many were followed."""
    drawn = frame.loc[frame["status"] == "ok"]
    if not (drawn["looked_year"] > 0).any():
        return _unsaid(frame, language, "return_curves")
    figure = curves.panel(drawn, language)
    return _said(figure, frame, language, "return_curves")


def two_year_return(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share back within two years by band, with interval and counts."""
    if not (frame["status"] == "ok").any():
        return _unsaid(frame, language, "two_year_return")
    labels = [words.band(band, language, width=14) for band in frame["band"]]
    texts = [_counted(row, "returned", "followed", language) for row in frame.to_dict("records")]
    figure = bars.shares(frame, value="returned_share", labels=labels, texts=texts)
    figure.data[0].update(marker={"color": [curves.COLOURS[str(band)] for band in frame["band"]]})
    figure.update_xaxes(title=messages.say(language, "microscope.returned_share"))
    return _said(figure, frame, language, "two_year_return", _outcome(frame))


def hazard_ratios(frame: pd.DataFrame, language: str) -> go.Figure:
    """How the yearly chance of return compares with that under coarse measures, on a log axis."""
    if frame.empty or not (frame["status"] == "ok").all():
        return _unsaid(frame, language, "hazard_ratios")
    labels = [
        theme.label(messages.say(language, f"microscope.term_{term}"), width=16)
        for term in frame["term"]
    ]
    figure = go.Figure()
    figure.add_scatter(
        x=frame["hazard_ratio"].tolist(),
        y=labels,
        mode="markers+text",
        text=[messages.number(language, ratio, 2) for ratio in frame["hazard_ratio"]],
        textposition="top center",
        cliponaxis=False,
        marker={"size": 11, "color": theme.PALETTE[0]},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (frame["high"] - frame["hazard_ratio"]).tolist(),
            "arrayminus": (frame["hazard_ratio"] - frame["low"]).tolist(),
            "color": theme.INK,
            "thickness": 1.4,
            "width": 5,
        },
        hoverinfo="skip",
    )
    figure.add_vline(x=1, line={"color": theme.MUTED, "dash": "dash"})
    figure.update_layout(height=bars.height(len(labels)) + 60, showlegend=False)
    figure.update_xaxes(
        type="log",
        tickvals=[0.1, 0.2, 0.5, 1, 2, 5, 10],
        title=theme.label(messages.say(language, "microscope.hazard_ratio"), width=30),
    )
    figure.update_yaxes(type="category", range=[len(labels) - 0.4, -0.6], showgrid=False)
    return _said(
        figure, frame, language, "hazard_ratios", "" if "ratio" in frame.attrs else "_plain"
    )


def rule_steps(frame: pd.DataFrame, language: str) -> go.Figure:
    """Findings to a visit by quarter, before and after a change of rules."""
    if "reason" in frame.attrs:
        return _unsaid(frame, language, "rule_steps")
    figure = go.Figure()
    for is_after, colour in ((False, theme.MUTED), (True, theme.PALETTE[0])):
        part = frame.loc[frame["is_after"] == is_after]
        figure.add_scatter(
            x=[f"{day:%Y-%m-%d}" for day in part["quarter_date"]],
            y=part["visit_hits"].tolist(),
            mode="lines+markers",
            cliponaxis=False,
            name=messages.say(language, f"microscope.{'after' if is_after else 'before'}"),
            line={"color": colour, "width": 2},
            marker={"size": 9, "color": colour},
        )
    figure.add_vline(
        x=f"{frame.attrs['revised_date']}", line={"color": theme.CANDIDATE, "dash": "dash"}
    )
    title = messages.say(language, "microscope.hits_to_a_visit")
    figure.update_layout(showlegend=True, yaxis={"title": title, "rangemode": "tozero"})
    figure.update_xaxes(title=messages.say(language, "microscope.quarter"))
    return _said(figure, frame, language, "rule_steps")


def element_shares(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share of the year's measures that state each of the eight elements; last year as a tick."""
    if not (frame["status"] == "ok").any():
        return _unsaid(frame, language, "element_shares")
    labels = [
        theme.label(messages.say(language, f"microscope.element_{name}"), width=18)
        for name in frame["element"]
    ]
    texts = [_counted(row, "stated", "measure", language) for row in frame.to_dict("records")]
    figure = bars.shares(frame, value="stated_share", labels=labels, texts=texts)
    if frame["prior_share"].notna().any():
        figure.add_scatter(
            x=frame["prior_share"].tolist(),
            y=labels,
            mode="markers",
            name=messages.say(language, "microscope.prior_share"),
            marker={"symbol": "line-ns-open", "size": 22, "color": theme.CANDIDATE},
            hoverinfo="skip",
        )
        figure.update_traces(showlegend=False, selector={"type": "bar"})
        figure.update_traces(showlegend=False, selector={"mode": "text"})
        figure.update_layout(showlegend=True)
    top = max([*frame["high"].dropna(), *frame["prior_share"].dropna()])
    title = messages.say(language, "microscope.stated_share")
    figure.update_xaxes(title=title, range=[0, max(top, 0.2) * 1.8])
    least = messages.say(language, f"microscope.element_{frame.attrs['least']}")
    values = frame.loc[frame["element"] == frame.attrs["least"]].iloc[0]
    more = {"element_text": least, "stated_share": values["stated_share"]}
    return _said(figure, frame, language, "element_shares", **more)


def chronic_problems(frame: pd.DataFrame, language: str) -> go.Figure:
    """The cumulative share of issues that the most frequent problems make (Pareto)."""
    if frame.empty:
        return _unsaid(frame, language, "chronic_problems")
    step = max(1, len(frame) // 200)
    kept = frame.iloc[sorted({*range(0, len(frame), step), len(frame) - 1})]
    figure = go.Figure()
    figure.add_scatter(
        x=[0, *kept["rank_count"].tolist()],
        y=[0.0, *kept["cumulative_share"].tolist()],
        mode="lines",
        fill="tozeroy",
        fillcolor="rgba(11,95,165,0.10)",
        line={"color": theme.PALETTE[0], "width": 2.5},
        hovertemplate="%{x}: %{y:.0%}<extra></extra>",
    )
    most = frame.iloc[frame.attrs["most_count"] - 1]
    figure.add_scatter(
        x=[most["rank_count"]],
        y=[most["cumulative_share"]],
        mode="markers",
        marker={"size": 12, "color": theme.CANDIDATE},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=most["rank_count"],
        y=most["cumulative_share"],
        text=messages.say(language, "microscope.most", **words.printed(frame, language)),
        ax=0,
        ay=60,
        arrowcolor=theme.MUTED,
    )
    figure.update_layout(showlegend=False)
    figure.update_xaxes(
        title=messages.say(language, "microscope.problem_count"),
        tickformat=",d",
        range=[0, len(frame)],
    )
    figure.update_yaxes(
        title=messages.say(language, "microscope.cumulative_share"),
        tickformat=".0%",
        range=[0, 1.04],
    )
    return _said(figure, frame, language, "chronic_problems")


def unchanged_measures(frame: pd.DataFrame, language: str) -> go.Figure:
    """How many later measures of each year only copy the earlier one, by kind of entry."""
    if frame.empty:
        return _unsaid(frame, language, "unchanged_measures")
    kinds = frame["is_redated_only"].astype(bool)
    groups = {
        ("back_copied", theme.CANDIDATE): ~kinds & frame["is_unchanged"],
        ("redated_copied", theme.PALETTE[4]): kinds & frame["is_unchanged"],
        ("changed", theme.HONEST): ~frame["is_unchanged"],
    }
    years = sorted(frame["register_year"].unique())
    figure = go.Figure()
    for (name, colour), chosen in groups.items():
        counts = frame.loc[chosen].groupby("register_year").size()
        values = [int(counts.get(year, 0)) for year in years]
        figure.add_bar(
            x=[str(year) for year in years],
            y=values,
            name=theme.label(messages.say(language, f"microscope.{name}"), width=40),
            marker={
                "color": colour,
                "pattern": bars.HATCH if name == "redated_copied" else None,
            },
            text=[str(value) if value else "" for value in values],
            textposition="inside",
            textangle=0,
            insidetextfont={"color": theme.PAPER},
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(
        barmode="stack", height=440, showlegend=True, legend={"traceorder": "normal"}
    )
    figure.update_xaxes(type="category", title=messages.say(language, "microscope.register_year"))
    figure.update_yaxes(title=messages.say(language, "microscope.measure_count"), tickformat=",d")
    return _said(figure, frame, language, "unchanged_measures")


def _counted(row: dict[Any, Any], part: str, total: str, language: str) -> str:
    """Share and n, or in words why there is no share."""
    if row["status"] != "ok":
        return messages.say(language, f"indicator.status_{row['status']}")
    share = messages.percent(language, row[f"{part}_share"])
    return f"{share} ({row[f'{part}_count']}/{row[f'{total}_count']})"


def _outcome(frame: pd.DataFrame) -> str:
    return "" if frame.attrs["has_difference"] else "_plain"


def _said(
    figure: go.Figure, frame: pd.DataFrame, language: str, name: str, suffix: str = "", **more: Any
) -> go.Figure:
    values = words.printed(frame, language) | more
    return theme.apply(
        figure,
        language=language,
        name=name,
        title=messages.say(language, f"microscope.{name}_title{suffix}", **values),
        alt=messages.say(language, f"microscope.{name}_alt{suffix}", **values),
    )


def _unsaid(frame: pd.DataFrame, language: str, name: str) -> go.Figure:
    reason = words.reason(frame, name)
    return bars.silent(
        language=language,
        name=name,
        title=messages.say(language, f"microscope.{name}_question"),
        status=words.status(reason),
        reason=messages.say(language, f"microscope.unsaid_{reason}"),
    )
