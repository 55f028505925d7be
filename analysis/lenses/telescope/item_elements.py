"""Which of the eight elements of a measure the items of the plan state."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, printed, queries, records, shares, titles
from analysis.lenses.telescope import plans as choice

CHART = "telescope.item_elements"


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many items state each element.

    Returns:
        One row per element: `plan_item_count`, `stated_count`, `stated_share` with `low` and `high`
        (Wilson), `coarse_count` (coarse items, the same in each row), `status`.
    """
    counts = choice.read(connection, __file__, year=year, unit=unit)
    if counts.empty or not counts["plan_item_count"].max():
        return records.lacking(counts, "telescope", "plan_items")
    status = shares.by_size(counts["plan_item_count"], small_count)
    valued = shares.of(counts, part="stated", whole="plan_item", status=status)
    found = counts.assign(**valued, status=status)
    items, coarse = int(found["plan_item_count"].iloc[0]), int(found["coarse_count"].iloc[0])
    least = found.sort_values("stated_count", kind="stable").iloc[0]
    return queries.titled(
        found,
        reason="suppressed",
        item_count=items,
        coarse_count=coarse,
        coarse_share=coarse / items,
        least=str(least["element"]),
        least_count=int(least["stated_count"]),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """One bar per element."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    if not (frame["status"] == "ok").any():
        return titles.unsaid(frame, CHART, language)
    labels = [
        theme.label(messages.say(language, f"microscope.element_{name}"), width=18)
        for name in frame["element"]
    ]
    texts = [
        shares.counted(row, "stated", "plan_item", language) for row in frame.to_dict("records")
    ]
    figure = bars.shares(frame, value="stated_share", labels=labels, texts=texts)
    figure.update_xaxes(title=messages.say(language, "telescope.stated_share"))
    least = messages.say(language, f"microscope.element_{frame.attrs['least']}")
    values = printed.values(frame, language) | {"element_text": least}
    return titles.said(figure, CHART, language, values)
