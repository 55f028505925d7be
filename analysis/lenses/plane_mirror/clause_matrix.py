"""Units against clauses or fields of work: where somebody looked this year, and what was found."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, statistics, theme
from analysis.lenses import bars, printed, queries, records, titles

CHART = "plane_mirror.clause_matrix"
_UNITS, _SUBJECTS = 40, 7
# In the order of the colours: nobody looked, only a copy, found without a visit, checked, found.
_STATES = ("not_looked", "copied", "found_unvisited", "checked", "found")
_LOOKED = ("checked", "found")
# The last is that of several subjects together.
_COLOURS = (theme.LINE, "#e4c9ef", "#f6e3a6", "#bfe3d6", "#f0b58c", "#f3f5f8")

_Cell = tuple[int | None, str]


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """Which units were looked at for which subject in `year`, and what was found (domain.md 3.2).

    A subject is a clause from above that binds the unit, else a clause or a field of work that
    the unit's registers or visits ever named. Coverage is the share of these cells in which
    somebody looked; it is said over all units, also those that have no row of their own. A unit
    that is looked at more has more findings, so what was found is set against looked cells.

    Returns:
        One row per unit (missing where it filed fewer than `small_count` issues) and subject:
        `cell_state` (`found`, `checked`, `found_unvisited`: in the register, nobody looked,
        `copied`: only re-dated, `not_looked`), `visit_count`, `found_count` (entries of the
        register), `hit_count` (findings of visits). `attrs` has the counts of cells, `looked_share`
        with `low_share` and `high_share` (Wilson), and of clauses from above alone `clause_share`.
    """
    asked = {"year": year, "unit": unit, "small_count": small_count, "unit_limit": _UNITS}
    cells = queries.read(connection, __file__, **asked)
    if cells.empty:
        return records.lacking(cells, "plane_mirror", "registers:subjects")
    first: dict[Any, Any] = cells.to_dict("records")[0]
    counts = {name: int(first[name]) for name in first if name.endswith("_cell_count")}
    looked, applicable = counts["looked_cell_count"], counts["applicable_cell_count"]
    low, high = statistics.wilson(looked, applicable)
    clauses = counts["clause_cell_count"]
    named = cells.assign(unit=cells["unit"].where(cells["is_named"].astype(bool)))
    is_inspected = bool(first["is_inspected"])
    wants = [*([] if clauses else ["directives"]), *([] if is_inspected else ["inspections"])]
    return queries.titled(
        records.wanting(
            named.drop(columns=[*counts, "is_named", "is_inspected"]), "plane_mirror", *wants
        ),
        register_year=year,
        reason="suppressed",
        **counts,
        looked_share=looked / applicable,
        low_share=low,
        high_share=high,
        clause_share=counts["looked_clause_cell_count"] / clauses if clauses else float("nan"),
        is_inspected=is_inspected,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """A cell per unit and subject: colour and sign say whether somebody looked, and what for."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    named = frame.loc[frame["unit"].notna()]
    if named.empty:
        return titles.unsaid(frame, CHART, language)
    names = list(dict.fromkeys(named["unit"]))
    subjects = _shared(named)
    grid = _grid(named, names, subjects)
    others = messages.say(language, "plane_mirror.matrix_others")
    figure = go.Figure()
    figure.add_heatmap(
        z=[[place for place, _ in row] for row in grid],
        x=[theme.label(_shortened(name), width=8) for name in (*subjects, others)],
        y=[theme.label(str(name), width=14) for name in names],
        text=[[sign for _, sign in row] for row in grid],
        texttemplate="%{text}",
        zmin=-0.5,
        zmax=len(_COLOURS) - 0.5,
        colorscale=_stepped(),
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )
    figure.update_layout(height=bars.height(len(names)) + 90)
    figure.update_xaxes(side="top", type="category", showgrid=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    ending = "" if frame.attrs["is_inspected"] else "_filed"
    return titles.said(figure, CHART, language, printed.values(frame, language), ending)


def note(frame: pd.DataFrame, language: str) -> markup.Markup:
    """What the signs say, and of clauses from above how many were looked at."""
    if records.is_lacking(frame):
        return markup.join()
    values = printed.values(frame, language)
    keys = ["signs", "clauses" if values["clause_cell_count"] else "no_clauses"]
    said = [messages.say(language, f"plane_mirror.matrix_{key}", **values) for key in keys]
    return markup.note(messages.say(language, "indicator.joint").join(said))


def _shared(named: pd.DataFrame) -> list[str]:
    """The subjects that have a column of their own: those that most units share."""
    counts = named.groupby("subject", sort=False).size()
    shared = counts.loc[counts > 1].sort_values(ascending=False, kind="stable")
    return [str(name) for name in shared.index[:_SUBJECTS]]


def _grid(named: pd.DataFrame, names: list[str], subjects: list[str]) -> list[list[_Cell]]:
    """For each unit the cells of the shared subjects, then one for all its other subjects."""
    rows: list[dict[Any, Any]] = named.to_dict("records")
    cells = {(row["unit"], row["subject"]): row for row in rows}
    others = [
        [row for row in rows if row["unit"] == name and row["subject"] not in subjects]
        for name in names
    ]
    return [
        [*(_cell(cells.get((name, subject))) for subject in subjects), _together(rest)]
        for name, rest in zip(names, others, strict=True)
    ]


def _cell(row: dict[Any, Any] | None) -> _Cell:
    """The place of the colour, and a sign that a black-and-white print keeps."""
    if row is None:
        return None, ""
    state, count = str(row["cell_state"]), row["found_count"] or row["hit_count"]
    signs = {"not_looked": "?", "copied": "=", "checked": "✓", "found_unvisited": f"({count})"}
    return _STATES.index(state), signs.get(state, str(count))


def _together(rows: list[dict[Any, Any]]) -> _Cell:
    """Looked at of all, where a unit has subjects of its own."""
    looked = sum(row["cell_state"] in _LOOKED for row in rows)
    return (len(_STATES), f"{looked}/{len(rows)}") if rows else (None, "")


def _stepped() -> list[list[object]]:
    """A colour for each state, without shades between."""
    step = 1 / len(_COLOURS)
    return [
        [min(1.0, (place + end) * step), colour]
        for place, colour in enumerate(_COLOURS)
        for end in (0, 1)
    ]


def _shortened(text: str) -> str:
    length = 24 if text.isascii() else 12
    return text if len(text) <= length else f"{text[: length - 1]}…"
