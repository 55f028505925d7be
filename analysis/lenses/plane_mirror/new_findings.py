"""What share of each unit's problems no earlier register of the unit had."""

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
    """How many of a unit's problems of `year` no earlier register of the unit had.

    Returns:
        One row per unit with an earlier register: `problem_count`, `new_count`, `new_share` with
        `low` and `high`, and `overlap_share`, the problems that stand in this and last year's
        register over those in either (Jaccard; 1 is the same list again). `status` is `ok` or
        `suppressed`.
    """
    counts = queries.read(connection, __file__, year=year, unit=unit, small_count=small_count)
    status = shares.by_size(counts["problem_count"], small_count)
    valued = shares.of(counts, part="new", whole="problem", status=status)
    overlap = counts["kept_count"] / counts["either_count"].where(status == "ok")
    return queries.titled(
        counts.assign(**valued, overlap_share=overlap, status=status),
        register_year=year,
        reason="no_earlier_register",
        **{name: int(counts[name].sum()) for name in ("unit_count", "new_count", "problem_count")},
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """What share of each unit's problems no earlier register of the unit had."""
    if frame.empty:
        return titles.unsaid(frame, "plane_mirror.new_findings", language)
    drawn = units.drawn(frame, "problem_count")
    rows = drawn.to_dict("records")
    texts = [shares.counted(row, "new", "problem", language) for row in rows]
    figure = bars.shares(
        drawn, value="new_share", labels=units.labels(drawn, language), texts=texts
    )
    figure.data[0].update(marker={"color": theme.HONEST})
    figure.update_xaxes(title=messages.say(language, "plane_mirror.new_share"))
    return units.said(figure, frame, "plane_mirror.new_findings", language)
