"""How the yearly chance of return compares with that under coarse measures, on a log axis."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, outcomes, theme
from analysis.lenses import bars, looking, queries, titles
from analysis.lenses.microscope import comparisons, risk_models

_COLOURS = {"crude": theme.MUTED, "adjusted": theme.PALETTE[0]}
_SYMBOLS = {"crude": "circle-open", "adjusted": "circle"}
_VERDICT = "high"  # the term whose ratio the sentences speak of: quantified against coarse


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """The yearly chance of return under fuller measures over that under coarse ones.

    Discrete-time hazard (complementary log-log, so the ratios are hazard ratios) by looked-for year
    and band, `crude`; and `adjusted` for whether the problem had stood there before, the calendar
    year and, where registers have it, severity. Limits by leaving out one unit after another.

    Returns:
        One row per model and term (`middle`, `high`, `is_repeat`, `later_year`): `hazard_ratio`,
        `low`, `high` and `status` (`ok`, or why there is no answer). `attrs` has the adjusted
        `ratio` of quantified measures with its limits, and `other_value` and `worst_value` (the
        ratio under the other treatments of unlooked years), or `reason`.
    """
    outcomes.treat(connection)
    every = queries.read(connection, __file__, year=year, unit=unit)
    counts = every.loc[every["treatment"] == "main"]
    found = ratios(counts, unit)
    verdict = _verdict(found)
    return queries.titled(
        found,
        **verdict,
        **(_others(every) if verdict else {}),
        is_inspected=bool(counts["is_inspected"].any()),
        register_year=year,
        reason=_reason(found, counts, unit),
        event_count=int(counts["event_count"].sum()),
        trial_count=int(counts["trial_count"].sum()),
        unit_count=counts["unit"].nunique(),
        severity_count=risk_models.severity_count(counts),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """How the yearly chance of return compares with that under coarse measures, on a log axis."""
    drawn = frame.loc[frame["status"] == "ok"]
    if drawn.empty:
        return titles.unsaid(frame, "microscope.hazard_ratios", language)
    figure = go.Figure()
    for model, rows in drawn.groupby("model", sort=False):
        figure.add_trace(_points(rows, str(model), language))
    figure.add_vline(x=1, line={"color": theme.MUTED, "dash": "dash"})
    terms = drawn["term"].nunique()
    figure.update_layout(height=bars.height(2 * terms) + 60, showlegend=True, scattermode="group")
    figure.update_xaxes(
        type="log",
        tickvals=[0.1, 0.2, 0.5, 1, 2, 5, 10],
        title=theme.label(messages.say(language, "microscope.hazard_ratio"), width=30),
    )
    figure.update_yaxes(type="category", range=[terms - 0.4, -0.6], showgrid=False)
    ending = "" if "ratio" in frame.attrs else "_plain"
    values = comparisons.values(frame, language) | {"why_text": why(frame, language)}
    return titles.said(figure, "microscope.hazard_ratios", language, values, ending)


def beside(frame: pd.DataFrame, language: str) -> list[str]:
    """What the adjusted ratio would be under other treatments of unlooked years."""
    told = looking.of_ratio(frame.attrs, language)
    return [messages.say(language, "looking.of_ratio", said_text=each) for each in told]


def why(frame: pd.DataFrame, language: str) -> str:
    """Why the adjusted ratio of quantified measures is missing; empty where it is there."""
    if "ratio" in frame.attrs:
        return ""
    return messages.say(language, f"microscope.unsaid_{frame.attrs['reason']}")


def ratios(counts: pd.DataFrame, unit: str = "") -> pd.DataFrame:
    """Crude and adjusted hazard ratios side by side; none where bands cannot be compared."""
    refused = risk_models.refusal(counts, unit)
    if refused:
        return risk_models.refused(refused if len(counts) else None)
    models = [risk_models.crude(counts), risk_models.adjusted(counts)]
    return pd.concat([model for model in models if len(model)], ignore_index=True)


def _points(rows: pd.DataFrame, model: str, language: str) -> go.Scatter:
    return go.Scatter(
        x=rows["hazard_ratio"].tolist(),
        y=[
            theme.label(messages.say(language, f"microscope.term_{term}"), width=16)
            for term in rows["term"]
        ],
        name=messages.say(language, f"microscope.model_{model}"),
        mode="markers+text",
        text=[messages.number(language, ratio, 2) for ratio in rows["hazard_ratio"]],
        textposition="top center",
        cliponaxis=False,
        marker={"size": 11, "color": _COLOURS[model], "symbol": _SYMBOLS[model]},
        offsetgroup=model,
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (rows["high"] - rows["hazard_ratio"]).tolist(),
            "arrayminus": (rows["hazard_ratio"] - rows["low"]).tolist(),
            "color": theme.INK,
            "thickness": 1.4,
            "width": 5,
        },
        hoverinfo="skip",
    )


def _verdict(found: pd.DataFrame) -> dict[str, Any]:
    """The adjusted ratio of quantified measures with its limits, where the model has one."""
    rows = found.loc[
        (found["model"] == "adjusted") & (found["term"] == _VERDICT) & (found["status"] == "ok")
    ]
    columns = {"hazard_ratio": "ratio", "low": "ratio_low", "high": "ratio_high"}
    return {name: float(rows[column].iloc[0]) for column, name in columns.items() if len(rows)}


def _others(every: pd.DataFrame) -> dict[str, float]:
    """The same ratio under the other treatments of unlooked years."""
    return {
        f"{name}_value": risk_models.adjusted_ratio(every.loc[every["treatment"] == name])
        for name in looking.OTHERS
    }


def _reason(found: pd.DataFrame, counts: pd.DataFrame, unit: str) -> str:
    """Why there is no adjusted ratio, or none that could be told."""
    refused = risk_models.refusal(counts, unit)
    if refused:
        return refused
    failed = found.loc[(found["model"] == "adjusted") & (found["status"] != "ok"), "status"]
    return str(failed.iloc[0]) if len(failed) else "no_terms"
