"""The charts of page one; none of them names a unit (ruling 12)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, judged

_SILENT = "#eef1f4"  # behind a year of which nothing can be said


def redated_share(frame: pd.DataFrame, language: str) -> go.Figure:
    """What share of each year's issues is only re-dated, flagged and confirmed."""
    known = frame.loc[frame["status"] == "ok"]
    if known.empty:
        return _unsaid(frame, language, "redated_share")
    last = known.iloc[-1]
    figure = _yearly(frame, value="flagged_share", at="register_year", language=language)
    figure.data[0].update(
        name=messages.say(language, "overview.flagged"),
        marker={"color": theme.CANDIDATE, "pattern": bars.HATCH},
    )
    if frame["confirmed_share"].notna().any():
        figure.add_bar(
            x=_years(frame, "register_year"),
            y=frame["confirmed_share"].tolist(),
            name=messages.say(language, "overview.confirmed"),
            marker={"color": theme.CONFIRMED},
            hovertemplate="%{x}: %{y:.0%}<extra>%{fullData.name}</extra>",
        )
        figure.update_layout(showlegend=True)
        is_open = (frame["flagged_count"] > frame["confirmed_count"]).where(frame["status"] == "ok")
        figure.data[0].update(showlegend=bool(is_open.any()))
    ending = judged.ending(last["flagged_count"], last["confirmed_count"])
    return _said(figure, language, "redated_share", last, ending)


def return_by_year(frame: pd.DataFrame, language: str) -> go.Figure:
    """How often cured problems came back, by the year in which their measures took effect."""
    known = frame.loc[frame["status"] == "ok"]
    if known.empty:
        return _unsaid(frame, language, "return_by_year")
    figure = _yearly(frame, value="returned_share", at="start_year", language=language)
    figure.data[0].update(marker={"color": theme.PALETTE[0]})
    return _said(figure, language, "return_by_year", known.iloc[-1])


def mix_by_year(frame: pd.DataFrame, language: str) -> go.Figure:
    """What the registers of each year are made of, newest first."""
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
    return theme.apply(
        figure,
        language=language,
        name="mix_by_year",
        title=messages.say(language, f"overview.mix_by_year_title{kind}", **values),
        alt=messages.say(language, f"overview.mix_by_year_alt{kind}", **values),
    )


def _yearly(frame: pd.DataFrame, *, value: str, at: str, language: str) -> go.Figure:
    """One bar for each year with its interval; a grey field that says why where there is none."""
    shares = frame[value].astype("float64")
    figure = go.Figure()
    figure.add_bar(
        x=_years(frame, at),
        y=shares.tolist(),
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (frame["high"] - shares).fillna(0).tolist(),
            "arrayminus": (shares - frame["low"]).fillna(0).tolist(),
            "color": theme.INK,
            "thickness": 1.2,
            "width": 5,
        },
        hovertemplate="%{x}: %{y:.0%}<extra></extra>",
    )
    top = min(1.0, max([*frame["high"].dropna(), 0.1]) * 1.2)
    for place, row in enumerate(frame.to_dict("records")):
        if row["status"] == "ok":
            figure.add_annotation(_at_foot(place, messages.percent(language, row[value])))
        else:
            first = row["status"] == "no_baseline"
            key = "overview.year_no_baseline" if first else f"indicator.status_{row['status']}"
            words = messages.say(language, key)
            figure.add_shape(_field(place, top))
            figure.add_annotation(_within(place, top, words))
    figure.update_layout(
        showlegend=False,
        barmode="overlay",
        xaxis={"type": "category", "title": messages.say(language, f"overview.{at}")},
        yaxis={
            "range": [0, top],
            "tickformat": ".0%",
            "title": messages.say(language, f"overview.{value}"),
        },
    )
    return figure


def _at_foot(place: int, text: str) -> dict[str, Any]:
    """The share in the foot of its bar, where no line of an interval crosses it."""
    return {
        "x": place,
        "y": 0,
        "text": text,
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "bgcolor": theme.PAPER,
        "font": {"size": 15},
    }


def _field(place: int, top: float) -> dict[str, Any]:
    """The grey field of a year of which nothing can be said."""
    edges = {"x0": place - 0.42, "x1": place + 0.42, "y0": 0, "y1": top}
    return {"type": "rect", **edges, "fillcolor": _SILENT, "line_width": 0, "layer": "below"}


def _within(place: int, top: float, words: str) -> dict[str, Any]:
    """Why the year has no share."""
    return {
        "x": place,
        "y": top / 2,
        "text": theme.label(words, width=9),
        "showarrow": False,
        "font": {"color": theme.MUTED, "size": 13},
    }


def _said(
    figure: go.Figure, language: str, name: str, last: pd.Series[Any], ending: str = ""
) -> go.Figure:
    values = {str(key): value for key, value in last.items()}
    return theme.apply(
        figure,
        language=language,
        name=name,
        title=messages.say(language, f"overview.{name}_title{ending}", **values),
        alt=messages.say(language, f"overview.{name}_alt", **values),
    )


def _unsaid(frame: pd.DataFrame, language: str, name: str) -> go.Figure:
    status = frame["status"].iloc[-1] if len(frame) else "no_baseline"
    return bars.silent(
        language=language,
        name=name,
        title=messages.say(language, f"overview.{name}_question"),
        status=status,
        reason=messages.say(language, f"overview.{name}_{status}"),
    )


def _years(frame: pd.DataFrame, column: str) -> list[str]:
    return [str(year) for year in frame[column]]
