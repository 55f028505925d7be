"""Is it every year those same few fields? How stable the mix of categories is."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, records, titles

CHART = "microscope.category_mix"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """How much of the mix of fields of work stays from one register year to the next.

    1 - ½Σ|p(c, y) - p(c, y-1)| over the fields c (domain.md 3.4): 1 is the same mix, 0 a wholly
    other one. Beside it what two draws of so many issues from one and the same mix would give by
    chance: each share differs by √(2/π)·√(p(1-p)(1/n + 1/m)) in the mean.

    Returns:
        One row per year after the first: `issue_count`, `prior_issue_count` (those with a field),
        `unnamed_count` (without one), `stability_share`, `chance_share`.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit)
    named = counts.loc[counts["category_key"].notna()]
    table = named.pivot_table(
        index="register_year", columns="category_key", values="issue_count", fill_value=0
    )
    if table.empty:
        return records.lacking(pd.DataFrame(), "microscope", "registers:categories")
    unnamed = counts.loc[counts["category_key"].isna()].set_index("register_year")["issue_count"]
    rows = [
        _pair(table.loc[at - 1], table.loc[at]) | {"register_year": int(at)}
        for at in table.index
        if at - 1 in table.index
    ]
    names = ("register_year", "issue_count", "prior_issue_count", "stability_share", "chance_share")
    found = pd.DataFrame(rows, columns=list(names))
    missing = found["register_year"].map(unnamed).fillna(0).astype(int)
    return _titled(found.assign(unnamed_count=missing), int(table.shape[1]))


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The stability of each year as a line, what chance would give as dashes."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    if frame.empty:
        return titles.unsaid(frame, CHART, language)
    years = [str(year) for year in frame["register_year"]]
    figure = go.Figure()
    for name, colour, dash in (
        ("stability_share", theme.PALETTE[0], "solid"),
        ("chance_share", theme.MUTED, "dash"),
    ):
        figure.add_scatter(
            x=years,
            y=frame[name].tolist(),
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
            marker={"size": 9, "color": colour},
            name=messages.say(language, f"microscope.{name}"),
            cliponaxis=False,
            hovertemplate="%{x}: %{y:.0%}<extra></extra>",
        )
    figure.update_layout(showlegend=True)
    figure.update_xaxes(type="category", title=messages.say(language, "microscope.register_year"))
    figure.update_yaxes(
        title=messages.say(language, "microscope.mix_axis"), tickformat=".0%", range=[0, 1.04]
    )
    return titles.said(figure, CHART, language, printed.values(frame, language))


def _pair(before: pd.Series, now: pd.Series) -> dict[str, float]:
    """The stability between two years, and what chance alone would give."""
    sizes = float(before.sum()), float(now.sum())
    shares = before / sizes[0], now / sizes[1]
    pooled = (before + now) / sum(sizes)
    apart = np.sqrt(pooled * (1 - pooled) * (1 / sizes[0] + 1 / sizes[1])) * np.sqrt(2 / np.pi)
    return {
        "issue_count": int(sizes[1]),
        "prior_issue_count": int(sizes[0]),
        "stability_share": 1 - float((shares[1] - shares[0]).abs().sum()) / 2,
        "chance_share": 1 - float(apart.sum()) / 2,
    }


def _titled(found: pd.DataFrame, category_count: int) -> pd.DataFrame:
    if found.empty:
        return queries.titled(found, reason="one_year")
    last = found.iloc[-1]
    return queries.titled(
        found,
        reason="one_year",
        category_count=category_count,
        register_year=int(last["register_year"]),
        prior_year=int(last["register_year"]) - 1,
        stability_share=float(last["stability_share"]),
        chance_share=float(last["chance_share"]),
        unnamed_count=int(last["unnamed_count"]),
    )
