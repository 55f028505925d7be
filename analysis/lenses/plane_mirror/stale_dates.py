"""How many issues carry a date that cannot be right, by unit and kind of fault."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, queries, titles
from analysis.lenses.plane_mirror import units

_DATE_COLOURS = {
    "stale_text": theme.CANDIDATE,
    "stale_column": theme.PALETTE[4],
    "paradox": theme.PALETTE[3],
    "future": theme.PALETTE[0],
}


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """Issues of `year` whose date cannot be right, one row per unit and kind of fault.

    Kinds: `stale_text` and `stale_column` (an earlier year's date, in the text or in the column),
    `paradox` (an impossible order of dates) and `future` (after the register's year).
    """
    counts = queries.read(connection, __file__, year=year, unit=unit, small_count=small_count)
    kinds = counts.groupby("date_class")["issue_count"].sum()
    at_fault = counts.loc[counts["issue_count"] > 0]
    return queries.titled(
        counts,
        register_year=year,
        reason="no_stale_dates" if len(counts) else "not_applicable",
        issue_count=int(kinds.sum()),
        unit_count=at_fault["unit"].nunique(dropna=False),
        **{f"{kind}_count": int(count) for kind, count in kinds.items()},
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """How many issues carry a date that cannot be right, by kind, of the units that have any."""
    if not frame.attrs.get("issue_count"):
        return titles.unsaid(frame, "plane_mirror.stale_dates", language)
    concerned = frame.groupby("unit", dropna=False)["issue_count"].transform("sum") > 0
    drawn = units.drawn(frame.loc[concerned], "issue_count")
    figure = go.Figure()
    for kind, colour in _DATE_COLOURS.items():
        part = drawn.loc[drawn["date_class"] == kind]
        if frame.attrs[f"{kind}_count"]:
            figure.add_bar(
                x=part["issue_count"].tolist(),
                y=units.labels(part, language),
                orientation="h",
                name=messages.say(language, f"class.dated_{kind}"),
                marker={"color": colour},
                text=[str(count) if count else "" for count in part["issue_count"]],
                textposition="inside",
                insidetextfont={"color": theme.PAPER},
                textangle=0,
                hovertemplate="%{y}: %{x}<extra>%{fullData.name}</extra>",
            )
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"traceorder": "normal"},
        height=bars.height(drawn["unit"].nunique(dropna=False)) + 70,
    )
    title = messages.say(language, "plane_mirror.issue_count")
    figure.update_xaxes(**bars.whole_numbers(frame.attrs["issue_count"], title))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return units.said(figure, frame, "plane_mirror.stale_dates", language)
