"""Announced against unannounced visits: how many there are, and what they find."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.statistics import rates

CHART = "magnifier.announced_yield"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """Findings per visit without notice over findings per visit with notice, and by year.

    Visits whose findings nobody counted, or of which nobody wrote whether they were announced,
    stand beside and in no ratio.

    Returns:
        First one row for all years (`inspection_year` is missing), then one per year:
        `announced_visits`, `announced_hits`, `surprise_visits`, `surprise_hits`,
        `announced_rate`, `surprise_rate`, `yield_ratio` with `low` and `high` (95 %; missing
        where a side found nothing).
    """
    visits = queries.read(connection, __file__, year=year)
    known = visits.loc[visits["is_announced"].notna()] if len(visits) else visits
    counted = known.loc[known["hit_count"].notna()] if len(known) else known
    sides = counted["is_announced"].nunique() if len(counted) else 0
    if sides < 2:
        return records.lacking(counted.iloc[:0], "magnifier", "inspections:announced")
    rows = [_row(None, counted)] + [
        _row(int(str(at)), part) for at, part in counted.groupby("inspection_year")
    ]
    found = pd.DataFrame(rows)
    of_all = visits["visit_count"].sum()
    surprise = known.loc[~known["is_announced"].astype(bool), "visit_count"].sum()
    said = known["visit_count"].sum()
    uncounted = known.loc[known["hit_count"].isna(), "visit_count"].sum()
    return queries.titled(
        found,
        **{str(key): value for key, value in rows[0].items() if key != "inspection_year"},
        surprise_count=int(surprise),
        known_count=int(said),
        surprise_share=float(surprise / said),
        unknown_count=int(of_all - said),
        uncounted_count=int(uncounted),
        ratio_text=f"{rows[0]['yield_ratio']:.1f}",
        interval_text=f"{rows[0]['low']:.1f}–{rows[0]['high']:.1f}",
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A forest plot: the ratio of all years, and of each."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    all_years = messages.say(language, "magnifier.all_years")
    labels = [all_years if pd.isna(at) else str(int(at)) for at in frame["inspection_year"]]
    figure = go.Figure()
    figure.add_scatter(
        x=frame["yield_ratio"].tolist(),
        y=labels,
        mode="markers",
        marker={
            "size": [14 if pd.isna(at) else 9 for at in frame["inspection_year"]],
            "color": theme.PALETTE[0],
            "symbol": ["diamond" if pd.isna(at) else "circle" for at in frame["inspection_year"]],
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (frame["high"] - frame["yield_ratio"]).fillna(0).tolist(),
            "arrayminus": (frame["yield_ratio"] - frame["low"]).fillna(0).tolist(),
            "color": theme.INK,
            "thickness": 1.4,
        },
        hoverinfo="skip",
    )
    figure.add_vline(x=1, line={"color": theme.MUTED, "dash": "dot"})
    top = float(frame["high"].max())
    figure.update_layout(height=bars.height(len(labels)), showlegend=False)
    figure.update_xaxes(
        title=messages.say(language, "magnifier.yield_ratio"), range=[0, min(top, 10) * 1.1]
    )
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return titles.said(figure, CHART, language, printed.values(frame, language))


def _row(at: int | None, part: pd.DataFrame) -> dict[str, object]:
    told = part["is_announced"].astype(bool)
    sides = {"announced": part.loc[told], "surprise": part.loc[~told]}
    counts = {
        name: list(zip(side["hit_count"].astype(int), side["visit_count"].astype(int), strict=True))
        for name, side in sides.items()
    }
    ratio = rates.rate_ratio(counts["surprise"], counts["announced"])
    row: dict[str, object] = {"inspection_year": at}
    for name, rows in counts.items():
        hits, made = (sum(pair[place] for pair in rows) for place in (0, 1))
        row |= {f"{name}_visits": made, f"{name}_hits": hits}
        row[f"{name}_rate"] = hits / made if made else float("nan")
    nothing = float("nan")
    low, high = ratio.interval if ratio else (nothing, nothing)
    return row | {"yield_ratio": ratio.value if ratio else nothing, "low": low, "high": high}
