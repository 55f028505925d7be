"""The share that is only re-dated over the years: a row of fields for each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, queries, titles
from analysis.lenses.plane_mirror import units


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The same share for every register year up to `year`, one row per unit and year."""
    counts = queries.read(connection, __file__, year=year, unit=unit, small_count=small_count)
    shares = units.with_share(counts, small_count)
    known = shares.loc[shares["status"] == "ok", "register_year"]
    years = known if len(known) else shares["register_year"]
    return queries.titled(
        shares,
        reason=units.reason(counts),
        first_year=int(years.min()) if len(years) else year,
        last_year=int(years.max()) if len(years) else year,
        unit_count=counts["unit"].nunique(dropna=False),
        flagged_count=int(counts["flagged_count"].sum()),
        confirmed_count=int(counts["confirmed_count"].sum()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The same share over the years: a row of fields for each unit, grey where none is said."""
    if not (frame["status"] == "ok").any():
        return titles.unsaid(frame, "plane_mirror.redated_by_year", language)
    drawn = units.drawn(frame, "issue_count")
    labels = units.labels(drawn, language)
    years = [str(year) for year in sorted(drawn["register_year"].unique())]
    fields = {
        (label, str(row["register_year"])): (row["flagged_share"], _field(row, language))
        for label, row in zip(labels, drawn.to_dict("records"), strict=True)
    }
    rows = list(dict.fromkeys(labels))
    cells = [[fields.get((label, year), (None, "–")) for year in years] for label in rows]
    figure = go.Figure(
        go.Heatmap(
            z=[[None if pd.isna(share) else share for share, _ in row] for row in cells],
            x=years,
            y=rows,
            text=[[text for _, text in row] for row in cells],
            zmin=0,
            zmax=1,
            colorscale=[[0, "#fdf3ec"], [1, "#e8935f"]],
            showscale=False,
            xgap=3,
            ygap=3,
            hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
        )
    )
    _write_fields(figure, cells)
    figure.update_layout(height=bars.height(len(rows)), plot_bgcolor="#e6e9ed")
    figure.update_xaxes(type="category", title=messages.say(language, "plane_mirror.register_year"))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return units.said(figure, frame, "plane_mirror.redated_by_year", language)


def _field(row: Mapping[Any, Any], language: str) -> str:
    if row["status"] == "ok":
        return messages.percent(language, row["flagged_share"])
    return messages.say(language, f"plane_mirror.field_{row['status']}")


def _write_fields(figure: go.Figure, cells: Sequence[Sequence[tuple[Any, str]]]) -> None:
    """The words in every field, also in those that have no value and so no colour."""
    for y, row in enumerate(cells):
        for x, (share, text) in enumerate(row):
            figure.add_annotation(
                x=x,
                y=y,
                text=theme.label(text, width=8),
                showarrow=False,
                font={"size": 13, "color": theme.MUTED if pd.isna(share) else theme.INK},
            )
