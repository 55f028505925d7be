"""Share of the year's measures that state each of the eight elements; last year as a tick."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, queries, shares, titles
from analysis.lenses.microscope import comparisons


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many measures of `year` state each of the eight elements, and the year before.

    Returns:
        One row per element: counts, `stated_share` with `low` and `high` (Wilson), `prior_share`.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit)
    status = shares.by_size(counts["measure_count"], small_count)
    valued = shares.of(counts, part="stated", whole="measure", status=status)
    frame = counts.assign(**valued, status=status)
    enough = counts["prior_measure_count"] >= small_count
    prior = counts["prior_stated_count"] / counts["prior_measure_count"].where(enough)
    return queries.titled(
        frame.assign(prior_share=prior),
        register_year=year,
        reason="suppressed" if len(counts) else "no_measure_text",
        measure_count=int(counts["measure_count"].max()) if len(counts) else 0,
        least=str(frame.sort_values("stated_share", kind="stable")["element"].iloc[0])
        if len(frame)
        else "",
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share of the year's measures that state each of the eight elements; last year as a tick."""
    if not (frame["status"] == "ok").any():
        return titles.unsaid(frame, "microscope.element_shares", language)
    labels = [
        theme.label(messages.say(language, f"microscope.element_{name}"), width=18)
        for name in frame["element"]
    ]
    texts = [shares.counted(row, "stated", "measure", language) for row in frame.to_dict("records")]
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
    said = comparisons.values(frame, language) | more
    return titles.said(figure, "microscope.element_shares", language, said)
