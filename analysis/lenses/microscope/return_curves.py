"""Share of problems back after each looked-for year by band; below, how many were followed."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, outcomes, theme
from analysis.lenses import looking, queries, titles
from analysis.lenses.microscope import bands, comparisons
from analysis.statistics import clustered

_DASHES = {"low": "solid", "middle": "dash", "high": "dot", "unscored": "solid"}


_SYMBOLS = {"low": "circle", "middle": "square", "high": "diamond", "unscored": "circle"}


_COLUMNS = (
    "looked_year",
    "at_risk_count",
    "returned_count",
    "held_count",
    "returned_share",
    "low",
    "high",
    "status",
)


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many cured problems had come back after each whole year in which someone looked.

    Kaplan-Meier by band of the quantification score (`low`, `middle`, `high`, or `unscored`
    without a measure text) over the spells begun up to `year`, as known now. A return within the
    start year counts as one in the first year; spells held so far leave where looking ended, and
    spells that are too early or that nobody looked for never enter.

    Returns:
        One row per band and looked-for year (0 is the start: nothing has come back):
        `at_risk_count`, `returned_count`, `held_count`, `returned_share` with `low` and `high` (95
        %, Wilson's on as many cases as the problems of so many units are worth), `is_last`,
        `other_value` and `worst_value` (the share under the other treatments of unlooked years),
        and `status`, `ok` or `suppressed` (fewer than `small_count` followed that long).
    """
    outcomes.treat(connection)
    every = queries.read(connection, __file__, year=year, unit=unit)
    counts = _of(every, "main")
    frame = _curves(counts, small_count)
    for name in looking.OTHERS:
        frame = frame.merge(
            _other(every, name, small_count), how="left", on=["band", "looked_year"]
        )
    is_said = (frame["status"] == "ok") & (frame["looked_year"] > 0)
    values = [f"{name}_value" for name in looking.OTHERS]
    frame[values] = frame[values].where(is_said)
    totals = (
        "returned_count", "held_count", "too_early_count", "not_looked_for_count",
        "unvisited_count", "possible_count",
    )  # fmt: skip
    return queries.titled(
        frame.reset_index(drop=True),
        register_year=year,
        reason=_follow_reason(counts),
        is_inspected=bool(counts["is_inspected"].any()),
        **{name: int(counts[name].sum()) for name in totals},
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share of problems back after each looked-for year by band; below, how many were followed."""
    drawn = frame.loc[frame["status"] == "ok"]
    if not (drawn["looked_year"] > 0).any():
        return titles.unsaid(frame, "microscope.return_curves", language)
    values = comparisons.values(frame, language)
    return titles.said(_panel(drawn, language), "microscope.return_curves", language, values)


def beside(frame: pd.DataFrame, language: str) -> list[str]:
    """What other treatments of unlooked years give for the first year looked at."""
    first = frame.loc[(frame["looked_year"] == 1) & (frame["status"] == "ok")]
    named = [
        (messages.say(language, f"microscope.band_{row['band']}_short"), row)
        for row in first.assign(is_inspected=frame.attrs["is_inspected"]).to_dict("records")
    ]
    return [
        messages.say(language, "looking.of_first", said_text=each)
        for each in looking.of_several(named, language)
    ]


def returned(counts: pd.DataFrame, small_count: int) -> pd.DataFrame:
    """The Kaplan-Meier share returned after each looked-for year, from one band's counts.

    Args:
        counts: `unit`, `looked_year`, `returned_count` and `held_count`; year 0 never enters.
        small_count: from how many still followed the share is said.
    """
    followed = counts.loc[counts["looked_year"] > 0]
    if followed.empty:
        return pd.DataFrame(columns=[*_COLUMNS, "is_last"])
    periods = at_risk(followed)
    table = clustered.life_table(
        periods["unit"], periods["looked_year"], periods["event_count"], periods["trial_count"]
    )
    ends = followed.groupby("looked_year")[["returned_count", "held_count"]].sum()
    ends = ends.reindex(range(1, len(table.shares) + 1), fill_value=0)
    shown = table.at_risk >= max(small_count, 1)
    limits = [(each.share, *each.interval) for each in table.shares]
    shares = np.where(shown[:, None], np.array(limits), np.nan).T
    said = np.where(shown, "ok", "suppressed")
    columns = [ends.index, table.at_risk, ends["returned_count"], ends["held_count"], *shares, said]
    values = pd.DataFrame(dict(zip(_COLUMNS, map(np.asarray, columns), strict=True)))
    start = [0, int(ends.to_numpy().sum()), 0, 0, 0.0, 0.0, 0.0, "ok"]
    whole = pd.concat([pd.DataFrame([start], columns=list(_COLUMNS)), values], ignore_index=True)
    last = int(whole.loc[whole["status"] == "ok", "looked_year"].max())
    return whole.assign(is_last=whole["looked_year"] == last)


def at_risk(followed: pd.DataFrame) -> pd.DataFrame:
    """Problems at risk and returns of each unit and looked-for year, from how long spells lasted.

    Args:
        followed: `unit`, `looked_year` (the last one), `returned_count`, `held_count`.
    """
    lasted = followed.loc[followed.index.repeat(followed["looked_year"])]
    period = lasted.groupby(level=0).cumcount() + 1
    is_last = (period == lasted["looked_year"]).to_numpy()
    table = pd.DataFrame(
        {
            "unit": lasted["unit"].to_numpy(),
            "looked_year": period.to_numpy(),
            "trial_count": (lasted["returned_count"] + lasted["held_count"]).to_numpy(),
            "event_count": np.where(is_last, lasted["returned_count"], 0),
        }
    )
    return table.groupby(["unit", "looked_year"], as_index=False).sum()


def _of(every: pd.DataFrame, treatment: str) -> pd.DataFrame:
    return every.loc[every["treatment"] == treatment]


def _curves(counts: pd.DataFrame, small_count: int) -> pd.DataFrame:
    """The curves of all bands one below the other."""
    names = [str(band) for band in counts["band"].unique()] or ["unscored"]
    curves = [returned(counts.loc[counts["band"] == band], small_count) for band in names]
    return pd.concat([each.assign(band=band) for band, each in zip(names, curves, strict=True)])


def _other(every: pd.DataFrame, treatment: str, small_count: int) -> pd.DataFrame:
    """The shares of another treatment of unlooked years, by band and year."""
    frame = _curves(_of(every, treatment), small_count)
    named = frame.rename(columns={"returned_share": f"{treatment}_value"})
    return named[["band", "looked_year", f"{treatment}_value"]]


def _follow_reason(counts: pd.DataFrame) -> str:
    """Why there is no curve, should there be none."""
    if counts[["returned_count", "held_count"]].to_numpy().sum():
        return "suppressed"
    if counts["not_looked_for_count"].sum():
        return "not_looked_for"
    return "too_early" if counts["too_early_count"].sum() else "no_spells"


def _panel(drawn: pd.DataFrame, language: str) -> go.Figure:
    """One step line for each band above, the numbers still followed below on the same years.

    Args:
        drawn: rows of `frame` that have a share.
        language: one of `messages.LANGUAGES`.
    """
    figure = go.Figure()
    names = list(drawn["band"].unique())
    for place, band in enumerate(names):
        figure.add_trace(_curve(drawn.loc[drawn["band"] == band], band, place, language))
    for band in names:
        figure.add_trace(_followed(drawn.loc[drawn["band"] == band], band, language))
    top = min(1.0, max(0.2, float(drawn["high"].max())) * 1.1)
    figure.update_layout(
        height=470,
        xaxis={
            "title": theme.label(messages.say(language, "microscope.looked_year"), width=38),
            "dtick": 1,
        },
        yaxis={
            "title": messages.say(language, "microscope.returned_share"),
            "tickformat": ".0%",
            "range": [0, top],
            "domain": [0.32, 1],
        },
        yaxis2={
            "title": messages.say(language, "microscope.followed"),
            "domain": [0, 0.2],
            "showgrid": False,
            "range": [len(names) - 0.4, -0.6],
            "showticklabels": False,
        },
    )
    figure.update_xaxes(anchor="y2", range=[-0.3, float(drawn["looked_year"].max()) + 0.4])
    return figure


def _curve(rows: pd.DataFrame, band: str, place: int, language: str) -> go.Scatter:
    """A step line with its interval; the last point is hollow: those held are still watched."""
    colour = bands.COLOURS[band]
    return go.Scatter(
        x=[year + 0.06 * place for year in rows["looked_year"]],
        y=rows["returned_share"].tolist(),
        mode="lines+markers",
        cliponaxis=False,
        name=theme.label(bands.label(band, language, width=40), width=40),
        line={"color": colour, "dash": _DASHES[band], "shape": "hv", "width": 2.5},
        marker={
            "symbol": _SYMBOLS[band],
            "size": 10,
            "color": [theme.PAPER if last else colour for last in rows["is_last"]],
            "line": {"color": colour, "width": 2},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (rows["high"] - rows["returned_share"]).tolist(),
            "arrayminus": (rows["returned_share"] - rows["low"]).tolist(),
            "thickness": 1.2,
            "width": 4,
        },
        hovertemplate="%{y:.0%}<extra>%{fullData.name}</extra>",
    )


def _followed(rows: pd.DataFrame, band: str, language: str) -> go.Scatter:
    return go.Scatter(
        x=rows["looked_year"].tolist(),
        y=[band] * len(rows),
        text=[messages.number(language, count) for count in rows["at_risk_count"]],
        mode="text",
        yaxis="y2",
        textfont={"color": bands.COLOURS[band], "size": 13},
        showlegend=False,
        hoverinfo="skip",
    )
