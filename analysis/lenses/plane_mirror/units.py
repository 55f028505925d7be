"""Charts with a row for each unit: which are drawn, their names, shares and titles."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import judged, printed, shares

_DRAWN = 40  # units that one chart can hold, the largest registers; the table has all of them


def drawn(frame: pd.DataFrame, size: str) -> pd.DataFrame:
    """The rows of the units with most issues, in the order of the frame."""
    sizes = frame.groupby("unit", dropna=False, sort=False)[size].sum()
    largest = sizes.nlargest(_DRAWN, keep="first").index
    return frame.loc[frame["unit"].isin(largest)]


def labels(frame: pd.DataFrame, language: str) -> list[str]:
    """The name of each row's unit, ready for the chart; small units have one name together."""
    small = messages.say(language, "plane_mirror.small_units")
    return [theme.label(small if pd.isna(unit) else unit, width=14) for unit in frame["unit"]]


def with_share(counts: pd.DataFrame, small_count: int) -> pd.DataFrame:
    """The counts with `flagged_share`, `low`, `high` and `status` (`shares.compared`)."""
    status = shares.compared(counts, small_count)
    valued = shares.of(counts, part="flagged", whole="compared", status=status)
    return counts.drop(columns="is_catalogue").assign(**valued, status=status)


def reason(counts: pd.DataFrame) -> str:
    """Why no share of the frame can be said, should there be none."""
    if len(counts) and counts["is_catalogue"].all():
        return "not_applicable"
    return "suppressed" if counts["compared_count"].sum() else "no_baseline"


def ending(frame: pd.DataFrame) -> str:
    """How far the flags of the frame are judged, where its title says so."""
    if "confirmed_count" not in frame.attrs:
        return ""
    return judged.ending(frame.attrs["flagged_count"], frame.attrs["confirmed_count"])


def said(
    figure: go.Figure, frame: pd.DataFrame, chart: str, language: str, more_alt: str = ""
) -> go.Figure:
    """The figure with its title and alternative; units stand in the order of their names.

    Args:
        figure: what was drawn.
        frame: its attributes are what the messages print.
        chart: `plane_mirror.<chart>`.
        language: one of `messages.LANGUAGES`.
        more_alt: what the alternative says besides.
    """
    values = printed.values(frame, language)
    title = messages.say(language, f"{chart}_title{ending(frame)}", **values)
    if values.get("unit_count", 0) > _DRAWN:
        title += messages.say(language, "plane_mirror.drawn", drawn_count=_DRAWN, **values)
    alt = messages.say(language, f"{chart}_alt", **values) + more_alt
    name = chart.partition(".")[2]
    return theme.apply(figure, language=language, name=name, title=title, alt=alt)
