"""Of the hours in which it may happen: in how many did anybody look?"""

from __future__ import annotations

import datetime

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, settings, theme
from analysis.lenses import bars, printed, queries, records, titles

CHART = "magnifier.clock_coverage"
_ROWS = 10


def frame(
    connection: duckdb.DuckDBPyConnection,
    *,
    year: int,
    limits: settings.Magnifier | None = None,
) -> pd.DataFrame:
    """The share of a year's hours of risk in which somebody looked (domain.md 3.3).

    Hours of visits inside the hours of risk, over the hours of risk of a day times the working
    days of a year: two afternoons from 13:00 to 14:30 of 12:00 to 17:30 on 250 days are 0.22 %.

    Returns:
        One row per subject and year with visits that say their hours: `subject`,
        `inspection_year`, `visit_count`, `day_count`, `window_text`, `looked_hours`,
        `risk_hours`, `clock_share`.
    """
    told = limits or settings.load().magnifier
    values = {"risk_from": told.risk_from, "risk_to": told.risk_to}
    found = queries.read(connection, __file__, year=year, **values)
    if found.empty:
        return records.lacking(found, "magnifier", "inspections:window")
    hours = daily_hours(told.risk_from, told.risk_to) * told.risk_days
    found = found.assign(risk_hours=hours, clock_share=found["looked_hours"] / hours)
    first = found.iloc[0]
    return queries.titled(
        found,
        risk_text=f"{told.risk_from}–{told.risk_to}",
        risk_days_count=told.risk_days,
        subject_text=str(first["subject"]),
        inspection_year=int(first["inspection_year"]),
        day_count=int(first["day_count"]),
        window_text=str(first["window_text"]),
        share_text=percent(float(first["clock_share"])),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A bar per subject and year; the full bar would be every hour of risk."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    drawn = frame.head(_ROWS)
    labels = [
        theme.label(f"{row['subject']} {row['inspection_year']}", width=18)
        for row in drawn.to_dict("records")
    ]
    texts = [
        messages.say(
            language,
            "magnifier.clock_bar",
            share_text=percent(row["clock_share"]),
            day_count=row["day_count"],
            window_text=row["window_text"],
        )
        for row in drawn.to_dict("records")
    ]
    title = messages.say(language, "magnifier.clock_share", **_risk(frame))
    axis = {"title": title, "tickformat": ".0%", "range": [0, 1]}
    shares = drawn["clock_share"].tolist()
    figure = bars.told(shares, labels, texts, colour=theme.PALETTE[0], axis=axis)
    return titles.said(figure, CHART, language, printed.values(frame, language))


def daily_hours(risk_from: str, risk_to: str) -> float:
    """The hours of risk of a day."""
    day = datetime.date(2000, 1, 1)
    ends = [
        datetime.datetime.combine(day, datetime.time.fromisoformat(said))
        for said in (risk_from, risk_to)
    ]
    return (ends[1] - ends[0]).total_seconds() / 3600


def percent(share: float) -> str:
    """A small share with the decimals that it needs."""
    return f"{share * 100:.2f} %" if share < 0.1 else f"{share * 100:.0f} %"


def _risk(frame: pd.DataFrame) -> dict[str, object]:
    return {name: frame.attrs[name] for name in ("risk_text", "risk_days_count")}
