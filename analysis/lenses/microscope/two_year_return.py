"""Share back within two years by band, and the difference of the outer bands."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, statistics
from analysis.lenses import bars, queries, shares, titles
from analysis.lenses.microscope import bands, comparisons


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The share of problems back within two years by band, and the difference of the outer bands.

    Returns:
        One row per band: `returned_count` of `followed_count`, `returned_share` with `low` and
        `high` (Wilson), `status`. In `attrs` the share of the low band less that of the high one:
        `difference` with `difference_low` and `difference_high` (Newcombe) where both have enough.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit)
    status = shares.by_size(counts["followed_count"], small_count)
    valued = shares.of(counts, part="returned", whole="followed", status=status)
    frame = counts.assign(**valued, status=status)
    return queries.titled(
        frame,
        register_year=year,
        reason="suppressed" if len(counts) else "no_followed",
        first_year=int(counts["first_year"].min()) if len(counts) else year,
        last_year=int(counts["last_year"].max()) if len(counts) else year,
        **difference(frame),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share back within two years by band, with interval and counts."""
    if not (frame["status"] == "ok").any():
        return titles.unsaid(frame, "microscope.two_year_return", language)
    labels = [bands.label(band, language, width=14) for band in frame["band"]]
    texts = [
        shares.counted(row, "returned", "followed", language) for row in frame.to_dict("records")
    ]
    figure = bars.shares(frame, value="returned_share", labels=labels, texts=texts)
    figure.data[0].update(marker={"color": [bands.COLOURS[str(band)] for band in frame["band"]]})
    figure.update_xaxes(title=messages.say(language, "microscope.returned_share"))
    values = comparisons.values(frame, language)
    ending = "" if frame.attrs["has_difference"] else "_plain"
    return titles.said(figure, "microscope.two_year_return", language, values, ending)


def difference(frame: pd.DataFrame) -> dict[str, Any]:
    """Share returned under the low band less that under the high one, with Newcombe's interval."""
    enough = frame.loc[frame["status"] == "ok"].set_index("band")
    if not {"low", "high"} <= set(enough.index):
        return {"has_difference": False}
    taken, other = _counted(enough, "low"), _counted(enough, "high")
    limits = statistics.newcombe(taken, other)
    return {
        "has_difference": True,
        "difference": taken[0] / taken[1] - other[0] / other[1],
        "difference_low": limits.low,
        "difference_high": limits.high,
        "low_returned_count": taken[0],
        "low_followed_count": taken[1],
        "high_returned_count": other[0],
        "high_followed_count": other[1],
    }


def _counted(frame: pd.DataFrame, band: str) -> tuple[int, int]:
    row: Any = frame.loc[band]
    return int(row["returned_count"]), int(row["followed_count"])
