"""How many of the files that exist were checked, and in how many of these something was found."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages
from analysis.lenses import bars, printed, queries, records, titles

CHART = "plane_mirror.files_checked"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Files checked of files existing (a census checks all), year by year (domain.md 3.2).

    Returns:
        One row per year: `existing_count`, `checked_count` (no more than exist), `checked_share`
        (missing where nobody wrote down both), `hit_count` (files with a fault) of
        `counted_count` files checked where that was counted, `hit_share`, `unrecorded_count`
        (counts that lack a number), `beyond_count` (more checked than exist). Shares of all files
        are no sample and have no interval: `low` and `high` are missing.
    """
    counts = queries.recorded(connection, "clean.file_censuses", __file__, year=year, unit=unit)
    if counts.empty or not counts["existing_count"].sum():
        return records.lacking(counts, "plane_mirror", "file_censuses")
    whole = counts["existing_count"].replace(0, np.nan)
    counted = counts["counted_count"].replace(0, np.nan)
    found = counts.assign(
        checked_share=counts["checked_count"] / whole,
        hit_share=counts["hit_count"].astype("float64") / counted,
        low=np.nan,
        high=np.nan,
    )
    last = found.loc[found["checked_share"].notna()].iloc[-1]
    names = ("census_year", "existing_count", "checked_count", "counted_count")
    hits = 0 if pd.isna(last["hit_count"]) else int(last["hit_count"])
    return queries.titled(
        found,
        **{name: int(last[name]) for name in names},
        hit_count=hits,
        checked_share=float(last["checked_share"]),
        unrecorded_count=int(found["unrecorded_count"].sum()),
        beyond_count=int(found["beyond_count"].sum()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A bar per year: the share of the files that were checked; at its end files with a fault."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    drawn = frame.loc[frame["checked_share"].notna()]
    texts = [_text(row, language) for row in drawn.to_dict("records")]
    labels = [str(year) for year in drawn["census_year"]]
    ends = drawn.assign(high=drawn["checked_share"], low=drawn["checked_share"])
    figure = bars.shares(ends, value="checked_share", labels=labels, texts=texts)
    figure.data[0].update(error_x={"visible": False})
    figure.update_xaxes(title=messages.say(language, "plane_mirror.checked_share"))
    ending = "" if frame.attrs["counted_count"] else "_uncounted"
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)


def note(frame: pd.DataFrame, language: str) -> markup.Markup:
    """What was not written down, and what cannot be: more files checked than there are."""
    if records.is_lacking(frame):
        return markup.join()
    said = [
        messages.say(language, f"plane_mirror.files_{name}", **{f"{name}_count": count})
        for name in ("unrecorded", "beyond")
        if (count := frame.attrs[f"{name}_count"])
    ]
    return (
        markup.note(messages.say(language, "indicator.joint").join(said)) if said else markup.join()
    )


def _text(row: dict[Any, Any], language: str) -> str:
    counts = {str(key): value for key, value in row.items()}
    if pd.isna(row["hit_share"]):
        return messages.say(language, "plane_mirror.files_line_uncounted", **counts)
    return messages.say(language, "plane_mirror.files_line", **counts)
