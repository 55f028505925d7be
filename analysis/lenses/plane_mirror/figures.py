"""The charts of the plane mirror; units stand in the order of their names, not of their results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import bars, judged
from analysis.lenses.plane_mirror import remarks

_DRAWN = 40  # units that one chart can hold, the largest registers; the table has all of them
_NONE_FOUND = {
    "no_stale_dates": "none_found",
    "no_flags": "none_found",
    "no_earlier_register": "no_baseline",
}
_DATE_COLOURS = {
    "stale_text": theme.CANDIDATE,
    "stale_column": theme.PALETTE[4],
    "paradox": theme.PALETTE[3],
    "future": theme.PALETTE[0],
}


def redated_by_unit(frame: pd.DataFrame, language: str) -> go.Figure:
    """What share of each unit's register is only re-dated: candidates, and confirmed ones."""
    if not frame.attrs["compared_count"]:
        return _unsaid(frame, language, "redated_by_unit")
    drawn = _drawn(frame, "issue_count")
    labels = _labels(drawn, language)
    texts = [_counted(row, "flagged", "compared_count", language) for row in _rows(drawn)]
    figure = bars.shares(drawn, value="flagged_share", labels=labels, texts=texts)
    figure.data[0].update(
        marker={"color": theme.CANDIDATE, "pattern": bars.HATCH},
        name=messages.say(language, "plane_mirror.flagged"),
    )
    ending = _ending(frame)
    if frame.attrs["confirmed_count"]:
        confirmed = drawn["confirmed_count"] / drawn["compared_count"]
        figure.add_bar(
            x=confirmed.where(drawn["status"] == "ok").tolist(),
            y=labels,
            orientation="h",
            name=messages.say(language, "plane_mirror.confirmed"),
            marker={"color": theme.CONFIRMED},
            hoverinfo="skip",
        )
        figure.update_layout(showlegend=True)
        figure.data[0].update(showlegend=ending != "_settled")
        figure.data[1].update(showlegend=False)
    figure.update_xaxes(title=messages.say(language, "plane_mirror.flagged_share"))
    return _said(figure, frame, language, "redated_by_unit")


def redated_by_year(frame: pd.DataFrame, language: str) -> go.Figure:
    """The same share over the years: a row of fields for each unit, grey where none is said."""
    if not (frame["status"] == "ok").any():
        return _unsaid(frame, language, "redated_by_year")
    drawn = _drawn(frame, "issue_count")
    labels = _labels(drawn, language)
    years = [str(year) for year in sorted(drawn["register_year"].unique())]
    fields = {
        (label, str(row["register_year"])): (row["flagged_share"], _field(row, language))
        for label, row in zip(labels, _rows(drawn), strict=True)
    }
    rows = list(dict.fromkeys(labels))
    cells = [[fields.get((label, year), (None, "–")) for year in years] for label in rows]
    figure = go.Figure(
        go.Heatmap(
            z=[[None if pd.isna(share) else share for share, _ in row] for row in cells],
            x=years,
            y=rows,
            text=[[text for _, text in row] for row in cells],
            zmin=0,
            zmax=1,
            colorscale=[[0, "#fdf3ec"], [1, "#e8935f"]],
            showscale=False,
            xgap=3,
            ygap=3,
            hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
        )
    )
    _write_fields(figure, cells)
    figure.update_layout(height=bars.height(len(rows)), plot_bgcolor="#e6e9ed")
    figure.update_xaxes(type="category", title=messages.say(language, "plane_mirror.register_year"))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return _said(figure, frame, language, "redated_by_year")


def stale_dates(frame: pd.DataFrame, language: str) -> go.Figure:
    """How many issues carry a date that cannot be right, by kind, of the units that have any."""
    if not frame.attrs.get("issue_count"):
        return _unsaid(frame, language, "stale_dates")
    concerned = frame.groupby("unit", dropna=False)["issue_count"].transform("sum") > 0
    drawn = _drawn(frame.loc[concerned], "issue_count")
    figure = go.Figure()
    for kind, colour in _DATE_COLOURS.items():
        part = drawn.loc[drawn["date_class"] == kind]
        if frame.attrs[f"{kind}_count"]:
            figure.add_bar(
                x=part["issue_count"].tolist(),
                y=_labels(part, language),
                orientation="h",
                name=messages.say(language, f"class.dated_{kind}"),
                marker={"color": colour},
                text=[str(count) if count else "" for count in part["issue_count"]],
                textposition="inside",
                insidetextfont={"color": theme.PAPER},
                textangle=0,
                hovertemplate="%{y}: %{x}<extra>%{fullData.name}</extra>",
            )
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"traceorder": "normal"},
        height=bars.height(drawn["unit"].nunique(dropna=False)) + 70,
    )
    figure.update_xaxes(**_whole_numbers(frame.attrs["issue_count"], language))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return _said(figure, frame, language, "stale_dates")


