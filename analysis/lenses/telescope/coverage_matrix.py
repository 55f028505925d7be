"""Items of the plan against recurring problems: which takes up which, and how that is known."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, theme
from analysis.lenses import bars, printed, queries, records, titles
from analysis.lenses.telescope import plan_coverage
from analysis.lenses.telescope import plans as choice

CHART = "telescope.coverage_matrix"
_ITEMS, _FIELDS, _ROWS, _SHOWN = 15, 8, 40, 3
_COLUMNS = 40  # of an item beside its row, a Han character taking two


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Which recurring problem each item takes up, by what it is known, and the words of it.

    Returns:
        One row per item and problem: `unit` (missing for the bureau's plan), `item_text`,
        `label` of the problem, its `field` and `problem_unit`, `basis`, `evidence_text`,
        `link_rank`, `link_count` (of the item, before the cap) and `weight`.
    """
    found = choice.read(connection, __file__, year=year, unit=unit)
    item_count = found.attrs["plan_item_count"]
    if not item_count:
        return records.lacking(found, "telescope", "plan_items")
    linked = int(found["plan_item_id"].nunique()) if len(found) else 0
    last = found.groupby("plan_item_id")["link_rank"].transform("max") if len(found) else 0
    capped = found.loc[found["link_count"] > last] if len(found) else found
    return queries.titled(
        found,
        reason="no_links",
        item_count=item_count,
        linked_count=linked,
        idle_count=item_count - linked,
        word_count=int((found["basis"] == "phrase").sum()) if len(found) else 0,
        link_count=len(found),
        capped_count=int(capped["plan_item_id"].nunique()) if len(capped) else 0,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Items by field of work; the number is how many recurring problems the item takes up."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    if frame.empty:
        return titles.unsaid(frame, CHART, language)
    counts = frame.pivot_table(
        index="plan_item_id", columns="field", values="problem_id", aggfunc="size", sort=False
    )
    fields = counts.sum().sort_values(ascending=False, kind="stable").index[:_FIELDS]
    counts = counts.loc[counts[fields].notna().any(axis=1), list(fields)].head(_ITEMS)
    texts = frame.drop_duplicates("plan_item_id").set_index("plan_item_id")["item_text"]
    labels = [theme.label(_shortened(texts[item]), width=22) for item in counts.index]
    figure = go.Figure()
    figure.add_heatmap(
        z=counts.astype(float).where(counts.notna(), None).to_numpy().tolist(),
        x=[theme.label(str(field), width=8) for field in fields],
        y=labels,
        text=[["" if pd.isna(v) else f"{v:g}" for v in row] for row in counts.to_numpy()],
        texttemplate="%{text}",
        colorscale=[[0, "#dbe7f3"], [1, theme.PALETTE[0]]],
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )
    figure.update_layout(height=bars.height(len(labels)) + 60)
    figure.update_xaxes(side="top", type="category", showgrid=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return titles.said(figure, CHART, language, printed.values(frame, language))


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The links in words: the item, by what they are known, and the problems taken up."""
    if frame.empty:
        return markup.join()
    grouped = frame.groupby(["plan_item_id", "basis"], sort=False)
    rows = pd.DataFrame([_told(part, language) for _, part in grouped][:_ROWS])
    columns = ("item_text", "whose", "how", "problem_count", "labels")
    caption = messages.say(
        language,
        "telescope.links_caption",
        linked_count=frame.attrs["linked_count"],
        link_count=len(frame),
    )
    labels = {name: messages.say(language, f"telescope.column_{name}") for name in columns}
    return markup.table(rows, caption=caption, labels=labels)


def _told(part: pd.DataFrame, language: str) -> dict[str, object]:
    """One row for the problems that an item takes up on the same ground."""
    first = part.iloc[0]
    basis = messages.say(language, f"telescope.basis_{first['basis']}")
    words = dict.fromkeys(part["evidence_text"]) if first["basis"] != "stated" else {}
    labels = part["label"].tolist()
    more = [f"… (+{len(labels) - _SHOWN})"] if len(labels) > _SHOWN else []
    return {
        "item_text": first["item_text"],
        "whose": plan_coverage.name(first["unit"], language),
        "how": ": ".join(filter(None, (basis, " / ".join(map(str, words))))),
        "problem_count": len(part),
        "labels": " / ".join([*map(str, labels[:_SHOWN]), *more]),
    }


def _shortened(text: str) -> str:
    """So much of an item as two lines beside a row hold."""
    length = _COLUMNS if text.isascii() else _COLUMNS // 2
    return text if len(text) <= length else f"{text[: length - 1]}…"
