"""How much of the recurring problems, by weight, each plan takes up."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.lenses.telescope import plans as choice

CHART = "telescope.plan_coverage"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """The share of recurring problems that each plan takes up, by weight (domain.md 3.1).

    A problem recurs when it stood in two of the last three registers before the plan; its weight
    is its severity times the number of these years. Coverage is the weight of the problems that
    at least one item takes up, over the weight of all.

    Returns:
        One row per plan, and first one for all together (`plan_id` is missing): `unit`, the counts
        `recurring_count`, `taken_count`, `sure_count` (not by shared words only), the sums
        `recurring_weight`, `taken_weight`, and `coverage_share`. `attrs` has those of all together.
    """
    counts = choice.read(connection, __file__, year=year, unit=unit)
    if not counts.attrs["has_plan"]:
        return records.lacking(counts, "telescope", "plan_items")
    if counts.empty:
        return queries.titled(counts, reason="no_recurring")
    weights = counts["recurring_weight"].replace(0, np.nan)
    found = counts.assign(coverage_share=counts["taken_weight"] / weights)
    return queries.titled(found, **{str(k): v for k, v in found.iloc[0].items()})


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """One bar per plan; the bureau's first."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    if frame.empty:
        return titles.unsaid(frame, CHART, language)
    each = frame.loc[frame["plan_id"].notna()]
    drawn = each.assign(low=each["coverage_share"], high=each["coverage_share"])
    labels = [theme.label(name(unit, language), width=18) for unit in drawn["unit"]]
    texts = [
        messages.say(
            language,
            "telescope.taken_of",
            taken_count=row["taken_count"],
            recurring_count=row["recurring_count"],
            coverage_share=row["coverage_share"],
        )
        for row in drawn.to_dict("records")
    ]
    figure = bars.shares(drawn, value="coverage_share", labels=labels, texts=texts)
    figure.update_traces(error_x={"visible": False}, selector={"type": "bar"})
    figure.update_xaxes(title=messages.say(language, "telescope.coverage_share"), range=[0, 1.5])
    return titles.said(figure, CHART, language, printed.values(frame, language))


def name(unit: Any, language: str) -> str:
    """The unit whose plan it is, or the bureau."""
    return messages.say(language, "telescope.bureau") if pd.isna(unit) else str(unit)
