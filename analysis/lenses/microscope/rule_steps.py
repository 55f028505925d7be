"""Findings to a visit by quarter, before and after a change of rules."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import queries, records, titles
from analysis.lenses.microscope import comparisons
from analysis.statistics import interrupted

_QUARTERS = 4


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Findings to a visit by quarter, before and after the change of rules that is best covered.

    Returns:
        One row per quarter, none where no change is dated: `quarter_date`, `hit_count`,
        `visit_count`, `visit_hits`, `is_after`. `attrs` has the step (`_step`) or `reason`.
    """
    frame = _longest(queries.read(connection, __file__, year=year, unit=unit))
    told = {"register_year": year, "quarter_count": len(frame), **_step(frame)}
    if frame.empty:
        return records.wanting(queries.titled(frame, **told), "microscope", "rules:dated")
    told["revised_date"] = frame["revised_date"].iloc[0].date()
    return queries.titled(
        frame.assign(visit_hits=frame["hit_count"] / frame["visit_count"]), **told
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Findings to a visit by quarter, before and after a change of rules."""
    if "reason" in frame.attrs:
        return titles.unsaid(frame, "microscope.rule_steps", language)
    figure = go.Figure()
    for is_after, colour in ((False, theme.MUTED), (True, theme.PALETTE[0])):
        part = frame.loc[frame["is_after"] == is_after]
        figure.add_scatter(
            x=[f"{day:%Y-%m-%d}" for day in part["quarter_date"]],
            y=part["visit_hits"].tolist(),
            mode="lines+markers",
            cliponaxis=False,
            name=messages.say(language, f"microscope.{'after' if is_after else 'before'}"),
            line={"color": colour, "width": 2},
            marker={"size": 9, "color": colour},
        )
    figure.add_vline(
        x=f"{frame.attrs['revised_date']}", line={"color": theme.CANDIDATE, "dash": "dash"}
    )
    title = messages.say(language, "microscope.hits_to_a_visit")
    figure.update_layout(showlegend=True, yaxis={"title": title, "rangemode": "tozero"})
    figure.update_xaxes(title=messages.say(language, "microscope.quarter"))
    values = comparisons.values(frame, language)
    return titles.said(figure, "microscope.rule_steps", language, values)


def _longest(steps: pd.DataFrame) -> pd.DataFrame:
    """The quarters of the change that has most of them on its shorter side."""
    if steps.empty:
        return steps
    sides = steps.groupby(["rule_revision_id", "is_after"]).size().unstack(fill_value=0)
    shorter = sides.reindex(columns=[False, True], fill_value=0).min(axis=1)
    kept: pd.DataFrame = steps.loc[steps["rule_revision_id"] == shorter.idxmax()]
    return kept.reset_index(drop=True)


def _step(quarters: pd.DataFrame) -> dict[str, Any]:
    """The step in findings to a visit at the change, its trend taken out, or why there is none.

    `reason` is missing where there is an answer, else `no_rule_dates`, `gaps` (quarters without a
    visit lie between), or the reason of `statistics.interrupted` (`too_short`, `no_events`).
    """
    if quarters.empty:
        return {"reason": "no_rule_dates"}
    told = interrupted.step_change(
        quarters["hit_count"], quarters["visit_count"], quarters["is_after"], period=_QUARTERS
    )
    counts = {"before_count": told.before_count, "after_count": told.after_count}
    if told.status != "ok":
        return counts | {"reason": told.status}
    if _has_gaps(quarters["quarter_date"]):
        return counts | {"reason": "gaps"}
    return counts | {
        "ratio": told.ratio,
        "ratio_low": told.student.low,
        "ratio_high": told.student.high,
    }


def _has_gaps(quarters: pd.Series[Any]) -> bool:
    """Whether a quarter between the first and the last is missing."""
    return len(pd.date_range(quarters.min(), quarters.max(), freq="QS")) != len(quarters)
