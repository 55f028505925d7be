"""How the yearly chance of return compares with that under coarse measures, on a log axis."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, queries, titles
from analysis.lenses.microscope import comparisons
from analysis.statistics import hazard

_FEW_EVENTS = 5  # events to each coefficient below which no ratio is shown


_TERMS = ("middle", "high", "is_repeat")


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """The chance of return each year under fuller measures over that under coarse ones.

    Discrete-time hazard (complementary log-log, so the ratios are hazard ratios) with looked-for
    year, band and whether the problem had stood there before; errors clustered by unit.

    Returns:
        One row per term (`middle`, `high`, `is_repeat`): `hazard_ratio`, `low`, `high`,
        `event_count`, `trial_count`, `unit_count` and `status` (`ok`, `few_events`, or why the
        model has no answer).
    """
    counts = queries.read(connection, __file__, year=year, unit=unit)
    frame = ratios(counts)
    return queries.titled(
        frame,
        **_under_high(frame),
        reason=str(frame["status"].iloc[0]) if len(frame) else "no_terms",
        register_year=year,
        event_count=int(counts["event_count"].sum()),
        trial_count=int(counts["trial_count"].sum()),
        unit_count=counts["unit"].nunique(),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """How the yearly chance of return compares with that under coarse measures, on a log axis."""
    if frame.empty or not (frame["status"] == "ok").all():
        return titles.unsaid(frame, "microscope.hazard_ratios", language)
    labels = [
        theme.label(messages.say(language, f"microscope.term_{term}"), width=16)
        for term in frame["term"]
    ]
    figure = go.Figure()
    figure.add_scatter(
        x=frame["hazard_ratio"].tolist(),
        y=labels,
        mode="markers+text",
        text=[messages.number(language, ratio, 2) for ratio in frame["hazard_ratio"]],
        textposition="top center",
        cliponaxis=False,
        marker={"size": 11, "color": theme.PALETTE[0]},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (frame["high"] - frame["hazard_ratio"]).tolist(),
            "arrayminus": (frame["hazard_ratio"] - frame["low"]).tolist(),
            "color": theme.INK,
            "thickness": 1.4,
            "width": 5,
        },
        hoverinfo="skip",
    )
    figure.add_vline(x=1, line={"color": theme.MUTED, "dash": "dash"})
    figure.update_layout(height=bars.height(len(labels)) + 60, showlegend=False)
    figure.update_xaxes(
        type="log",
        tickvals=[0.1, 0.2, 0.5, 1, 2, 5, 10],
        title=theme.label(messages.say(language, "microscope.hazard_ratio"), width=30),
    )
    figure.update_yaxes(type="category", range=[len(labels) - 0.4, -0.6], showgrid=False)
    ending = "" if "ratio" in frame.attrs else "_plain"
    values = comparisons.values(frame, language)
    return titles.said(figure, "microscope.hazard_ratios", language, values, ending)


def ratios(counts: pd.DataFrame) -> pd.DataFrame:
    """Hazard ratios of the fuller bands and of repeated problems, errors clustered by unit."""
    design, terms = _design(counts)
    columns = ["term", "hazard_ratio", "low", "high", "status"]
    if not terms:
        return pd.DataFrame(columns=columns)
    fit = hazard.fit(
        design,
        counts["event_count"],
        counts["trial_count"],
        link="cloglog",
        units=counts["unit"].tolist() if counts["unit"].nunique() > 1 else None,
    )
    few = fit.status == "ok" and fit.events_per_parameter < _FEW_EVENTS
    status = "few_events" if few else fit.status
    first = design.shape[1] - len(terms)
    values = np.exp(np.column_stack([fit.coefficients, fit.low, fit.high])[first:])
    shown = values if status == "ok" else np.full(values.shape, np.nan)
    return pd.DataFrame(shown, columns=columns[1:4]).assign(term=terms, status=status)[columns]


def _under_high(ratios: pd.DataFrame) -> dict[str, Any]:
    """The ratio of quantified measures with its limits, where the model has one."""
    rows = ratios.loc[(ratios["term"] == "high") & (ratios["status"] == "ok")]
    columns = {"hazard_ratio": "ratio", "low": "ratio_low", "high": "ratio_high"}
    return {name: float(rows[column].iloc[0]) for column, name in columns.items() if len(rows)}


def _design(counts: pd.DataFrame) -> tuple[np.ndarray[Any, np.dtype[np.float64]], list[str]]:
    """Looked-for years one by one, then the terms that vary; rare last years stand together."""
    events = counts.groupby("looked_year")["event_count"].sum()
    last = int(events[events > 0].index.max()) if (events > 0).any() else 1
    years = counts["looked_year"].clip(upper=last)
    baseline = [(years == year).to_numpy(float) for year in sorted(years.unique())]
    told = {
        "middle": counts["band"] == "middle",
        "high": counts["band"] == "high",
        "is_repeat": counts["is_repeat"].astype(bool),
    }
    terms = [term for term in _TERMS if 0 < told[term].sum() < len(counts)]
    columns = [*baseline, *(told[term].to_numpy(float) for term in terms)]
    return np.column_stack(columns) if columns else np.empty((0, 0)), terms
