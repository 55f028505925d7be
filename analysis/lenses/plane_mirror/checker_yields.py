"""Faults per hundred files by who checked them, with the room that chance leaves; no ranking."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, records, titles

CHART = "plane_mirror.checker_yields"
_FEWEST = 3  # checkers below which nobody can be told from the others


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """Files with a fault of files checked, for each person who checked (domain.md 3.2).

    The limits are those of a funnel around all together (`statistics.funnel`, 99.8 %, wider where
    checkers differ by more than chance): who stands outside looks differently or looked at other
    files. Checkers have a number, by how many files they checked, and no name.

    Returns:
        One row per checker with `small_count` files or more: `checker_number`, `checked_count`,
        `hit_count`, `hit_share`, `limit_low`, `limit_high` and `is_outside`.
    """
    counts = queries.recorded(connection, "clean.file_censuses", __file__, year=year, unit=unit)
    kept = counts.loc[counts["checked_count"] >= small_count] if len(counts) else counts
    if len(kept) < _FEWEST:
        return records.lacking(kept, "plane_mirror", "file_censuses:checkers")
    return _judged(kept.reset_index(drop=True), len(counts) - len(kept))


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A point per checker between the limits of the funnel."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    drawn = frame.sort_values("checked_count", kind="stable")
    figure = go.Figure()
    for name in ("limit_high", "limit_low"):
        figure.add_scatter(
            x=drawn["checked_count"].tolist(),
            y=drawn[name].tolist(),
            mode="lines",
            line={"color": theme.MUTED, "dash": "dash"},
            name=messages.say(language, "plane_mirror.funnel_limit"),
            showlegend=name == "limit_high",
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=drawn["checked_count"].tolist(),
        y=drawn["hit_share"].tolist(),
        mode="markers",
        marker={
            "size": 11,
            "symbol": ["diamond" if out else "circle" for out in drawn["is_outside"]],
            "color": [theme.CANDIDATE if out else theme.PALETTE[0] for out in drawn["is_outside"]],
        },
        name=messages.say(language, "plane_mirror.funnel_checker"),
        hoverinfo="skip",
    )
    figure.add_hline(y=frame.attrs["all_share"], line={"color": theme.INK, "width": 1})
    figure.update_layout(showlegend=True)
    figure.update_xaxes(title=messages.say(language, "column.checked_count"), tickformat=",d")
    figure.update_yaxes(title=messages.say(language, "plane_mirror.hit_share"), tickformat=".0%")
    return titles.said(figure, CHART, language, printed.values(frame, language))


def _judged(counts: pd.DataFrame, small_count: int) -> pd.DataFrame:
    from analysis.statistics import funnel

    hits, files = counts["hit_count"].to_numpy(float), counts["checked_count"].to_numpy(float)
    target = float(hits.sum() / files.sum())
    is_known = 0 < target < 1
    spread = funnel.dispersion(hits, files, target) if is_known else None
    limits = [
        funnel.wide_limits(target, int(size), spread, funnel.NAME) if spread else (np.nan, np.nan)
        for size in files
    ]
    lows, highs = zip(*limits, strict=True)
    share = counts["hit_count"] / counts["checked_count"]
    judged = counts.assign(
        hit_share=share,
        limit_low=lows,
        limit_high=highs,
        is_outside=(share < pd.Series(lows)) | (share > pd.Series(highs)),
    )
    return queries.titled(
        judged,
        checker_count=len(judged),
        outside_count=int(judged["is_outside"].sum()),
        small_checker_count=small_count,
        checked_count=int(files.sum()),
        hit_count=int(hits.sum()),
        all_share=target,
    )
