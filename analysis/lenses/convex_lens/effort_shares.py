"""Share of hours beside share of issues, for each area with hours, or why they are few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa

from analysis import markup, messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.text.forms import forms
from analysis.text.letters import script

_FEWEST_AREAS = 5  # areas with hours below which shares are not compared
_TOP = 3  # the heaviest areas, on which effort should be concentrated


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Hours spent on each area beside the issues that stand in it; empty where none is recorded.

    Returns:
        One row per area, spelled in Simplified characters: `spent_hours` and `hour_share` (missing
        where no hours are recorded), `planned_hours`, `issue_count`, `issue_share` and
        `issue_weight` (by severity). `attrs["recorded"]` has the areas with hours, each with its
        share, `top_share` the share of hours of the three heaviest areas with issues, and
        `concentration` Herfindahl's index of hours (1 is all in one area).
    """
    counts = queries.recorded(connection, "clean.effort", __file__, year=year, unit=unit)
    asked = {"register_year": year}
    if counts.empty:
        return records.lacking(queries.titled(counts, **asked), "convex_lens", "effort")
    counts = _folded(counts)
    hours, issues = float(counts["spent_hours"].sum()), int(counts["issue_count"].sum())
    frame = counts.assign(
        hour_share=counts["spent_hours"] / max(hours, 1e-9),
        issue_share=counts["issue_count"] / max(issues, 1),
    )
    known = frame.loc[frame["spent_hours"].notna()]
    top: Any = known.iloc[0]
    both = known.loc[known["planned_hours"].notna()]
    return queries.titled(
        frame,
        **asked,
        recorded=list(zip(known["category"], known["hour_share"], strict=True)),
        hour_count=hours,
        issue_count=issues,
        category_text=str(top["category"]),
        top_hour_share=float(top["hour_share"]),
        top_issue_share=float(top["issue_share"]),
        **_focus(frame),
        planned_area_count=len(both),
        planned_hours=float(both["planned_hours"].sum()),
        spent_hours=float(both["spent_hours"].sum()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share of hours beside share of issues, for each area with hours, or why they are few."""
    if records.is_lacking(frame):
        return records.nothing(frame, "convex_lens.effort_shares", language)
    recorded = frame.attrs["recorded"]
    if len(recorded) < _FEWEST_AREAS:
        few = _few_areas(recorded, language)
        return titles.silent("convex_lens.effort_shares", language, "suppressed", few)
    frame = frame.loc[frame["spent_hours"].notna()]
    labels = [theme.label(str(category), width=14) for category in frame["category"]]
    figure = go.Figure()
    for name, colour in (("issue_share", theme.CANDIDATE), ("hour_share", theme.PALETTE[0])):
        figure.add_bar(
            x=frame[name].tolist(),
            y=labels,
            orientation="h",
            name=messages.say(language, f"convex_lens.of_{name}"),
            marker={"color": colour},
        )
    figure.update_layout(height=bars.height(len(labels)) + 60, barmode="group", showlegend=True)
    figure.update_xaxes(tickformat=".0%", title=messages.say(language, "convex_lens.area_share"))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    values = printed.values(frame, language)
    return titles.said(figure, "convex_lens.effort_shares", language, values)


def note(frame: pd.DataFrame, language: str) -> markup.Markup:
    """How much of the hours the heaviest areas got, how concentrated hours are, plan and actual."""
    if records.is_lacking(frame):
        return markup.join()
    values = printed.values(frame, language)
    values["concentration_text"] = messages.number(language, values["concentration"], 2)
    keys = ["focus", *(["planned"] if values["planned_area_count"] else ["unplanned"])]
    said = [messages.say(language, f"convex_lens.effort_{key}", **values) for key in keys]
    return markup.note(messages.say(language, "indicator.joint").join(said))


def _focus(frame: pd.DataFrame) -> dict[str, float]:
    """What the heaviest areas weigh and get, and how hours are spread over areas."""
    heaviest = frame.loc[frame["issue_weight"] > 0].nlargest(_TOP, "issue_weight", keep="first")
    hours = frame["hour_share"].fillna(0.0)
    weight = float(frame["issue_weight"].sum())
    return {
        "top_count": len(heaviest),
        "top_share": float(hours.loc[heaviest.index].sum()),
        "top_weight_share": float(heaviest["issue_weight"].sum()) / weight if weight else 0.0,
        "concentration": float((hours**2).sum()),
    }


def _few_areas(recorded: Sequence[tuple[str, float]], language: str) -> str:
    """The areas that have hours, where they are too few to compare."""
    each = [
        messages.say(language, "convex_lens.area_hours", category_text=area, hour_share=share)
        for area, share in recorded
    ]
    areas = messages.say(language, "convex_lens.area_joint").join(each)
    return messages.say(
        language, "convex_lens.few_areas", area_count=len(recorded), areas_text=areas
    )


def _folded(counts: pd.DataFrame) -> pd.DataFrame:
    """Areas that differ only in spelling as one, most issues first; no hours stay missing."""
    received = pa.array(counts["category"], pa.string())
    spelled = counts.assign(
        category=script.simplify(received).to_pylist(),
        category_key=forms.normal_forms(received)["n1"].to_pylist(),
    )
    folded = spelled.groupby("category_key", as_index=False).agg(
        category=("category", "first"),
        planned_hours=("planned_hours", lambda hours: hours.sum(min_count=1)),
        spent_hours=("spent_hours", lambda hours: hours.sum(min_count=1)),
        issue_count=("issue_count", "sum"),
        issue_weight=("issue_weight", "sum"),
    )
    return folded.drop(columns="category_key").sort_values(
        ["issue_count", "category"], ascending=[False, True], kind="stable"
    )
