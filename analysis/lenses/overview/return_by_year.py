"""How often cured problems came back, by the year in which their measures took effect."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, outcomes, theme
from analysis.lenses import looking, queries, shares, titles
from analysis.lenses.overview import yearly

_OTHERS = ("other_value", "worst_value")


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, small_count: int) -> pd.DataFrame:
    """How many cured problems came back in the next year looked at, by year of the measure.

    Returns:
        One row per year in which measures took effect, up to `year`: the counts of the query,
        `returned_share` with `low` and `high`, `other_value` and `worst_value` (the share under the
        other treatments of unlooked years), and `status`: `ok`, `too_early`, `not_looked_for`,
        `no_denominator` or `suppressed`. The newest year is always censored.
    """
    outcomes.treat(connection)
    counts = queries.read(connection, __file__, year=year)
    rows = counts.itertuples()
    status = pd.Series(
        [_followed(row, year=year, small_count=small_count) for row in rows], dtype="object"
    )
    valued = shares.of(counts, part="returned", whole="followed", status=status)
    others = counts[list(_OTHERS)].where(status == "ok")
    return counts.drop(columns=list(shares.UNITS)).assign(**valued, **others, status=status)


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """How often cured problems came back, by the year in which their measures took effect."""
    known = frame.loc[frame["status"] == "ok"]
    if known.empty:
        return yearly.unsaid(frame, "overview.return_by_year", language)
    figure = yearly.bars(frame, value="returned_share", at="start_year", language=language)
    figure.data[0].update(marker={"color": theme.PALETTE[0]})
    last: dict[Any, Any] = known.to_dict("records")[-1]
    return titles.said(figure, "overview.return_by_year", language, last)


def beside(frame: pd.DataFrame, language: str) -> list[str]:
    """What other rules of looking would give for the last year with a share, and what is beside."""
    known = frame.loc[frame["status"] == "ok"]
    if known.empty:
        return []
    row: dict[Any, Any] = known.to_dict("records")[-1]
    told = looking.of_share(row | {"is_inspected": row["inspected_count"] > 0}, language)
    return [
        messages.say(language, "looking.of_year", start_year=row["start_year"], said_text=said)
        for said in told
    ]


def _followed(row: Any, *, year: int, small_count: int) -> str:
    """Whether the year's spells give a rate; where none was looked for, why not."""
    if not row.spell_count:
        return "no_denominator"
    if row.start_year >= year:
        return "too_early"
    if not row.followed_count:
        return "not_looked_for" if row.not_looked_for_count else "too_early"
    return "ok" if row.followed_count >= small_count else "suppressed"
