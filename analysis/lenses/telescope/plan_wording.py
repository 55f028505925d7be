"""How much of each plan stands in last year's, how much in everybody's, how much it names."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.lenses.telescope import plan_coverage
from analysis.lenses.telescope import plans as choice

CHART = "telescope.plan_wording"
_LEAST = 100  # characters of a plan below which it looks specific for being short


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Shares of each plan's own characters, passages that every plan must have left out.

    Returns:
        One row per plan: `unit` (missing for the bureau's), counts of characters, `repeated_share`
        (in sentences that stand in the unit's last plan; missing without one),
        `boilerplate_share` (in passages that most units' plans of the year share; missing where
        fewer than three have a plan, and for the bureau's), `specific_rate` (numbers, dates,
        units and clauses named in 100 characters; missing in plans of fewer than 100), counts.
    """
    counts = choice.read(connection, __file__, year=year, unit=unit)
    if counts.empty:
        return records.lacking(counts, "telescope", "plans")
    own = counts["own_count"].where(counts["own_count"] > 0).astype("float64")
    repeated = counts["repeated_count"].fillna(0) / own
    boiler = counts["boilerplate_count"].fillna(0) / own
    rate = 100 * counts["specific_count"] / counts["character_count"]
    found = counts.assign(
        repeated_share=repeated.where(counts["has_prior"]),
        boilerplate_share=boiler.where(counts["has_others"]),
        specific_rate=rate.where(counts["character_count"] >= _LEAST),
    )
    return queries.titled(found, **_headline(found), reason="no_prior_plan")


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Two bars per plan: from last year's, and shared by most units."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    names = [n for n in ("repeated_share", "boilerplate_share") if frame[n].notna().any()]
    if not names:
        return titles.unsaid(frame, CHART, language)
    labels = [theme.label(plan_coverage.name(unit, language), width=18) for unit in frame["unit"]]
    figure = go.Figure()
    for name, colour in zip(names, (theme.CANDIDATE, theme.PALETTE[4]), strict=False):
        figure.add_bar(
            x=frame[name].astype("float64").tolist(),
            y=labels,
            orientation="h",
            name=messages.say(language, f"telescope.{name}"),
            marker={"color": colour},
            text=[_said(value, language) for value in frame[name]],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    figure.update_layout(height=2 * bars.height(len(labels)) - 100, barmode="group")
    figure.update_layout(showlegend=True)
    figure.update_xaxes(
        tickformat=".0%",
        range=[0, 1.15],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        title=messages.say(language, "telescope.of_characters"),
    )
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    is_bureau = frame.attrs["is_bureau"]
    ending = ("_bureau" if is_bureau else "") if frame.attrs["has_prior"] else "_first"
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """How much each plan names, beside its length."""
    if frame.empty or frame["specific_rate"].isna().all():
        return markup.join()
    rows = frame.assign(
        whose=[plan_coverage.name(unit, language) for unit in frame["unit"]],
        specific_rate=frame["specific_rate"].round(1),
    )
    columns = ("whose", "specific_rate", "character_count")
    labels = {name: messages.say(language, f"telescope.column_{name}") for name in columns}
    caption = messages.say(language, "telescope.specificity_caption")
    return markup.table(rows, caption=caption, labels=labels)


def _headline(found: pd.DataFrame) -> dict[str, object]:
    """Of the bureau's plan, else of all together."""
    bureau = found.loc[found["unit"].isna()]
    shown = bureau if len(bureau) and bureau["has_prior"].any() else found
    known = shown.loc[shown["has_prior"]]
    own = float(known["own_count"].sum())
    share = float(known["repeated_count"].fillna(0).sum()) / own if own else np.nan
    most = found["repeated_share"].max()
    return {
        "has_prior": bool(own),
        "is_bureau": bool(shown["unit"].isna().any()),
        "repeated_share": share,
        "prior_year": int(known["prior_year"].max()) if own else 0,
        "wholly_count": int((found["repeated_share"] >= 1 - 1e-9).sum()),
        "plan_count": len(found),
        "most_share": float(most) if pd.notna(most) else np.nan,
    }


def _said(value: Any, language: str) -> str:
    return "" if pd.isna(value) else messages.percent(language, float(str(value)))
