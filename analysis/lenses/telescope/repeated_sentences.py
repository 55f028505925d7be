"""The sentences of the plans that stand in the plans before them, both side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries
from analysis.lenses.telescope import plan_coverage
from analysis.lenses.telescope import plans as choice

_ROWS = 25


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Every sentence of the plans with what it repeats.

    Returns:
        One row per sentence: `unit`, `sentence_number`, `sentence_text`, `prior_year`,
        `prior_sentence_text`, `is_repeated`, `is_standing`, `sharing_unit_count`, `plan_count`,
        `is_boilerplate`, `character_count`.
    """
    found = choice.read(connection, __file__, year=year, unit=unit)
    repeated = found.loc[found["is_repeated"].fillna(False).astype(bool)] if len(found) else found
    return queries.titled(found, sentence_count=len(found), repeated_count=len(repeated))


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The repeated sentences with the earlier ones beside them."""
    if not frame.attrs["repeated_count"]:
        return markup.join()
    repeated = frame.loc[frame["is_repeated"].fillna(False).astype(bool)]
    grouped = repeated.groupby(["sentence_text", "prior_sentence_text"], sort=False)
    rows = pd.DataFrame([_told(part, language) for _, part in grouped][:_ROWS])
    columns = ("sentence_text", "whose", "prior_sentence_text", "shared")
    caption = messages.say(
        language,
        "telescope.repeated_caption",
        repeated_count=frame.attrs["repeated_count"],
        sentence_count=frame.attrs["sentence_count"],
    )
    labels = {name: messages.say(language, f"telescope.column_{name}") for name in columns}
    return markup.table(rows, caption=caption, labels=labels)


def _told(part: pd.DataFrame, language: str) -> dict[str, object]:
    """One row for a sentence, whoever has it."""
    first = part.iloc[0].to_dict()
    whose = [plan_coverage.name(unit, language) for unit in part["unit"]]
    row = {str(name): value for name, value in first.items()}
    return {**row, "whose": ", ".join(whose), "shared": _shared(first, language)}


def _shared(row: Mapping[Any, Any], language: str) -> str:
    if pd.isna(row["sharing_unit_count"]) or row["sharing_unit_count"] == 1:
        return "–"
    values = {name: row[name] for name in ("sharing_unit_count", "plan_count")}
    return messages.say(language, "telescope.shared_by", **values)
