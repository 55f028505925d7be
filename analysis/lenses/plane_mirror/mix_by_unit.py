"""What each unit's register is made of: only re-dated, doubtful, declared, evidenced, new."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages
from analysis.lenses import bars, groups, queries, shares, titles
from analysis.lenses.plane_mirror import units


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """What each unit's register of `year` is made of, one row per unit and group of classes."""
    counts = queries.read(connection, __file__, year=year, unit=unit, small_count=small_count)
    mixed = groups.gather(counts, by=["unit", "register_year"])
    status = shares.by_size(mixed["register_issue_count"], small_count)
    sums = mixed.groupby("class_group")["issue_count"].sum()
    return queries.titled(
        mixed.assign(
            issue_share=mixed["issue_share"].where(status == "ok"),
            status=status,
        ),
        register_year=year,
        reason="suppressed" if len(counts) else "not_applicable",
        issue_count=int(sums.sum()),
        unit_count=counts["unit"].nunique(dropna=False),
        doubtful_counts=_doubtful(counts),
        **{f"{group}_count": int(count) for group, count in sums.items()},
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """What each unit's register is made of: only re-dated, doubtful, declared, evidenced, new."""
    if not (frame["status"] == "ok").any():
        return titles.unsaid(frame, "plane_mirror.mix_by_unit", language)
    drawn = units.drawn(frame.loc[frame["status"] == "ok"], "issue_count")
    labels = list(dict.fromkeys(units.labels(drawn, language)))
    figure = bars.mix(drawn, labels=labels, language=language)
    doubtful = _doubtful_text(frame.attrs.get("doubtful_counts", {}), language)
    return units.said(figure, frame, "plane_mirror.mix_by_unit", language, doubtful)


def _doubtful(counts: pd.DataFrame) -> dict[str, int]:
    """Which classes the issues to be looked at have, and how many issues each."""
    grouped = counts.loc[~counts["is_flagged"]].groupby("class_name")["issue_count"].sum()
    return {
        str(name): int(count)
        for name, count in grouped.items()
        if groups.group_of(str(name)) == "doubtful"
    }


def _doubtful_text(counts: Mapping[str, int], language: str) -> str:
    """What stands among the issues to be looked at, by class."""
    if not counts:
        return ""
    kinds = [
        messages.say(
            language,
            "plane_mirror.doubtful_kind",
            class_text=messages.say(language, f"class.{name}"),
            issue_count=count,
        )
        for name, count in counts.items()
    ]
    listed = messages.say(language, "plane_mirror.list").join(kinds)
    return messages.say(language, "plane_mirror.doubtful", kinds_text=listed)
