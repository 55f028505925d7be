"""Do measures state more than last year? Elements in the mean, by field of work."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, theme
from analysis.lenses import bars, printed, queries, titles

CHART = "microscope.score_shift"
_FIELDS = 15
_ELEMENTS = 8


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many of the eight elements measures state, last year and this, by field of work.

    Returns:
        One row for all measures (no `field`), then one per field with `small_count` measures in
        both years: `measure_count`, `prior_measure_count`, `mean_score`, `prior_mean_score`, and
        both per hundred characters (a longer text states more without being better).
    """
    found = queries.read(connection, __file__, year=year, unit=unit)
    enough = found[["measure_count", "prior_measure_count"]].min(axis=1) >= max(small_count, 1)
    kept = found.loc[enough].reset_index(drop=True)
    if kept.empty:
        reason = "no_measure_text" if found.empty else "suppressed"
        return queries.titled(kept, register_year=year, reason=reason)
    whole = kept.loc[kept["field"].isna()].iloc[0]
    fields = kept.loc[kept["field"].notna()]
    return queries.titled(
        kept,
        reason="suppressed",
        register_year=year,
        prior_year=year - 1,
        field_count=len(fields),
        rise_count=int((fields["mean_score"] > fields["prior_mean_score"]).sum()),
        **{name: float(whole[name]) for name in ("mean_score", "prior_mean_score")},
        **{name: float(whole[f"{name}_per_hundred"]) for name in ("score", "prior_score")},
    )


def section(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The heading of the part and how to read it; nothing where there is nothing to compare."""
    if frame.empty:
        return markup.join()
    return titles.section("microscope.scores", language, **printed.values(frame, language))


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A line per field from the mean of last year (hollow) to that of this year."""
    if frame.empty:
        return titles.unsaid(frame, CHART, language)
    drawn = frame.head(_FIELDS + 1)
    whole = messages.say(language, "microscope.all_measures")
    labels = [theme.label(whole if pd.isna(name) else str(name)) for name in drawn["field"]]
    figure = go.Figure()
    for row, label in zip(drawn.to_dict("records"), labels, strict=True):
        figure.add_scatter(
            x=[row["prior_mean_score"], row["mean_score"]],
            y=[label, label],
            mode="lines",
            line={"color": theme.LINE, "width": 4},
            showlegend=False,
            hoverinfo="skip",
        )
    for name, year, fill in (("prior_mean_score", "prior_year", theme.PAPER), (
        "mean_score", "register_year", theme.PALETTE[0],
    )):  # fmt: skip
        figure.add_scatter(
            x=drawn[name].tolist(),
            y=labels,
            mode="markers",
            name=str(frame.attrs[year]),
            marker={"size": 12, "color": fill, "line": {"width": 2, "color": theme.PALETTE[0]}},
            hovertemplate="%{x:.1f}<extra></extra>",
        )
    figure.update_layout(height=bars.height(len(labels)) + 30, showlegend=True)
    title = messages.say(language, "microscope.mean_score", element_count=_ELEMENTS)
    figure.update_xaxes(title=title, range=[-0.15, _ELEMENTS], dtick=1)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return titles.said(figure, CHART, language, printed.values(frame, language))
