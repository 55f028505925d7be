"""How much of a register is the list of the year before: the problems that stand in both."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, titles

CHART = "plane_mirror.churn"


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The overlap of each unit's register with that of the year before, year by year.

    Jaccard's share of the problems that stand in both over those that stand in either, for each
    unit with registers in both years (domain.md 3.2): 0 is a new list, 1 the same list again. A
    year without a register breaks the pair and counts for neither.

    Returns:
        One row per year: `unit_count`, `told_unit_count` (with `small_count` problems or more in
        either year), `kept_count` and `either_count` (of all together), `overlap_share` (the
        median unit) with `lower_share` and `upper_share` of the units.
    """
    found = queries.read(connection, __file__, year=year, unit=unit, small_count=small_count)
    told = found.loc[found["overlap_share"].notna()]
    if told.empty:
        return queries.titled(found, reason="no_earlier_register")
    last, first = told.iloc[-1], told.iloc[0]
    return queries.titled(
        found,
        reason="no_earlier_register",
        register_year=int(last["register_year"]),
        prior_year=int(last["register_year"]) - 1,
        first_year=int(first["register_year"]),
        unit_count=int(last["told_unit_count"]),
        overlap_share=float(last["overlap_share"]),
        first_share=float(first["overlap_share"]),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The median unit as a line, the middle half of the units as a band."""
    if "register_year" not in frame.attrs:
        return titles.unsaid(frame, CHART, language)
    drawn = frame.loc[frame["overlap_share"].notna()]
    years = [str(year) for year in drawn["register_year"]]
    figure = go.Figure()
    for name, fill in (("upper_share", None), ("lower_share", "tonexty")):
        figure.add_scatter(
            x=years,
            y=drawn[name].tolist(),
            mode="lines",
            line={"width": 0},
            fill=fill,
            fillcolor="rgba(11,95,165,0.15)",
            name=messages.say(language, "plane_mirror.churn_band"),
            showlegend=fill is not None,
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=years,
        y=drawn["overlap_share"].tolist(),
        mode="lines+markers+text",
        text=[messages.percent(language, share) for share in drawn["overlap_share"]],
        textposition="top center",
        cliponaxis=False,
        line={"color": theme.PALETTE[0], "width": 2.5},
        marker={"size": 10, "color": theme.PALETTE[0]},
        name=messages.say(language, "plane_mirror.churn_median"),
        hoverinfo="skip",
    )
    figure.update_layout(showlegend=True)
    figure.update_xaxes(type="category", title=messages.say(language, "column.register_year"))
    figure.update_yaxes(
        title=messages.say(language, "column.overlap_share"), tickformat=".0%", range=[0, 1.05]
    )
    ending = "" if frame.attrs["unit_count"] > 1 else "_one"
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)
