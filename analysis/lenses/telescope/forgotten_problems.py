"""The recurring problems that no item of the plan takes up, the heaviest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.lenses.telescope import plans as choice

CHART = "telescope.forgotten_problems"
_FIELDS, _ROWS = 12, 20


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Recurring problems that the plan forgot.

    Returns:
        One row per problem: `problem_id`, `label` (its latest words), `unit` and `unit_count`,
        `field` (category, else clause), `year_count`, `first_year`, `last_year`,
        `severity_level`, `is_graded` (a register grades it; else it is taken as ordinary),
        `is_only_copied` (all its entries in these years are re-dated copies), `weight`.
    """
    found = choice.read(connection, __file__, year=year, unit=unit)
    if not found.attrs["has_plan"]:
        return records.lacking(found, "telescope", "plan_items")
    ungraded = int((~found["is_graded"]).sum()) if len(found) else 0
    return queries.titled(
        found,
        reason="nothing_forgotten",
        forgotten_count=len(found),
        ungraded_count=ungraded,
        copied_count=int(found["is_only_copied"].sum()) if len(found) else 0,
        unit_count=int(found["unit"].nunique()) if len(found) else 0,
        top_text=str(found["label"].iloc[0]) if len(found) else "",
        top_field=_top_field(found),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Forgotten problems by field of work, the heaviest fields first."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    if frame.empty:
        return titles.unsaid(frame, CHART, language)
    drawn = _by_field(frame, language).head(_FIELDS)
    labels = [theme.label(str(field), width=18) for field in drawn["field"]]
    counted = drawn[["problem_count", "unit_count"]].to_dict("records")
    texts = [
        messages.say(language, "telescope.in_field", **{str(name): row[name] for name in row})
        for row in counted
    ]
    weights = drawn["weight"].tolist()
    axis = {"title": messages.say(language, "telescope.weight"), "range": [0, max(weights) * 1.6]}
    figure = bars.told(weights, labels, texts, colour=theme.CANDIDATE, axis=axis)
    return titles.said(figure, CHART, language, printed.values(frame, language))


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The heaviest forgotten problems in words, with the parts of their weight."""
    if frame.empty:
        return markup.join()
    rows = frame.head(_ROWS)
    rows = rows.assign(
        years=rows["first_year"].astype(str) + "–" + rows["last_year"].astype(str),
        parts=[
            messages.say(
                language, "telescope.parts", level_text=f"{row['severity_level']:g}", **_years(row)
            )
            for row in rows.to_dict("records")
        ],
    )
    columns = ("label", "unit", "field", "years", "parts")
    caption = messages.say(
        language,
        "telescope.forgotten_caption",
        row_count=min(_ROWS, len(frame)),
        forgotten_count=len(frame),
    )
    labels = {name: messages.say(language, f"telescope.column_{name}") for name in columns}
    return markup.table(rows, caption=caption, labels=labels)


def _years(row: Mapping[Any, Any]) -> dict[str, object]:
    return {"year_count": row["year_count"], "weight_text": f"{row['weight']:g}"}


def _by_field(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    other = messages.say(language, "telescope.no_field")
    grouped = frame.assign(field=frame["field"].fillna(other)).groupby("field", as_index=False)
    sums = grouped.agg(
        weight=("weight", "sum"),
        problem_count=("problem_id", "size"),
        unit_count=("unit", "nunique"),
    )
    return sums.sort_values(["weight", "field"], ascending=[False, True], kind="stable")


def _top_field(found: pd.DataFrame) -> str:
    named = found.dropna(subset=["field"]) if len(found) else found
    if named.empty:
        return ""
    sums = named.groupby("field")["weight"].sum().sort_values(ascending=False, kind="stable")
    return str(sums.index[0])
