"""What next year's plan should take up: the weight with its parts, what lacks, what worked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, settings, theme
from analysis.lenses import bars, printed, queries, titles
from analysis.lenses.next_year import held_measures, moved_deadlines

CHART = "next_year.matters"
ELEMENTS = (
    *("owner", "quantity", "time", "frequency"),
    *("standard", "verification", "scope", "consequence"),
)
PARTS = ("is_spreading", "is_coarse", "is_pushed")
_BARS = 12


def frame(
    connection: duckdb.DuckDBPyConnection,
    *,
    year: int,
    unit: str = "",
    limits: settings.Settings | None = None,
) -> pd.DataFrame:
    """The problems that recur, the heaviest first, ready to become items of a plan.

    Weight = severity (1 to 4; unsaid 2) x years in the last three registers x (1 + 1/2 for each
    that is true: more units found it than the year before, its last measure is coarse or there
    is none, its deadline was moved). Problems of one subject that at least three units have are
    one row: a common problem.

    Returns:
        One row per problem or common problem: `rank_number`, `label`, `units_text`, `unit_count`,
        `severity_level`, `is_graded`, `year_count`, `is_spreading`, `is_coarse`, `is_pushed`
        (missing where no deadline is kept), `weight`, `lacks` (elements that its measure lacks),
        `measure_text`, `worked_text`, `worked_unit`, `worked_years`, `owner_role`,
        `is_planned` (missing where no plan is on record).
    """
    chosen = limits or settings.load()
    first = year - chosen.outcomes.look_back_years + 1
    values = {"year": year, "first_year": first, "unit": unit}
    found = queries.read(
        connection, __file__, **values, recurring_years=chosen.planning.recurring_years
    )
    told = {"register_year": year, "first_year": first, "reason": "no_recurring"}
    if found.empty:
        return queries.titled(found, **told, problem_count=0)
    moved = moved_deadlines.frame(connection).set_index("problem_id")["move_count"]
    held = held_measures.frame(connection, year=year)
    rows = [_row(part, moved, held) for part in _parts(found, chosen.magnifier.common_units)]
    rows.sort(key=lambda row: (-row["weight"], -row["unit_count"], row["label"]))
    made = pd.DataFrame(rows)
    made.insert(0, "rank_number", range(1, len(made) + 1))
    return queries.titled(
        made,
        **told,
        problem_count=len(found),
        row_count=len(made),
        common_count=int((made["unit_count"] >= chosen.magnifier.common_units).sum()),
        has_plan=bool(found["has_plan"].all()),
        planned_count=int((made["is_planned"] == True).sum()),  # noqa: E712
        top_text=str(made["label"].iloc[0]),
        worked_count=int(made["worked_text"].notna().sum()),
        has_deadlines=bool(len(moved)),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """The weight of the first rows, with its parts in words."""
    if frame.empty:
        return titles.unsaid(frame, CHART, language)
    drawn = frame.head(_BARS)
    labels = [
        theme.label(f"{row['rank_number']}. {_shortened(row['label'])}", width=24)
        for row in drawn.to_dict("records")
    ]
    texts = [theme.label(weighed(row, language), width=34) for row in drawn.to_dict("records")]
    weights = drawn["weight"].tolist()
    axis = {"title": messages.say(language, "next_year.weight"), "range": [0, max(weights) * 2.2]}
    figure = bars.told(weights, labels, texts, colour=theme.PALETTE[0], axis=axis)
    figure.update_layout(height=bars.height(len(labels)) + 60)
    return titles.said(figure, CHART, language, printed.values(frame, language))


def weighed(row: Mapping[Any, Any], language: str) -> str:
    """How the weight is made, part by part: 3 × 2 × (1 + ½ coarse) = 9."""
    true = [part for part in PARTS if row[part] is True or row[part] == 1]
    added = "".join(f" + ½ {messages.say(language, f'next_year.{part}')}" for part in true)
    factor = f" × (1{added})" if added else ""
    return f"{row['severity_level']:g} × {row['year_count']}{factor} = {row['weight']:g}"


def _parts(found: pd.DataFrame, common_units: int) -> list[pd.DataFrame]:
    """Problems one by one, but those of a common subject together."""
    units = found.explode("units").groupby("subject_key")["units"].nunique()
    common = found["subject_key"].map(units).fillna(0) >= common_units
    together = [part for _, part in found.loc[common].groupby("subject_key", sort=True)]
    return [*together, *(found.loc[[place]] for place in found.index[~common])]


def _row(part: pd.DataFrame, moved: pd.Series[Any], held: pd.DataFrame) -> dict[str, Any]:
    heaviest = part.sort_values(["year_count", "severity_level"], ascending=False).iloc[0]
    units = sorted({unit for listed in part["units"] for unit in listed})
    pushed = bool(part["problem_id"].isin(moved.index).any()) if len(moved) else None
    level, years = float(part["severity_level"].max()), int(part["year_count"].max())
    # A common problem is treated coarsely where most of its measures are.
    is_coarse = bool(part["is_coarse"].astype(bool).mean() >= 0.5)
    is_spreading = bool(part["is_spreading"].any())
    extra = sum((is_spreading, is_coarse, bool(pushed)))
    worked = _worked(held, heaviest["subject_key"], units)
    is_common = len(part) > 1
    return {
        "label": str(heaviest["subject"]) if is_common else str(heaviest["label"]),
        "units_text": "、".join(units),
        "unit_count": len(units),
        "severity_level": level,
        "is_graded": bool(part["is_graded"].any()),
        "year_count": years,
        "is_spreading": is_spreading,
        "is_coarse": is_coarse,
        "is_pushed": pushed,
        "weight": level * years * (1 + extra / 2),
        "lacks": [name for name in ELEMENTS if not (part[f"has_{name}"] == True).any()],  # noqa: E712
        "measure_text": heaviest["measure_text"],
        **worked,
        "owner_role": heaviest["owner_role"],
        "is_planned": bool(part["is_planned"].all()) if part["has_plan"].all() else None,
    }


def _worked(held: pd.DataFrame, subject: object, units: list[str]) -> dict[str, Any]:
    """The measure for the same subject that held longest, elsewhere if there is one."""
    same = held.loc[held["subject_key"] == subject] if subject is not None else held.iloc[:0]
    elsewhere = same.loc[~same["unit"].isin(units)] if len(units) == 1 else same
    best = (elsewhere if len(elsewhere) else same).head(1).to_dict("records")
    if not best:
        return {"worked_text": None, "worked_unit": None, "worked_years": None}
    return {
        "worked_text": best[0]["measure_text"],
        "worked_unit": best[0]["unit"],
        "worked_years": int(best[0]["looked_for_years"]),
    }


def _shortened(text: str) -> str:
    length = 44 if text.isascii() else 22
    return text if len(text) <= length else f"{text[: length - 1]}…"
