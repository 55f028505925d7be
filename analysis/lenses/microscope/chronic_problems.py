"""The cumulative share of issues that the most frequent problems make, and the longest runs."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import queries, titles
from analysis.lenses.microscope import comparisons

_MOST = 0.8  # the share of issues whose fewest problems are counted


_LISTED = ("label", "issue_count", "run_count", "first_year", "last_year")


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", chronic_years: int
) -> pd.DataFrame:
    """Problems of the registers up to `year`, most issues first, with their cumulative share.

    Returns:
        One row per problem: the columns of the query, `rank_count`, `issue_share` and
        `cumulative_share`. `attrs` has the smallest number of problems that make 80 % of issues.
    """
    asked = {"year": year, "unit": unit, "chronic_years": chronic_years}
    counts = queries.read(connection, __file__, **asked)
    total = int(counts["issue_count"].sum())
    shares = counts["issue_count"] / max(total, 1)
    cumulative = counts["issue_count"].cumsum() / max(total, 1)
    most = int((cumulative < _MOST - 1e-12).sum()) + 1 if total else 0
    chronic = counts["is_chronic"].astype(bool)
    return queries.titled(
        counts.assign(
            rank_count=range(1, len(counts) + 1), issue_share=shares, cumulative_share=cumulative
        ),
        reason="no_problems",
        register_year=year,
        chronic_years_count=chronic_years,
        first_year=int(counts["first_year"].min()) if total else year,
        issue_count=total,
        problem_count=len(counts),
        most_count=most,
        chronic_count=int(chronic.sum()),
        chronic_now_count=int(counts["is_chronic_now"].sum()),
        chronic_issue_share=float(shares[chronic].sum()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The cumulative share of issues that the most frequent problems make (Pareto)."""
    if frame.empty:
        return titles.unsaid(frame, "microscope.chronic_problems", language)
    step = max(1, len(frame) // 200)
    kept = frame.iloc[sorted({*range(0, len(frame), step), len(frame) - 1})]
    values = comparisons.values(frame, language)
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
        text=messages.say(language, "microscope.most", **values),
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
    return titles.said(figure, "microscope.chronic_problems", language, values)


def longest(frame: pd.DataFrame, row_count: int) -> pd.DataFrame:
    """The problems with the longest runs that still stand in the last register."""
    standing = frame.loc[frame["is_chronic_now"].astype(bool)]
    ordered = standing.sort_values(["run_count", "issue_count"], ascending=False, kind="stable")
    return ordered.loc[:, list(_LISTED)].head(row_count)


def caption(frame: pd.DataFrame, language: str, row_count: int) -> str:
    """What the list of chronic problems holds."""
    shown = min(row_count, frame.attrs["chronic_now_count"])
    values = comparisons.values(frame, language)
    return messages.say(language, "microscope.chronic_caption", shown_count=shown, **values)


def labels(language: str) -> dict[str, str]:
    """Column of `longest` → its heading."""
    return {name: messages.say(language, f"microscope.column_{name}") for name in _LISTED}
