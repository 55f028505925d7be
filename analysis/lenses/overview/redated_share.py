"""What share of each year's issues is only re-dated, flagged and confirmed."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, judged, queries, shares, titles
from analysis.lenses.overview import yearly


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, small_count: int) -> pd.DataFrame:
    """The share of issues that are only re-dated, flagged and confirmed, by year up to `year`.

    Returns:
        One row per register year: the counts of the query, `flagged_share` with `low` and `high`
        (95 %), `confirmed_share`, and `status`: `ok`, `not_applicable` (catalogue), `no_baseline`
        or `suppressed` (fewer than `small_count` issues to compare). Shares are missing unless
        `status` is `ok`, and `confirmed_share` also while nobody has decided on a flag.
    """
    counts = queries.read(connection, __file__, year=year)
    status = shares.compared(counts, small_count)
    flagged = shares.of(counts, part="flagged", whole="compared", status=status)
    decided = counts["confirmed_count"] + counts["dismissed_count"] > 0
    confirmed = counts["confirmed_count"] / counts["compared_count"].where(decided)
    return counts.drop(columns=["is_catalogue", *shares.UNITS]).assign(
        **flagged,
        confirmed_share=confirmed.where(flagged["flagged_share"].notna()),
        status=status,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """What share of each year's issues is only re-dated, flagged and confirmed."""
    known = frame.loc[frame["status"] == "ok"]
    if known.empty:
        return yearly.unsaid(frame, "overview.redated_share", language)
    last: dict[Any, Any] = known.to_dict("records")[-1]
    figure = yearly.bars(frame, value="flagged_share", at="register_year", language=language)
    figure.data[0].update(
        name=messages.say(language, "overview.flagged"),
        marker={"color": theme.CANDIDATE, "pattern": bars.HATCH},
    )
    if frame["confirmed_share"].notna().any():
        figure.add_bar(
            x=[str(year) for year in frame["register_year"]],
            y=frame["confirmed_share"].tolist(),
            name=messages.say(language, "overview.confirmed"),
            marker={"color": theme.CONFIRMED},
            hovertemplate="%{x}: %{y:.0%}<extra>%{fullData.name}</extra>",
        )
        figure.update_layout(showlegend=True)
        is_open = (frame["flagged_count"] > frame["confirmed_count"]).where(frame["status"] == "ok")
        figure.data[0].update(showlegend=bool(is_open.any()))
    ending = judged.ending(last["flagged_count"], last["confirmed_count"])
    return titles.said(figure, "overview.redated_share", language, last, ending)
