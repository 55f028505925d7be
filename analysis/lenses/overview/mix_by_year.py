"""What the registers of each year are made of, by group of classes."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, groups, queries, titles
from analysis.lenses.overview import yearly


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """What the registers of each year up to `year` are made of, by group of classes.

    `attrs["is_catalogue"]` says that all texts are sentences of a code list.
    """
    counted = queries.read(connection, __file__, year=year)
    mixed = groups.gather(counted, by=["register_year"])
    return queries.titled(mixed, is_catalogue=bool(counted["is_catalogue"].all()))


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """What the registers of each year are made of, newest first."""
    if frame.empty:
        return yearly.unsaid(frame, "overview.mix_by_year", language)
    newest_first = frame.sort_values("register_year", ascending=False, kind="stable")
    years = [str(year) for year in newest_first["register_year"].unique()]
    figure = bars.mix(newest_first, labels=years, language=language)
    figure.update_yaxes(title=messages.say(language, "overview.register_year"))
    if frame.attrs["is_catalogue"]:  # nothing in a code list is evidence
        evidenced = messages.say(language, "class.group_evidenced")
        known = messages.say(language, "class.group_evidenced_catalogue")
        figure.update_traces(name=known, selector={"name": theme.label(evidenced, width=40)})
    last = newest_first.loc[newest_first["register_year"] == newest_first["register_year"].max()]
    counts = {f"{row.class_group}_count": row.issue_count for row in last.itertuples()}
    values = {"register_year": last["register_year"].iloc[0], **counts}
    kind = "_catalogue" if frame.attrs["is_catalogue"] else ""
    return titles.said(figure, "overview.mix_by_year", language, values, kind)
