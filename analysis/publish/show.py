"""What a notebook shows: the head of its page, charts with the rows behind them, and markup."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

import pandas as pd
import plotly.graph_objects as go

from analysis import errors, messages, theme
from analysis.markup import Markup, join
from analysis.publish.mime import CHART, FRAME, HEAD


class First(TypedDict, total=False):
    """What the index says before all else: sentences on what changed, and what to do."""

    changed: list[str]
    actions: list[dict[str, str]]
    values: list[dict[str, Any]]  # the indicators, for the next edition to compare with


@dataclass(frozen=True)
class About:
    """Whom a page is about, and what it says of them to other pages."""

    unit: str = ""  # the one unit that the page is about: its name is the heading
    # Whether the page may name a unit; if not, its list of files gives their checksums without
    # their names, which often are those of units (contract, ruling 12).
    names_units: bool = True
    first: First | None = None  # what the index says of the whole; given by page one


@dataclass(frozen=True)
class Shown:
    """What a cell shows when it is the value of the cell's last line."""

    bundle: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return dict(self.bundle)


def page(
    lens: str,
    *,
    language: str,
    facts: Mapping[str, str],
    finding: str,
    about: About | None = None,
) -> Shown:
    """The head of the page; shown once, before anything else.

    Args:
        lens: name of the lens; its catalogue keys `<lens>.title` and `<lens>.question` are shown,
            the title in Chinese and in English.
        language: one of `messages.LANGUAGES`.
        facts: what the page rests on, label → text: unit, years, n.
        finding: the page in one sentence; the index shows it too.
        about: whom the page is about; all units where it does not say.

    Raises:
        PublishError: the page would not say what it rests on, or what it found.
    """
    _demand_said(lens, facts, finding)
    about = about or About()
    other = "en" if language != "en" else "zh-Hans"
    head = {
        "language": language,
        "title": about.unit or messages.say(language, f"{lens}.title"),
        "other_title": "" if about.unit else messages.say(other, f"{lens}.title"),
        "other_language": other,
        "question": messages.say(language, f"{lens}.question"),
        "facts": dict(facts),
        "finding": finding,
        "unit": about.unit,
        "names_units": about.names_units,
        "first": dict(about.first or {}),
    }
    return Shown({HEAD: head, "text/plain": f"{head['title']}: {head['question']}"})


def _demand_said(lens: str, facts: Mapping[str, str], finding: str) -> None:
    """A page that rests on nothing, or finds nothing in words, is no page."""
    empty = [label for label, text in facts.items() if not str(text).strip()]
    if not facts or empty:
        which = ", ".join(map(repr, empty)) or "any of them"
        raise errors.PublishError(
            f"Page {lens}: its head has no text for {which} of the facts that it rests on.",
            "Let `facts` of the lens say unit, years and n, also where there are none.",
        )
    if not finding.strip():
        raise errors.PublishError(
            f"Page {lens}: its finding is empty.",
            "Let `finding` of the lens say in one sentence what was found, or why nothing can be.",
        )


def show(figure: go.Figure, frame: pd.DataFrame) -> Shown:
    """A chart made by `theme.apply`, and the rows behind it (`data/<name>.csv` and a table).

    A chart for which records are lacking is left out: the page says once which (`records.needed`).
    """
    if figure.layout.meta.get("lacks"):
        return Shown({"text/html": "", "text/plain": figure.layout.meta["alt"]})
    chart = json.loads(figure.to_json()) | {"config": dict(theme.CONFIG)}
    meta = figure.layout.meta
    rows = frame.itertuples(index=False, name=None)
    data = {
        "name": meta["figure"],
        "columns": [str(column) for column in frame.columns],
        "rows": [[_plain(value) for value in row] for row in rows],
    }
    return Shown({CHART: chart, FRAME: data, "text/plain": meta["alt"]})


def markup(*parts: Markup) -> Shown:
    """Pieces made by `analysis.markup`, or by the cards of a lens."""
    return Shown({"text/html": join(*parts), "text/plain": f"{len(parts)} pieces of the page"})


def _plain(value: Any) -> Any:
    """The value as JSON has it: missing is null, a date its ISO form, a list stays a list."""
    if isinstance(value, datetime.datetime | datetime.date):
        return None if value is pd.NaT else value.isoformat().removesuffix("T00:00:00")
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return None if value is pd.NA or value != value else value
