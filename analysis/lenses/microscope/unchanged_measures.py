"""How many later measures only copy the earlier one although the problem came back."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa

from analysis import messages, theme
from analysis.lenses import bars, queries, titles
from analysis.lenses.microscope import comparisons
from analysis.text.forms import forms

_COPIED = ("subject_text", "register_year", "measure_text", "prior_year", "prior_measure_text")


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Each later measure beside the last one that the unit had set against the same problem.

    Returns:
        One row per pair up to `year`: the columns of the query and `is_unchanged`: the texts are
        equal once dates and list numbers are set aside (normal form N3). `attrs` counts those of
        `year`, apart from the issues that are themselves only re-dated.
    """
    pairs = queries.read(connection, __file__, year=year, unit=unit)
    texts = pd.concat([pairs["measure_text"], pairs["prior_measure_text"]]).tolist()
    plain = forms.normal_forms(pa.array(texts, pa.string()))["n3"].to_pylist()
    same = np.array(plain[: len(pairs)], object) == np.array(plain[len(pairs) :], object)
    frame = pairs.assign(is_unchanged=same.astype(bool))
    now = frame.loc[frame["register_year"] == year]
    back = now.loc[~now["is_redated_only"].astype(bool)]
    return queries.titled(
        frame,
        reason="no_pairs",
        register_year=year,
        pair_count=len(now),
        unchanged_count=int(now["is_unchanged"].sum()),
        back_count=len(back),
        back_unchanged_count=int(back["is_unchanged"].sum()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """How many later measures of each year only copy the earlier one, by kind of entry."""
    if frame.empty:
        return titles.unsaid(frame, "microscope.unchanged_measures", language)
    kinds = frame["is_redated_only"].astype(bool)
    groups = {
        ("back_copied", theme.CANDIDATE): ~kinds & frame["is_unchanged"],
        ("redated_copied", theme.PALETTE[4]): kinds & frame["is_unchanged"],
        ("changed", theme.HONEST): ~frame["is_unchanged"],
    }
    years = sorted(frame["register_year"].unique())
    figure = go.Figure()
    for (name, colour), chosen in groups.items():
        counts = frame.loc[chosen].groupby("register_year").size()
        heights = [int(counts.get(year, 0)) for year in years]
        figure.add_bar(
            x=[str(year) for year in years],
            y=heights,
            name=theme.label(messages.say(language, f"microscope.{name}"), width=40),
            marker={
                "color": colour,
                "pattern": bars.HATCH if name == "redated_copied" else None,
            },
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
    figure.update_yaxes(title=messages.say(language, "microscope.measure_count"), tickformat=",d")
    values = comparisons.values(frame, language)
    return titles.said(figure, "microscope.unchanged_measures", language, values)


def copied(frame: pd.DataFrame) -> pd.DataFrame:
    """Measures of the reported year that repeat the last one although the problem came back."""
    chosen = frame["is_unchanged"] & (frame["register_year"] == frame.attrs["register_year"])
    returned = ~frame["is_redated_only"].astype(bool)
    rows: pd.DataFrame = frame.loc[chosen & returned, list(_COPIED)]
    return rows


def caption(frame: pd.DataFrame, language: str) -> str:
    """What the list of copied measures holds."""
    return messages.say(
        language, "microscope.copied_caption", **comparisons.values(frame, language)
    )


def labels(language: str) -> dict[str, str]:
    """Column of `copied` → its heading."""
    return {name: messages.say(language, f"microscope.column_{name}") for name in _COPIED}
