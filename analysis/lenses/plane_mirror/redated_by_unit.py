"""What share of each unit's register is only re-dated: candidates, and confirmed ones."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, queries, shares, titles
from analysis.lenses.plane_mirror import units


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The share of each unit's register of `year` that is only re-dated, by name of the unit.

    Returns:
        One row per unit; units with fewer than `small_count` issues stand together in one row
        whose `unit` is missing. The counts of the query, `flagged_share` with `low` and `high`
        (95 %), and `status`: `ok`, `not_applicable` (catalogue), `no_baseline` (first register)
        or `suppressed`. Shares are missing unless `status` is `ok`.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit, small_count=small_count)
    names = (
        "unit_count",
        "compared_count",
        "flagged_count",
        "confirmed_count",
        "dismissed_count",
        "first_flagged_count",
    )
    return queries.titled(
        units.with_share(counts, small_count),
        register_year=year,
        reason=units.reason(counts),
        **{name: int(counts[name].sum()) for name in names},
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """What share of each unit's register is only re-dated: candidates, and confirmed ones."""
    if not frame.attrs["compared_count"]:
        return titles.unsaid(frame, "plane_mirror.redated_by_unit", language)
    drawn = units.drawn(frame, "issue_count")
    labels = units.labels(drawn, language)
    rows = drawn.to_dict("records")
    texts = [shares.counted(row, "flagged", "compared", language) for row in rows]
    figure = bars.shares(drawn, value="flagged_share", labels=labels, texts=texts)
    figure.data[0].update(
        marker={"color": theme.CANDIDATE, "pattern": bars.HATCH},
        name=messages.say(language, "plane_mirror.flagged"),
    )
    if frame.attrs["confirmed_count"]:
        confirmed = drawn["confirmed_count"] / drawn["compared_count"]
        figure.add_bar(
            x=confirmed.where(drawn["status"] == "ok").tolist(),
            y=labels,
            orientation="h",
            name=messages.say(language, "plane_mirror.confirmed"),
            marker={"color": theme.CONFIRMED},
            hoverinfo="skip",
        )
        figure.update_layout(showlegend=True)
        is_settled = units.ending(frame) == "_settled"
        figure.data[0].update(showlegend=not is_settled)
        figure.data[1].update(showlegend=False)
    figure.update_xaxes(title=messages.say(language, "plane_mirror.flagged_share"))
    return units.said(figure, frame, "plane_mirror.redated_by_unit", language)
