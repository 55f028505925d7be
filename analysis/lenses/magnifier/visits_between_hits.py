"""Clean visits between two that found something: is it growing rarer?"""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, records, titles
from analysis.statistics import charts

CHART = "magnifier.visits_between_hits"
_FEWEST = 3  # hits below which there is no series


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """How many visits without a finding lie before each visit with one, in the order of time.

    Of the subject that was visited most often; a g-chart, ḡ ± 3√(ḡ(ḡ+1)), with limits from
    twelve hits on.

    Returns:
        One row per visit that found something: `hit_number`, `hit_date`, `clean_count` (clean
        visits since the one before), `centre`, `upper` (missing with fewer than twelve), and
        `is_signal`. `attrs["since_count"]` is how many clean visits there have been since.
    """
    visits = queries.read(connection, __file__, year=year)
    hits = visits.loc[visits["hit_count"] > 0] if len(visits) else visits
    if len(hits) < _FEWEST:
        return records.lacking(visits.iloc[:0], "magnifier", "inspections:hits")
    is_hit = visits["hit_count"] > 0
    clean = visits["visit_count"].where(~is_hit, 0).cumsum()
    at_hits = clean[is_hit].reset_index(drop=True)
    gaps = at_hits.diff().fillna(at_hits).astype(int)
    chart = charts.g_chart(gaps.to_numpy())
    has_limits = chart.status == "ok"
    beyond = {place for places in chart.signals.values() for place in places}
    found = pd.DataFrame(
        {
            "hit_number": range(1, len(gaps) + 1),
            "hit_date": hits["inspected_date"].tolist(),
            "clean_count": gaps.tolist(),
            "centre": chart.centre,
            "upper": chart.upper if has_limits else float("nan"),
            "is_signal": [has_limits and place in beyond for place in range(len(gaps))],
        }
    )
    return queries.titled(
        found,
        subject_text=str(visits["subject"].iloc[0]),
        hit_count=len(gaps),
        visit_count=int(visits["visit_count"].sum()),
        centre_count=round(chart.centre, 1),
        since_count=int(clean.iloc[-1] - at_hits.iloc[-1]),
        signal_count=int(found["is_signal"].sum()),
        has_limits=has_limits,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Points over the number of the hit; higher is rarer."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    numbers = frame["hit_number"].tolist()
    figure = go.Figure()
    figure.add_scatter(
        x=numbers,
        y=frame["clean_count"].tolist(),
        mode="lines+markers",
        line={"color": theme.PALETTE[0]},
        marker={
            "size": 9,
            "symbol": ["diamond" if told else "circle" for told in frame["is_signal"]],
            "color": [theme.CANDIDATE if told else theme.PALETTE[0] for told in frame["is_signal"]],
        },
        showlegend=False,
        hoverinfo="skip",
    )
    for name, dash in (("centre", "solid"), ("upper", "dot")):
        if frame[name].notna().any():
            figure.add_scatter(
                x=numbers,
                y=frame[name].tolist(),
                mode="lines",
                name=messages.say(language, f"magnifier.{name}"),
                line={"color": theme.MUTED, "dash": dash},
                hoverinfo="skip",
            )
    figure.update_layout(showlegend=True)
    figure.update_xaxes(title=messages.say(language, "magnifier.hit_number"), tickformat="d")
    figure.update_yaxes(title=messages.say(language, "magnifier.clean_count"), rangemode="tozero")
    ending = "" if frame.attrs["has_limits"] else "_run"
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)
