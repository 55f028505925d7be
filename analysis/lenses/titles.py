"""What a chart and a part of the page say of themselves: title, alternative, or why there is none.

The words stand in the catalogues under the name of lens and chart: `<lens>.<chart>_title` and
`_alt`, `_question` where nothing can be drawn, `<lens>.unsaid_<reason>` for the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, theme
from analysis.lenses import absent

_SILENT_HEIGHT = 70  # pixels of a line that stands in place of a chart


def section(part: str, language: str, *paragraphs: str, **values: Any) -> markup.Markup:
    """The heading of a part of the page, the paragraph that the catalogue has below it, and more.

    Args:
        part: `<lens>.<part>`, the key of the heading; `<lens>.<part>_text` is the paragraph, and
            the part is its address on the page.
        language: one of `messages.LANGUAGES`.
        paragraphs: what else stands below the heading.
        values: what the messages print.
    """
    keys = [part, *([f"{part}_text"] if messages.has(f"{part}_text") else [])]
    said = (messages.say(language, key, **values) for key in keys)
    return markup.section(*said, *paragraphs, anchor=part.partition(".")[2].replace("_", "-"))


def said(
    figure: go.Figure, chart: str, language: str, values: Mapping[str, Any], ending: str = ""
) -> go.Figure:
    """The figure in the house style with the title and the alternative of the catalogue.

    Args:
        figure: what was drawn.
        chart: `<lens>.<chart>`; the page writes `data/<chart>.csv`.
        language: one of `messages.LANGUAGES`.
        values: what the messages print.
        ending: which of its wordings is true, as it ends the keys; the alternative may have one
            wording for all.
    """
    alt = f"{chart}_alt{ending}"
    return theme.apply(
        figure,
        language=language,
        name=chart.partition(".")[2],
        title=messages.say(language, f"{chart}_title{ending}", **values),
        alt=messages.say(language, alt if messages.has(alt) else f"{chart}_alt", **values),
    )


def unsaid(frame: pd.DataFrame, chart: str, language: str) -> go.Figure:
    """In place of a chart without data: the reason that `frame.attrs["reason"]` names."""
    reason = str(frame.attrs["reason"])
    words = messages.say(language, f"{chart.partition('.')[0]}.unsaid_{reason}")
    return silent(chart, language, absent.chart_status(reason), words)


def silent(chart: str, language: str, status: str, reason: str) -> go.Figure:
    """In place of a chart that would be empty: the status in a word, and why as its description.

    Args:
        chart: `<lens>.<chart>`; its `_question` is the title.
        language: one of `messages.LANGUAGES`.
        status: what `indicator.status_<status>` says in a word.
        reason: why, in words.
    """
    figure = go.Figure()
    figure.add_annotation(
        text=messages.say(language, f"indicator.status_{status}"),
        showarrow=False,
        xref="paper",
        yref="paper",
        x=0,
        y=0.5,
        font={"size": 20, "color": theme.MUTED},
    )
    figure.update_layout(height=_SILENT_HEIGHT, xaxis={"visible": False}, yaxis={"visible": False})
    title = messages.say(language, f"{chart}_question")
    name = chart.partition(".")[2]
    return theme.apply(figure, language=language, name=name, title=title, alt=reason)
