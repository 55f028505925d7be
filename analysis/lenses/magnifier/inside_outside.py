"""Inside the window that people know, and outside it: is it cured, or moved to another hour?"""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.statistics import rates

CHART = "magnifier.inside_outside"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """Findings per visit inside and outside the known window of each subject.

    The known window is that of most visits. Fewer findings inside it may be a cure, or people who
    know when somebody comes: only visits outside it can tell.

    Returns:
        One row per subject and side: `subject`, `window_text`, `is_inside`, `row_count`,
        `counted_count` (rows with findings counted), `visit_count`, `hit_count`, `hit_rate`.
    """
    found = queries.read(connection, __file__, year=year)
    both = _both(found)
    if both.empty:
        found = found.iloc[:0]
        return records.lacking(found, "magnifier", "inspections:outside")
    first = str(both["subject"].iloc[0])
    told = both.assign(hit_rate=both["hit_count"] / both["visit_count"])
    sides = told.loc[told["subject"] == first].set_index("is_inside")
    ratio = rates.rate_ratio(*(_counts(sides, side) for side in (False, True)))
    return queries.titled(
        told.reset_index(drop=True),
        subject_text=first,
        window_text=str(sides["window_text"].iloc[0]),
        inside_text=_rate(sides, True),
        outside_text=_rate(sides, False),
        has_ratio=ratio is not None,
        ratio_text=f"{ratio.value:.1f}" if ratio else "",
        interval_text=f"{ratio.interval.low:.1f}–{ratio.interval.high:.1f}" if ratio else "",
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Two bars per subject."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    figure = go.Figure()
    for side, colour in ((True, theme.PALETTE[0]), (False, theme.CANDIDATE)):
        part = frame.loc[frame["is_inside"] == side]
        name = "inside" if side else "outside"
        figure.add_bar(
            x=part["hit_rate"].tolist(),
            y=[theme.label(str(subject), width=18) for subject in part["subject"]],
            orientation="h",
            name=messages.say(language, f"magnifier.{name}"),
            marker={"color": colour},
            text=[
                f"{row['hit_rate']:.2f} ({row['hit_count']}/{row['visit_count']})"
                for row in part.to_dict("records")
            ],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    count = frame["subject"].nunique()
    figure.update_layout(height=2 * bars.height(count) - 60, barmode="group", showlegend=True)
    top = float(frame["hit_rate"].max())
    figure.update_xaxes(
        title=messages.say(language, "magnifier.hit_rate"),
        range=[0, max(top, 0.1) * 1.5],
        showgrid=False,
    )
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    ending = "" if frame.attrs["has_ratio"] else "_bare"
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)


def _both(found: pd.DataFrame) -> pd.DataFrame:
    """Subjects with counted visits on both sides."""
    if found.empty:
        return found
    counted = found.loc[found["counted_count"] > 0]
    sides = counted.groupby("subject")["is_inside"].nunique()
    return counted.loc[counted["subject"].map(sides) > 1]


def _counts(sides: pd.DataFrame, side: bool) -> list[tuple[int, int]]:
    row = sides.loc[sides.index == side].iloc[0]
    return [(int(row["hit_count"]), int(row["visit_count"]))]


def _rate(sides: pd.DataFrame, side: bool) -> str:
    [(hits, visits)] = _counts(sides, side)
    return f"{hits}/{visits}"
