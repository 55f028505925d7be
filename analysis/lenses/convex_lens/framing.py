"""Title and alternative text of the charts of the convex lens, also of those without data."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import messages, theme
from analysis.lenses import absent, bars
from analysis.lenses.convex_lens import words


def said(
    figure: go.Figure, frame: pd.DataFrame, language: str, name: str, shown: str = "", **more: Any
) -> go.Figure:
    """The figure with the title and alternative of the messages `name`, as the chart `shown`."""
    values = words.printed(frame, language) | more
    return theme.apply(
        figure,
        language=language,
        name=shown or name,
        title=messages.say(language, f"convex_lens.{name}_title", **values),
        alt=messages.say(language, f"convex_lens.{name}_alt", **values),
    )


def unsaid(frame: pd.DataFrame, language: str, name: str) -> go.Figure:
    """A chart without data, with the reason that the frame gives."""
    reason = frame.attrs["reason"]
    told = messages.say(language, f"convex_lens.unsaid_{reason}")
    return silent(language, name, told, absent.status("no_denominator", reason))


def silent(language: str, name: str, reason: str, status: str) -> go.Figure:
    """A chart without data, with the reason in words and the one word for it."""
    return bars.silent(
        language=language,
        name=name,
        title=messages.say(language, f"convex_lens.{name}_question"),
        status=status,
        reason=reason,
    )
