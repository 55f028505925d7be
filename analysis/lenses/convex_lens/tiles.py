"""The clocks as key figures: median or status, and the note of what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import absent
from analysis.lenses.convex_lens import clocks


def tiles(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """Each clock as a key figure, in the columns of `analysis.markup.tiles`."""
    return pd.DataFrame([_tile(row, language) for row in frame.to_dict("records")])


def reason(row: Mapping[Any, Any]) -> str:
    """Why a clock has no value: a key of the catalogue."""
    return "suppressed" if row["status"] == "suppressed" else f"no_{row['clock']}"


def _tile(row: Mapping[Any, Any], language: str) -> dict[str, str]:
    label = messages.say(language, f"convex_lens.clock_{row['clock']}")
    if row["status"] != "ok":
        why = reason(row)
        status = absent.word(row["status"], why, language)
        note = messages.say(language, f"convex_lens.unsaid_{why}")
        return _row(label, status, note, row["status"])
    is_open = pd.isna(row["median"])
    key = "tile_closed" if row["clock"] == "closed" else "tile"
    note = messages.say(
        language,
        f"convex_lens.{key}_open" if is_open else f"convex_lens.{key}",
        clock_text=clocks.sentence(row, language),
        interval_text=clocks.interval(row, language),
        quartile_text=clocks.in_days(row["upper_quartile"], language),
        early_30_text=_share(row["early_30_share"], language),
        early_90_text=_share(row["early_90_share"], language),
        **clocks.counted(row),
    )
    value = clocks.in_days(row["median"], language)
    return _row(label, value, note, "ok")


def _row(label: str, value: str, note: str, status: str) -> dict[str, str]:
    return {"label_text": label, "value_text": value, "note_text": note, "status": status}


def _share(value: Any, language: str) -> str:
    return "–" if pd.isna(value) else messages.percent(language, value)
