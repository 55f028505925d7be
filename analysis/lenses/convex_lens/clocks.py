"""For each clock the days by which a quarter, half and three quarters were done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import closing, printed, queries, titles
from analysis.lenses.convex_lens import time_to_event
from analysis.statistics import survival

CLOCKS = ("effective", "closed", "verified")


LOG_CLOCKS = ("arose", "measure_set", "set_closed")  # of the status records, where some are kept


EARLY_DAYS = (30, 90)


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many days pass from finding to measure, to closing, and from closing to verifying.

    Where status records are kept, also from arising to finding to measure to closing by them.

    Kaplan-Meier over the items of registers up to `year`: what was still open when its register
    was last known to be current (filed, or its last date) is censored on that day, because later
    registers do not go back to it; an entry without any measure is open. A clock runs from when
    the problem was first found, and of a problem that was filed again the last entry counts.

    Returns:
        One row per clock (`effective`, `closed`, `verified`, then those of `LOG_CLOCKS` that run):
        `item_count`, `ended_count`, `open_count`, `backwards_count` (ended before it began: left
        out), of all entries `total_count`, `closed_count`, `carried_count` (filed before),
        `undated_count` (closed, day unknown) and `untimed_count`, then `lower_quartile`, `median`
        with `median_low` and `median_high` (95 %), `upper_quartile` (days; missing where the curve
        does not fall so far), `early_30_share`, `early_90_share`, and `status`.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit)
    frame = pd.DataFrame(
        [
            {"clock": clock}
            | summary(counts.loc[counts["clock"] == clock], small_count, EARLY_DAYS)
            for clock in (*CLOCKS, *LOG_CLOCKS)
            if clock in CLOCKS or (counts["clock"] == clock).any()
        ]
    )
    return queries.titled(frame, register_year=year, reason="no_dates")


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """For each clock the days by which a quarter, half and three quarters were done."""
    drawn = frame.loc[(frame["status"] == "ok") & frame["lower_quartile"].notna()]
    if drawn.empty:
        return titles.unsaid(frame, "convex_lens.clocks", language)
    labels = [
        theme.label(messages.say(language, f"convex_lens.clock_{name}"), width=16)
        for name in drawn["clock"]
    ]
    reached = pd.concat([drawn["upper_quartile"], drawn["median"], drawn["lower_quartile"]])
    edge = float(reached.max()) * 1.25
    upper = drawn["upper_quartile"].fillna(edge)
    figure = go.Figure()
    figure.add_bar(
        x=(upper - drawn["lower_quartile"]).tolist(),
        base=drawn["lower_quartile"].tolist(),
        y=labels,
        orientation="h",
        width=0.3,
        marker={"color": "#a9c8e4"},
        name=messages.say(language, "convex_lens.middle_half"),
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=drawn["median"].tolist(),
        y=labels,
        mode="markers",
        marker={"size": 15, "color": theme.PALETTE[0], "symbol": "diamond"},
        name=messages.say(language, "convex_lens.median"),
        hovertemplate="%{x}<extra></extra>",
    )
    for label, row in zip(labels, drawn.to_dict("records"), strict=True):
        figure.add_annotation(
            x=0,
            y=label,
            yshift=-34,
            text=theme.label(_line(row, language), width=46),
            showarrow=False,
            xanchor="left",
            align="left",
            font={"size": 13, "color": theme.MUTED},
        )
    figure.update_layout(height=130 + 110 * len(labels), showlegend=True)
    figure.update_xaxes(title=messages.say(language, "convex_lens.days"), range=[0, edge])
    figure.update_yaxes(type="category", range=[len(labels) - 0.3, -0.5], showgrid=False)
    first: dict[Any, Any] = drawn.to_dict("records")[0]
    values = printed.values(frame, language) | {"finding_text": sentence(first, language)}
    return titles.said(figure, "convex_lens.clocks", language, values)


def summary(counts: pd.DataFrame, small_count: int, early_days: Sequence[int]) -> dict[str, Any]:
    """Counts, quartiles and early shares of one clock.

    Args:
        counts: `day_count`, `ended_count`, `open_count`, `backwards_count`, and of all entries
            the counts of `closing.COUNTS`.
        small_count: items below which nothing but the counts is said.
        early_days: for each, the share ended by then (`early_<days>_share`).
    """
    ended, left_open = int(counts["ended_count"].sum()), int(counts["open_count"].sum())
    told = {
        "item_count": ended + left_open,
        "ended_count": ended,
        "open_count": left_open,
        "backwards_count": int(counts["backwards_count"].sum()),
        **{name: int(counts[name].sum()) for name in closing.COUNTS},
    }
    status = time_to_event.status(ended + left_open, small_count)
    curve = time_to_event.curve(counts) if status == "ok" else None
    return (
        told
        | time_to_event.quartiles(curve)
        | _early_shares(curve, early_days)
        | {"status": status}
    )


def sentence(row: Mapping[Any, Any], language: str) -> str:
    """The median of one clock with what it rests on, or that half are not done yet."""
    if row["clock"] == "closed":
        return closing.sentence({**row, "median_days": row["median"]}, language)
    key = "finding_open" if pd.isna(row["median"]) else "finding"
    return messages.say(
        language,
        f"convex_lens.{key}_{row['clock']}",
        interval_text=interval(row, language),
        **counted(row),
    )


def interval(row: Mapping[Any, Any], language: str) -> str:
    """The limits of the median; an upper one that the curve does not reach is open."""
    if pd.isna(row["median"]):
        return ""
    low = messages.number(language, row["median_low"])
    if pd.isna(row["median_high"]):
        return messages.say(language, "convex_lens.interval_open", low_days=row["median_low"])
    return f"{low}–{messages.number(language, row['median_high'])}"


def in_days(value: Any, language: str) -> str:
    """A number of days in words, or that the curve does not fall so far."""
    if pd.isna(value):
        return messages.say(language, "convex_lens.not_reached")
    return messages.say(language, "convex_lens.in_days", day_count=value)


def counted(row: Mapping[Any, Any]) -> dict[str, int]:
    """The counts of a clock as messages print them."""
    return {name: int(row[name]) for name in ("item_count", "ended_count", "open_count")} | {
        "median_days": 0 if pd.isna(row["median"]) else int(row["median"])
    }


def _line(row: Mapping[Any, Any], language: str) -> str:
    """Median, third quartile and open items of one clock."""
    return messages.say(
        language,
        "convex_lens.clock_line",
        median_text=in_days(row["median"], language),
        quartile_text=in_days(row["upper_quartile"], language),
        **counted(row),
    )


def _early_shares(curve: survival.Curve | None, early_days: Sequence[int]) -> dict[str, float]:
    return {
        f"early_{days}_share": time_to_event.share(curve, days)[0] if curve else np.nan
        for days in early_days
    }
