"""How often it was asked why: the depth of causes on record, and measures that answer one."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, statistics, theme
from analysis.lenses import printed, queries, records, titles

CHART = "microscope.cause_depths"
_DEEP = 2  # from the second why on a cause is more than the occasion (domain.md 3.4)
_COLOURS = ("#c4cad2", theme.PALETTE[4], theme.PALETTE[0], theme.HONEST)


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Issues of each register by the length of the why-chain on record.

    A cause in the register's own column is a first answer (depth 1); records of causes count as
    deep as they go. A measure is linked to a cause where its issue has a chain of two or more.

    Returns:
        One row per register year and `cause_depth` (0 none, 1, 2, 3 or more): `issue_count`,
        `issue_share` of the year, `measure_count` (issues with a measure) and `answered_count`
        (whose cause record names the measure). `attrs` has of `year` `linked_count` of
        `measured_count` with `linked_share` and its interval.
    """
    found = queries.read(connection, __file__, year=year, unit=unit)
    if found.empty or not (found["cause_depth"] > 0).any():
        return records.lacking(found, "microscope", "causes")
    totals = found.groupby("register_year")["issue_count"].transform("sum")
    now = found.loc[found["register_year"] == year]
    measured = int(now["measure_count"].sum())
    linked = int(now.loc[now["cause_depth"] >= _DEEP, "measure_count"].sum())
    low, high = statistics.wilson(linked, measured) if measured else (float("nan"),) * 2
    return queries.titled(
        found.assign(issue_share=found["issue_count"] / totals),
        register_year=year,
        issue_count=int(now["issue_count"].sum()),
        none_count=int(now.loc[now["cause_depth"] == 0, "issue_count"].sum()),
        deep_count=int(now.loc[now["cause_depth"] >= _DEEP, "issue_count"].sum()),
        measured_count=measured,
        linked_count=linked,
        linked_share=linked / measured if measured else float("nan"),
        low_share=low,
        high_share=high,
        answered_count=int(now["answered_count"].sum()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A bar per year, cut by how often why was asked."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    figure = go.Figure()
    for depth, colour in enumerate(_COLOURS):
        part = frame.loc[frame["cause_depth"] == depth]
        figure.add_bar(
            x=[str(year) for year in part["register_year"]],
            y=part["issue_share"].tolist(),
            name=messages.say(language, f"microscope.depth_{depth}"),
            marker={"color": colour},
            text=[str(count) for count in part["issue_count"]],
            textposition="inside",
            insidetextfont={"color": theme.INK if depth == 0 else theme.PAPER},
            textangle=0,
            hoverinfo="skip",
        )
    figure.update_layout(barmode="stack", showlegend=True, legend={"traceorder": "normal"})
    figure.update_xaxes(
        type="category",
        categoryorder="category ascending",
        title=messages.say(language, "microscope.register_year"),
    )
    figure.update_yaxes(title=messages.say(language, "microscope.depth_share"), tickformat=".0%")
    values = printed.values(frame, language)
    ending = "" if frame.attrs["measured_count"] else "_unmeasured"
    return titles.said(figure, CHART, language, values, ending)
