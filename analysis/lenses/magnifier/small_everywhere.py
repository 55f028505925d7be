"""Small but everywhere: many units have it, nobody calls it grave, the answer is only talk."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, settings, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.lenses.magnifier import prevalence as prevalences

CHART = "magnifier.small_everywhere"
_BARS, _ROWS = 10, 15
_SHORTEST_AXIS = 0.05  # or a bar of next to nothing would fill it


def frame(
    connection: duckdb.DuckDBPyConnection,
    *,
    year: int,
    limits: settings.Magnifier | None = None,
) -> pd.DataFrame:
    """The trivialisation index of every common subject, with each of its parts (domain.md 3.3).

    (1 - severity rank) x prevalence x share of answers that are only talk. The severity rank is
    the mean place (0 to 1) of its entries among all graded entries of their own year, because
    grades drift; an answer is talk when it names no sanction, no check and no standard. A part
    that no register records is missing, and the index with it.

    Returns:
        One row per common subject, the highest index first: `subject`, `entry_count`,
        `unit_count`, `looked_unit_count`, `having_unit_count`, `severity_rank`, `graded_count`,
        `answered_count`, `talk_count`, `prevalence_share`, `talk_share`, `trivial_share`.
    """
    told = limits or settings.load().magnifier
    first = year - told.window_years + 1
    counts = queries.read(connection, __file__, year=year, first_year=first)
    if counts.empty:
        return records.lacking(counts, "magnifier", "registers")
    prevalence = counts["having_unit_count"] / counts["looked_unit_count"].replace(0, np.nan)
    talk = counts["talk_count"] / counts["answered_count"].replace(0, np.nan)
    found = counts.assign(
        prevalence_share=prevalence,
        talk_share=talk,
        trivial_share=(1 - counts["severity_rank"]) * prevalence * talk,
    )
    is_common = prevalences.are_common(counts["having_unit_count"], prevalence, told)
    found = found.loc[is_common].sort_values(
        ["trivial_share", "prevalence_share", "unit_count", "subject"],
        ascending=[False, False, False, True],
        kind="stable",
        na_position="last",
    )
    known = found.loc[found["trivial_share"].notna()]
    shown = known if len(known) else found
    return queries.titled(
        found.drop(columns="subject_key").reset_index(drop=True),
        register_year=year,
        first_year=first,
        reason=_reason(found, counts),
        common_count=len(found),
        index_count=len(known),
        ungraded_count=int((found["graded_count"] == 0).sum()),
        unanswered_count=int((found["answered_count"] == 0).sum()),
        **_top(shown),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The index of the first subjects, with its three parts in words."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    drawn = frame.loc[frame["trivial_share"].notna()].head(_BARS)
    if drawn.empty:
        return titles.unsaid(frame, CHART, language)
    labels = [theme.label(str(name), width=18) for name in drawn["subject"]]
    texts = [_parts(row, language) for row in drawn.to_dict("records")]
    indexes = drawn["trivial_share"].tolist()
    title = messages.say(language, "magnifier.trivial_share")
    axis = {"title": title, "range": [0, max(*indexes, _SHORTEST_AXIS) * 2.2]}
    figure = bars.told(indexes, labels, texts, colour=theme.CANDIDATE, axis=axis)
    figure.update_layout(height=bars.height(len(labels)) + 20)
    return titles.said(figure, CHART, language, printed.values(frame, language))


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The common subjects with every part of the index, those without one too."""
    if frame.empty:
        return markup.join()
    rows = frame.head(_ROWS)
    rows = rows.assign(
        units=rows["having_unit_count"].astype(str) + "/" + rows["looked_unit_count"].astype(str),
        grave=[_share(value, language) for value in rows["severity_rank"]],
        talk=[_share(value, language) for value in rows["talk_share"]],
        index=[_two(value) for value in rows["trivial_share"]],
    )
    columns = ("subject", "units", "grave", "talk", "index")
    labels = {name: messages.say(language, f"magnifier.column_{name}") for name in columns}
    caption = messages.say(
        language,
        "magnifier.small_caption",
        row_count=len(rows),
        common_count=len(frame),
        first_year=frame.attrs["first_year"],
        register_year=frame.attrs["register_year"],
    )
    return markup.table(rows, caption=caption, labels=labels)


def _top(shown: pd.DataFrame) -> dict[str, object]:
    if shown.empty:
        return {"top_text": "", "having_count": 0, "looked_count": 0, "talk_share": float("nan")}
    first = shown.iloc[0]
    return {
        "top_text": str(first["subject"]),
        "having_count": int(first["having_unit_count"]),
        "looked_count": int(first["looked_unit_count"]),
        "talk_share": float(first["talk_share"]),
    }


def _reason(found: pd.DataFrame, counts: pd.DataFrame) -> str:
    if not counts["looked_unit_count"].any():
        return "not_looked_for"
    if found.empty:
        return "nothing_common"
    return "no_grades" if not found["graded_count"].any() else "no_answers"


def _parts(row: object, language: str) -> str:
    told = dict(row)  # type: ignore[call-overload]
    values = {
        "having_count": told["having_unit_count"],
        "looked_count": told["looked_unit_count"],
        "talk_share": told["talk_share"],
        "index_text": _two(told["trivial_share"]),
    }
    return theme.label(messages.say(language, "magnifier.parts", **values), width=26)


def _share(value: float, language: str) -> str:
    return "–" if pd.isna(value) else messages.percent(language, value)


def _two(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"
