"""The flagged issues: what they are copies of, and the list with both texts and their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, theme
from analysis.lenses import bars, places, printed, queries, titles
from analysis.lenses.plane_mirror import units

_COLUMNS = ("unit", "now", "before", "class", "verdict", "card")
_CARDS = "flags.html"  # the page that has a card for every flag


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Issues of `year` flagged as only re-dated, dismissed ones too, beside what they repeat."""
    flagged = queries.read(connection, __file__, year=year, unit=unit)
    standing = flagged.loc[flagged["verdict"].ne("dismissed") | flagged["verdict"].isna()]
    counts = standing["shown_class"].value_counts().sort_index()
    return queries.titled(
        flagged.drop(columns=["is_baseline", "has_carry_over"]),
        register_year=year,
        reason="no_flags",
        flagged_count=len(standing),
        open_count=int(standing["prior_closed_date"].isna().sum()),
        unasked_count=int((~standing["has_carry_over"]).sum()),
        dismissed_count=len(flagged) - len(standing),
        confirmed_count=int(flagged["verdict"].eq("confirmed").sum()),
        first_flagged_count=int(standing["is_baseline"].sum()),
        unit_count=standing["unit"].nunique(),
        class_counts={str(name): int(count) for name, count in counts.items()},
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """What the flagged issues are copies of: how many of each class."""
    counts: Mapping[str, int] = frame.attrs["class_counts"]
    if not counts:
        return titles.unsaid(frame, "plane_mirror.flagged_rows", language)
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
    title = messages.say(language, "plane_mirror.issue_count")
    figure.update_xaxes(**bars.whole_numbers(frame.attrs["flagged_count"], title))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return units.said(figure, frame, "plane_mirror.flagged_rows", language)


def listed(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The flagged issues as the page lists them: both texts, each with where it stands."""
    rows = frame.to_dict("records")
    columns = {
        "unit": frame["unit"],
        "now": [_with_place(row, "", language) for row in rows],
        "before": [_with_place(row, "prior_", language) for row in rows],
        "class": [messages.say(language, f"class.{row['shown_class']}") for row in rows],
        "verdict": [messages.say(language, f"class.verdict_{_verdict(row)}") for row in rows],
        # An object: a column of texts would forget that a link is markup.
        "card": pd.Series([_card(row, language) for row in rows], dtype="object"),
    }
    return pd.DataFrame(columns)


def labels(language: str) -> dict[str, str]:
    """Column of `listed` → its heading."""
    return {name: messages.say(language, f"plane_mirror.column_{name}") for name in _COLUMNS}


def caption(frame: pd.DataFrame, language: str, row_count: int) -> str:
    """What the list holds, and how many rows of it the page leaves to the CSV file."""
    key = "all" if len(frame) <= row_count else "cut"
    totals = printed.values(frame, language)
    said = messages.say(
        language,
        f"plane_mirror.flagged_{key}{units.ending(frame)}",
        shown_count=row_count,
        **totals,
    )
    if key == "cut":
        said += _by_unit(frame, language)
    if totals["first_flagged_count"]:
        said += messages.say(language, "plane_mirror.flagged_first", **totals)
    if totals["dismissed_count"]:
        said += messages.say(language, "plane_mirror.flagged_dismissed", **totals)
    return said


def _with_place(row: Mapping[Any, Any], prefix: str, language: str) -> str:
    place = places.place(row, prefix, language)
    text = str(row[f"{prefix}issue_text"])
    return messages.say(language, "plane_mirror.listed", text=text, place_text=place)


def _card(row: Mapping[Any, Any], language: str) -> markup.Markup | None:
    """A link to the card; a flag that was dismissed has none."""
    if _verdict(row) == "dismissed":
        return None
    text = messages.say(language, "plane_mirror.column_card")
    return markup.element("a", text, href=f"{_CARDS}#issue-{row['issue_id']}")


def _verdict(row: Mapping[Any, Any]) -> str:
    return "candidate" if pd.isna(row["verdict"]) else str(row["verdict"])


def _by_unit(frame: pd.DataFrame, language: str) -> str:
    """How many issues each unit has in the csv file, in the order of the list."""
    counts = frame["unit"].value_counts(sort=False)
    listed = [
        messages.say(language, "plane_mirror.flagged_unit", unit_text=str(unit), issue_count=count)
        for unit, count in counts.items()
    ]
    text = messages.say(language, "plane_mirror.list").join(listed)
    return messages.say(language, "plane_mirror.flagged_units", units_text=text)
