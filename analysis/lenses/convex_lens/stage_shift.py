"""In which stage problems were found, by year."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import printed, queries, records, titles
from analysis.statistics import clustered

_PRODUCTION = 3  # ordinal of the stage after which finding is late


_FEWEST_CASES = 10  # cases of a year below which no difference in points is said


_STAGES = {
    "planning": theme.HONEST,
    "construction": theme.PALETTE[4],
    "production": theme.CANDIDATE,
}


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """In which stage problems were found, by year; empty where no stage is recorded.

    Returns:
        One row per year and stage with `found_count` and `found_share`; in `attrs` the share
        found before production in the first and the last year, the difference and its interval,
        which allows for likeness within units.
    """
    counts = queries.recorded(connection, "clean.status_events", __file__, year=year, unit=unit)
    asked = {"register_year": year}
    if counts.empty:
        return records.lacking(queries.titled(counts, **asked), "convex_lens", "status_events")
    by_stage = ["register_year", "stage_ordinal", "stage"]
    found = counts.groupby(by_stage, as_index=False).agg(found_count=("found_count", "sum"))
    totals = found.groupby("register_year")["found_count"].transform("sum")
    shared = found.assign(found_share=found["found_count"] / totals)
    return queries.titled(shared, **asked, **_before_production(counts))


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """In which stage problems were found, by year."""
    if records.is_lacking(frame):
        return records.nothing(frame, "convex_lens.stage_shift", language)
    figure = go.Figure()
    for stage, colour in _STAGES.items():
        part = frame.loc[frame["stage"] == stage]
        figure.add_bar(
            x=[str(year) for year in part["register_year"]],
            y=part["found_share"].tolist(),
            name=messages.say(language, f"convex_lens.stage_{stage}"),
            marker={"color": colour},
            text=[str(count) for count in part["found_count"]],
            textposition="inside",
            insidetextfont={"color": theme.PAPER},
        )
    figure.update_layout(barmode="stack", showlegend=True)
    years = [str(year) for year in sorted(frame["register_year"].unique())]
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=years,
        title=messages.say(language, "convex_lens.register_year"),
    )
    figure.update_yaxes(title=messages.say(language, "convex_lens.found_share"), tickformat=".0%")
    values = printed.values(frame, language)
    return titles.said(figure, "convex_lens.stage_shift", language, values, _ending(frame))


def _before_production(counts: pd.DataFrame) -> dict[str, Any]:
    """The share found before production in the first and last year, and the difference."""
    early = counts["found_count"].where(counts["stage_ordinal"] < _PRODUCTION, 0)
    sums = counts.assign(early_count=early).groupby(["register_year", "unit"], as_index=False)
    by_unit = sums.agg(early_count=("early_count", "sum"), found_count=("found_count", "sum"))
    first, last = (int(by_unit["register_year"].agg(end)) for end in ("min", "max"))
    before, after = (by_unit.loc[by_unit["register_year"] == year] for year in (first, last))
    then, now = _share(before), _share(after)
    limits = clustered.difference(now, then)
    return {
        "first_year": first,
        "last_year": last,
        **_counted("first", before),
        **_counted("last", after),
        "first_share": then.share,
        "last_share": now.share,
        "difference": now.share - then.share,
        "difference_low": limits.low,
        "difference_high": limits.high,
        "found_count": int(by_unit["found_count"].sum()),
    }


def _share(units: pd.DataFrame) -> clustered.Estimate:
    return clustered.share(units["early_count"], units["found_count"])


def _counted(name: str, units: pd.DataFrame) -> dict[str, int]:
    counts = {"found": units["early_count"], "total": units["found_count"]}
    return {f"{name}_{each}_count": int(count.sum()) for each, count in counts.items()}


def _ending(frame: pd.DataFrame) -> str:
    """Which title fits: shares and their difference, or only counts of few cases."""
    fewest = min(frame.attrs["first_total_count"], frame.attrs["last_total_count"])
    return "" if fewest >= _FEWEST_CASES else "_few"