def mix_by_unit(frame: pd.DataFrame, language: str) -> go.Figure:
    """What each unit's register is made of: only re-dated, doubtful, declared, evidenced, new."""
    if not (frame["status"] == "ok").any():
        return _unsaid(frame, language, "mix_by_unit")
    drawn = _drawn(frame.loc[frame["status"] == "ok"], "issue_count")
    labels = list(dict.fromkeys(_labels(drawn, language)))
    figure = bars.mix(drawn, labels=labels, language=language)
    return _said(figure, frame, language, "mix_by_unit")


def new_findings(frame: pd.DataFrame, language: str) -> go.Figure:
    """What share of each unit's problems no earlier register of the unit had."""
    if frame.empty:
        return _unsaid(frame, language, "new_findings")
    drawn = _drawn(frame, "problem_count")
    texts = [_counted(row, "new", "problem_count", language) for row in _rows(drawn)]
    figure = bars.shares(drawn, value="new_share", labels=_labels(drawn, language), texts=texts)
    figure.data[0].update(marker={"color": theme.HONEST})
    figure.update_xaxes(title=messages.say(language, "plane_mirror.new_share"))
    return _said(figure, frame, language, "new_findings")


def flagged_rows(frame: pd.DataFrame, language: str) -> go.Figure:
    """What the flagged issues are copies of: how many of each class."""
    counts: Mapping[str, int] = frame.attrs["class_counts"]
    if not counts:
        return _unsaid(frame, language, "flagged_rows")
    labels = [theme.label(messages.say(language, f"class.{name}"), width=16) for name in counts]
    figure = go.Figure()
    figure.add_bar(
        x=list(counts.values()),
        y=labels,
        orientation="h",
        marker={"color": theme.CANDIDATE, "pattern": bars.HATCH},
        text=[str(count) for count in counts.values()],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(height=bars.height(len(labels)), showlegend=False)
    figure.update_xaxes(**_whole_numbers(frame.attrs["flagged_count"], language))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return _said(figure, frame, language, "flagged_rows")


def _drawn(frame: pd.DataFrame, size: str) -> pd.DataFrame:
    """The rows of the units with most issues, in the order of the frame."""
    sizes = frame.groupby("unit", dropna=False, sort=False)[size].sum()
    largest = sizes.nlargest(_DRAWN, keep="first").index
    return frame.loc[frame["unit"].isin(largest)]


def _labels(frame: pd.DataFrame, language: str) -> list[str]:
    small = messages.say(language, "plane_mirror.small_units")
    return [theme.label(small if pd.isna(unit) else unit, width=14) for unit in frame["unit"]]


def _whole_numbers(count: int, language: str) -> dict[str, Any]:
    """An axis of issues, which has no halves."""
    title = messages.say(language, "plane_mirror.issue_count")
    steps = {"dtick": 1} if count < 10 else {"nticks": 6}
    return {"title": title, "tickformat": ",d", "rangemode": "tozero", **steps}


def _rows(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _counted(row: Mapping[Any, Any], part: str, total: str, language: str) -> str:
    """Share and n, or in words why there is no share."""
    if row["status"] != "ok":
        return messages.say(language, f"indicator.status_{row['status']}")
    share = messages.percent(language, row[f"{part}_share"])
    return f"{share} ({row[f'{part}_count']}/{row[total]})"


def _field(row: Mapping[Any, Any], language: str) -> str:
    if row["status"] == "ok":
        return messages.percent(language, row["flagged_share"])
    return messages.say(language, f"plane_mirror.field_{row['status']}")


def _write_fields(figure: go.Figure, cells: Sequence[Sequence[tuple[Any, str]]]) -> None:
    """The words in every field, also in those that have no value and so no colour."""
    for y, row in enumerate(cells):
        for x, (share, text) in enumerate(row):
            figure.add_annotation(
                x=x,
                y=y,
                text=theme.label(text, width=8),
                showarrow=False,
                font={"size": 13, "color": theme.MUTED if pd.isna(share) else theme.INK},
            )


def _ending(frame: pd.DataFrame) -> str:
    """How far the flags of the frame are judged, where its title says so."""
    if "confirmed_count" not in frame.attrs:
        return ""
    return judged.ending(frame.attrs["flagged_count"], frame.attrs["confirmed_count"])


def _said(figure: go.Figure, frame: pd.DataFrame, language: str, name: str) -> go.Figure:
    values = {str(key): value for key, value in frame.attrs.items()}
    title = messages.say(language, f"plane_mirror.{name}_title{_ending(frame)}", **values)
    if values.get("unit_count", 0) > _DRAWN:
        title += messages.say(language, "plane_mirror.drawn", drawn_count=_DRAWN, **values)
    alt = messages.say(language, f"plane_mirror.{name}_alt", **values)
    alt += remarks.doubtful(values.get("doubtful_counts", {}), language)
    return theme.apply(figure, language=language, name=name, title=title, alt=alt)


def _unsaid(frame: pd.DataFrame, language: str, name: str) -> go.Figure:
    reason = frame.attrs["reason"]
    return bars.silent(
        language=language,
        name=name,
        title=messages.say(language, f"plane_mirror.{name}_question"),
        status=_NONE_FOUND.get(reason, reason),
        reason=messages.say(language, f"plane_mirror.unsaid_{reason}"),
    )
