"""Which problems how many units have, year by year, of the units where somebody looked."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, settings, theme
from analysis.lenses import bars, printed, queries, records, titles

CHART = "magnifier.prevalence"
_ROWS, _YEARS = 15, 6


def frame(
    connection: duckdb.DuckDBPyConnection,
    *,
    year: int,
    limits: settings.Magnifier | None = None,
) -> pd.DataFrame:
    """The prevalence of each subject in each year: units that have it of units looked at.

    A subject is a clause, else a field of work, else a sentence of a code list. A year in which
    nobody looked has no prevalence; units that have it though nobody looked, and units that only
    filed a re-dated copy, are counted beside.

    Returns:
        One row per subject and year: `subject`, `register_year`, `looked_unit_count`,
        `having_unit_count`, `unlooked_unit_count`, `copied_unit_count`, `prevalence_share`,
        `is_common` (of half the units, or three units, by the settings).
    """
    told = limits or settings.load().magnifier
    counts = queries.read(connection, __file__, year=year)
    if counts.empty:
        return records.lacking(counts, "magnifier", "registers")
    looked = counts["looked_unit_count"].replace(0, np.nan)
    share = counts["having_unit_count"] / looked
    is_common = are_common(counts["having_unit_count"], share, told)
    found = counts.assign(prevalence_share=share, is_common=is_common)
    latest = found.loc[found["register_year"] == year]
    common = latest.loc[latest["is_common"]].sort_values(
        ["prevalence_share", "having_unit_count", "subject"],
        ascending=[False, False, True],
        kind="stable",
    )
    return queries.titled(
        found.drop(columns="subject_key"),
        register_year=year,
        reason="not_looked_for",
        subject_count=int(found["subject_key"].nunique()),
        common_count=len(common),
        unlooked_count=int((latest["looked_unit_count"] == 0).sum()),
        top_text=str(common["subject"].iloc[0]) if len(common) else "",
        top_share=float(common["prevalence_share"].iloc[0]) if len(common) else float("nan"),
        having_count=int(common["having_unit_count"].iloc[0]) if len(common) else 0,
        looked_count=int(common["looked_unit_count"].iloc[0]) if len(common) else 0,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A heat map of subjects and years; an empty cell is a year in which nobody looked."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    if frame["prevalence_share"].isna().all():
        return titles.unsaid(frame, CHART, language)
    drawn = _drawn(frame)
    labels = [theme.label(_shortened(str(name)), width=22) for name in drawn.index]
    figure = go.Figure()
    figure.add_heatmap(
        z=drawn.astype(float).where(drawn.notna(), None).to_numpy().tolist(),
        x=[str(year) for year in drawn.columns],
        y=labels,
        text=_texts(frame, drawn),
        texttemplate="%{text}",
        zmin=0,
        zmax=1,
        colorscale=[[0, "#f3f5f8"], [0.5, "#f0b58c"], [1, theme.CANDIDATE]],
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )
    figure.update_layout(height=bars.height(len(labels)) + 40)
    figure.update_xaxes(side="top", type="category", showgrid=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    ending = "" if frame.attrs["common_count"] else "_none"
    values = printed.values(frame, language)
    return titles.said(figure, CHART, language, values, ending)


def note(frame: pd.DataFrame, language: str) -> str:
    """What the empty cells are, and what is counted beside."""
    return messages.say(language, "magnifier.prevalence_note")


def are_common(
    having: pd.Series[int], share: pd.Series[float], limits: settings.Magnifier
) -> pd.Series[bool]:
    """Which problems so many units have, or so great a share of those looked at, as is common."""
    is_much = (share >= limits.common_share) | (having >= limits.common_units)
    return (having >= limits.least_units) & is_much & share.notna()


def _drawn(frame: pd.DataFrame) -> pd.DataFrame:
    """The subjects that most units have in the last years, as a table of shares."""
    last = int(frame["register_year"].max())
    recent = frame.loc[frame["register_year"] > last - _YEARS]
    table = recent.pivot_table(
        index="subject", columns="register_year", values="prevalence_share", dropna=False
    )
    units = recent.groupby("subject")["having_unit_count"].max()
    share = table.max(axis=1)
    order = pd.DataFrame({"share": share, "units": units.reindex(table.index)})
    several = recent.groupby("subject")["looked_unit_count"].max().reindex(table.index) > 1
    shown = several if several.any() else order["share"].notna()
    order = order.loc[shown & order["share"].notna()].sort_values(
        ["units", "share"], ascending=False, kind="stable"
    )
    return table.loc[order.index[:_ROWS]]


def _texts(frame: pd.DataFrame, drawn: pd.DataFrame) -> list[list[str]]:
    counts = frame.drop_duplicates(["subject", "register_year"]).set_index(
        ["subject", "register_year"]
    )
    return [
        [
            ""
            if pd.isna(drawn.loc[subject, year])
            else f"{counts.loc[(subject, year), 'having_unit_count']}"
            f"/{counts.loc[(subject, year), 'looked_unit_count']}"
            for year in drawn.columns
        ]
        for subject in drawn.index
    ]


def _shortened(text: str) -> str:
    length = 40 if text.isascii() else 20
    return text if len(text) <= length else f"{text[: length - 1]}…"
