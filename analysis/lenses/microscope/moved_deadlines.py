"""How often deadlines were moved: a measure that is only put off is one that is only re-dated."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, theme
from analysis.lenses import queries, titles

_MOVES = ("never", "once", "twice", "often")
_COLOURS = (theme.HONEST, theme.PALETTE[0], theme.PALETTE[4], theme.CANDIDATE)
_LISTED = (
    "subject_text", "found_date", "first_due_date", "last_due_date", "move_count",
    "slipped_days", "is_open",
)  # fmt: skip
_BY_UNIT = (
    *("unit", "deadline_count", "moved_count"),
    *("median_days", "moved_open_count", "open_since"),
)


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Each finding with a deadline, in the last register that it stood in, up to `year`.

    Returns:
        One row per finding: the columns of the query and `moves` (`never`, `once`, `twice`,
        `often`). `attrs` counts those of `year`, and how far the moved ones went (median days).
    """
    found = queries.read(connection, __file__, year=year, unit=unit)
    moves = found["move_count"].clip(upper=len(_MOVES) - 1).map(dict(enumerate(_MOVES)))
    frame = found.assign(moves=moves.astype(object))
    now = frame.loc[frame["register_year"] == year]
    moved = now.loc[now["move_count"] > 0]
    return queries.titled(
        frame,
        reason="no_deadlines",
        register_year=year,
        finding_count=len(now),
        moved_count=len(moved),
        often_count=int((now["move_count"] >= len(_MOVES) - 1).sum()),
        open_count=int(moved["is_open"].astype(bool).sum()),
        median_count=int(moved["slipped_days"].median()) if len(moved) else 0,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """How many deadlines of each year were moved never, once, twice or more often."""
    if frame.empty:
        return titles.unsaid(frame, "microscope.moved_deadlines", language)
    years = sorted(frame["register_year"].unique())
    figure = go.Figure()
    for name, colour in zip(_MOVES, _COLOURS, strict=True):
        counts = frame.loc[frame["moves"] == name].groupby("register_year").size()
        heights = [int(counts.get(year, 0)) for year in years]
        figure.add_bar(
            x=[str(year) for year in years],
            y=heights,
            name=messages.say(language, f"microscope.moved_{name}"),
            marker={"color": colour},
            text=[str(value) if value else "" for value in heights],
            textposition="inside",
            textangle=0,
            insidetextfont={"color": theme.PAPER},
            hovertemplate="%{x}: %{y}<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(
        barmode="stack", height=440, showlegend=True, legend={"traceorder": "normal"}
    )
    figure.update_xaxes(type="category", title=messages.say(language, "microscope.register_year"))
    figure.update_yaxes(title=messages.say(language, "microscope.deadline_count"), tickformat=",d")
    return titles.said(
        figure,
        "microscope.moved_deadlines",
        language,
        {str(name): value for name, value in frame.attrs.items()},
    )


def listed(frame: pd.DataFrame) -> pd.DataFrame:
    """Findings of the reported year whose deadline was moved, the most often moved first."""
    chosen = (frame["register_year"] == frame.attrs["register_year"]) & (frame["move_count"] > 0)
    rows: pd.DataFrame = frame.loc[chosen, list(_LISTED)]
    return rows


def by_unit(frame: pd.DataFrame, small_count: int, language: str) -> markup.Markup:
    """Of each unit how many deadlines of the year were moved, how far, and open since when.

    In the order of the names; units with fewer than `small_count` deadlines stand together.
    """
    now = frame.loc[frame["register_year"] == frame.attrs["register_year"]]
    if now.empty:
        return markup.join()
    sizes = now.groupby("unit")["issue_id"].transform("size")
    small = messages.say(language, "plane_mirror.small_units")
    named = now.assign(unit=now["unit"].where(sizes >= small_count, small))
    groups = sorted(named.groupby("unit"), key=lambda pair: (pair[0] == small, pair[0]))
    rows = [[name, *_counted(part)] for name, part in groups]
    headings = [messages.say(language, f"microscope.column_{name}") for name in _BY_UNIT]
    return markup.rows(
        rows, caption=messages.say(language, "microscope.moved_units_caption"), headings=headings
    )


def caption(frame: pd.DataFrame, language: str) -> str:
    """What the list of moved deadlines holds."""
    return messages.say(language, "microscope.moved_caption", **_values(frame))


def labels(language: str) -> dict[str, str]:
    """Column of `listed` → its heading."""
    return {name: messages.say(language, f"column.{name}") for name in _LISTED}


def _counted(part: pd.DataFrame) -> list[object]:
    """Deadlines, moved ones, their median days, moved ones still open, the oldest open finding."""
    moved = part.loc[part["move_count"] > 0]
    is_open = moved["is_open"].astype(bool)
    since = moved.loc[is_open, "found_date"].dropna()
    return [
        len(part),
        len(moved),
        int(moved["slipped_days"].median()) if len(moved) else None,
        int(is_open.sum()),
        since.min().date() if len(since) else None,
    ]


def _values(frame: pd.DataFrame) -> dict[str, int]:
    return {name: frame.attrs[name] for name in ("register_year", "moved_count", "open_count")}
