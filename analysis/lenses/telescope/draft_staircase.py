"""Draft by draft: how much changed, and whether it moved away from last year's plan."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, records, titles
from analysis.lenses.telescope import plans as choice

CHART = "telescope.draft_staircase"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Each draft beside the one before and last year's plan; their number is no quality.

    Returns:
        One row per draft: `unit`, `revision_number`, `prior_similarity` (to the draft before, 0
        to 1), `change_share` (1 less that), `last_year_similarity`, `prior_year`, `added_count` and
        `dropped_count` (sentences), `sentence_count`, `has_text`.
    """
    found = choice.read(connection, __file__, year=year, unit=unit)
    if found.empty or not found["has_text"].any():
        found = records.lacking(found, "telescope", "plans")
        return queries.titled(found, draft_count=len(found))
    # One plan is drawn: the bureau's, which comes first.
    first = found.loc[found["unit"].isna()] if found["unit"].isna().any() else found
    told = first.loc[first["has_text"]].assign(change_share=1 - first["prior_similarity"])
    to_last = told["last_year_similarity"].dropna()
    return queries.titled(
        told.reset_index(drop=True),
        reason="one_draft",
        draft_count=len(first),
        text_count=len(told),
        first_share=float(to_last.iloc[0]) if len(to_last) else float("nan"),
        last_share=float(to_last.iloc[-1]) if len(to_last) else float("nan"),
        last_year=int(told["prior_year"].max()) if len(to_last) else 0,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A step per draft: likeness to last year's plan; the bars are what changed in the draft."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    if len(frame) < 2:
        return titles.unsaid(frame, CHART, language)
    steps = [str(number) for number in frame["revision_number"]]
    figure = go.Figure()
    figure.add_bar(
        x=steps,
        y=frame["change_share"].astype("float64").tolist(),
        name=messages.say(language, "telescope.change_share"),
        marker={"color": "#9dbfe0"},
        text=[
            ""
            if pd.isna(row["added_count"])
            else messages.say(
                language,
                "telescope.sentences_moved",
                added_count=row["added_count"],
                dropped_count=row["dropped_count"],
            )
            for row in frame.to_dict("records")
        ],
        textposition="inside",
        insidetextanchor="start",
        insidetextfont={"color": theme.INK},
        hoverinfo="skip",
    )
    has_last = frame["last_year_similarity"].notna().any()
    if has_last:
        figure.add_scatter(
            x=steps,
            y=frame["last_year_similarity"].tolist(),
            name=messages.say(language, "telescope.last_year_similarity"),
            mode="lines+markers",
            line={"shape": "hvh", "color": theme.CANDIDATE, "width": 3},
            marker={"size": 9},
            hoverinfo="skip",
        )
    figure.update_yaxes(tickformat=".0%", range=[0, 1.1])
    figure.update_xaxes(type="category", title=messages.say(language, "telescope.draft"))
    figure.update_layout(showlegend=True)
    values = printed.values(frame, language)
    return titles.said(figure, CHART, language, values, "" if has_last else "_alone")
