"""Where an auditor's tick and what was computed differ: repetitions said, and repetitions found."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import queries, titles

_AGREEMENTS = ("both", "ticked_only", "computed_only", "neither")
_LISTED = ("agreement", "subject_text", "shown_class", "source_file", "source_row", "prior_year")


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Each issue of `year` whose source says whether it is a repetition, beside what was computed.

    Returns:
        One row per issue: the columns of the query; `agreement` is `both`, `ticked_only`,
        `computed_only` or `neither`. `attrs` counts them.
    """
    found = queries.read(connection, __file__, year=year, unit=unit)
    counts = found["agreement"].value_counts()
    return queries.titled(
        found,
        reason="no_ticks",
        register_year=year,
        issue_count=len(found),
        **{f"{name}_count": int(counts.get(name, 0)) for name in _AGREEMENTS},
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The two-by-two table: ticked or not, computed or not."""
    if frame.empty:
        return titles.unsaid(frame, "plane_mirror.repeat_ticks", language)
    counts = [frame.attrs[f"{name}_count"] for name in _AGREEMENTS]
    figure = go.Figure(
        go.Heatmap(
            x=_names(language, "tick_computed", "tick_not_computed"),
            y=_names(language, "tick_ticked", "tick_not_ticked"),
            z=[[1, 0], [0, 1]],
            text=[[str(counts[0]), str(counts[1])], [str(counts[2]), str(counts[3])]],
            texttemplate="%{text}",
            textfont={"size": 24},
            colorscale=[[0, theme.CANDIDATE], [1, theme.PAPER]],
            showscale=False,
            xgap=3,
            ygap=3,
            hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_layout(height=320)
    return titles.said(
        figure,
        "plane_mirror.repeat_ticks",
        language,
        {str(name): value for name, value in frame.attrs.items()},
    )


def listed(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The issues on which the two differ: ticked and nothing found, computed and not ticked."""
    chosen = frame.loc[frame["agreement"].isin(["ticked_only", "computed_only"]), list(_LISTED)]
    spelled = {
        "agreement": [
            messages.say(language, f"plane_mirror.tick_{one}") for one in chosen["agreement"]
        ],
        "shown_class": [messages.say(language, f"class.{one}") for one in chosen["shown_class"]],
    }
    rows: pd.DataFrame = chosen.assign(**spelled)
    return rows


def caption(frame: pd.DataFrame, language: str) -> str:
    """What the list of differences holds."""
    names = ("register_year", "ticked_only_count", "computed_only_count")
    values = {name: frame.attrs[name] for name in names}
    return messages.say(language, "plane_mirror.repeat_ticks_caption", **values)


def labels(language: str) -> dict[str, str]:
    """Column of `listed` → its heading."""
    return {name: messages.say(language, f"column.{name}") for name in _LISTED}


def _names(language: str, *keys: str) -> list[str]:
    return [messages.say(language, f"plane_mirror.{key}") for key in keys]
