"""The words of the convex lens: what it rests on, its finding, what cannot be said."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses.convex_lens import clocks, tiles


def facts(frame: pd.DataFrame, unit: str, language: str) -> dict[str, str]:
    """What the page rests on, label → text: unit, registers, items with a clock."""
    closed = _clock(frame, "closed")
    who = unit or messages.say(language, "convex_lens.all_units")
    return {
        messages.say(language, "convex_lens.fact_unit"): who,
        messages.say(language, "convex_lens.fact_year"): messages.say(
            language, "convex_lens.fact_year_text", register_year=frame.attrs["register_year"]
        ),
        messages.say(language, "convex_lens.fact_items"): messages.say(
            language, "convex_lens.fact_items_text", **clocks.counted(closed)
        ),
    }


def finding(frame: pd.DataFrame, language: str) -> str:
    """The page in one sentence: how long half of the problems take to close."""
    closed = _clock(frame, "closed")
    if closed["status"] != "ok":
        return messages.say(language, f"convex_lens.unsaid_{tiles.reason(closed)}")
    told = clocks.sentence(closed, language)
    return messages.say(language, "convex_lens.finding_closed", clock_text=told)


def limits(frame: pd.DataFrame, hits: pd.DataFrame, language: str) -> list[str]:
    """What the page cannot say: censoring, early finding, items left out, findings without a name.

    Args:
        frame: of `clocks.frame`.
        hits: of `unnamed_hits.frame`; nothing is said where inspections hold no problem.
        language: of the sentences.
    """
    backwards = int(frame["backwards_count"].sum())
    keys = ["snapshot", "lead_time", "closing"]
    said = [messages.say(language, f"convex_lens.limit_{key}") for key in keys]
    counted = messages.say(language, "convex_lens.limit_backwards", backwards_count=backwards)
    held, unnamed = (int(hits[f"{name}_count"].sum()) for name in ("held", "unnamed"))
    values = {"held_count": held, "unnamed_count": unnamed, "unnamed_share": unnamed / max(held, 1)}
    told = [messages.say(language, "convex_lens.limit_unnamed", **values)] if held else []
    return [*said, counted, *told, messages.say(language, "looking.intervals")]


def _clock(frame: pd.DataFrame, name: str) -> dict[Any, Any]:
    found: list[dict[Any, Any]] = frame.loc[frame["clock"] == name].to_dict("records")
    return found[0]
