"""The words of the convex lens: what the page rests on, its clocks as key figures, its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import absent, closing

_FEWEST_CASES = 10  # cases of a year below which no difference in points is said


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
            language, "convex_lens.fact_items_text", **_counts(closed)
        ),
    }


def heading(name: str, language: str, **values: Any) -> tuple[str, ...]:
    """Title of a part of the page and, where the catalogue has one, the paragraph below it."""
    key = f"convex_lens.{name}"
    keys = [key, *([f"{key}_text"] if messages.has(f"{key}_text") else [])]
    return tuple(messages.say(language, each, **values) for each in keys)


def finding(frame: pd.DataFrame, language: str) -> str:
    """The page in one sentence: how long half of the problems take to close."""
    closed = _clock(frame, "closed")
    if closed["status"] != "ok":
        return messages.say(language, f"convex_lens.unsaid_{_reason(closed)}")
    return clock_title(closed, language)


def clock_title(row: Mapping[Any, Any], language: str) -> str:
    """The median of one clock with what it rests on, or that half are not done yet."""
    if row["clock"] == "closed":
        return closing.sentence({**row, "median_days": row["median"]}, language)
    key = "finding_open" if pd.isna(row["median"]) else "finding"
    return messages.say(
        language,
        f"convex_lens.{key}_{row['clock']}",
        interval_text=_interval(row, language),
        **_counts(row),
    )


def clock(row: Mapping[Any, Any], language: str) -> str:
    """Median, third quartile and open items of one clock."""
    return messages.say(
        language,
        "convex_lens.clock_line",
        median_text=_days(row["median"], language),
        quartile_text=_days(row["upper_quartile"], language),
        **_counts(row),
    )


def tiles(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """Each clock as a key figure, in the columns of `analysis.publish.html.tiles`."""
    return pd.DataFrame([_tile(row, language) for row in frame.to_dict("records")])


def limits(frame: pd.DataFrame, hits: pd.DataFrame, language: str) -> list[str]:
    """What the page cannot say: censoring, early finding, items left out, findings without a name.

    Args:
        frame: of `frames.clocks`.
        hits: of `frames.unnamed_hits`; nothing is said where inspections hold no problem.
        language: of the sentences.
    """
    backwards = int(frame["backwards_count"].sum())
    keys = ["snapshot", "lead_time", "closing"]
    said = [messages.say(language, f"convex_lens.limit_{key}") for key in keys]
    counted = messages.say(language, "convex_lens.limit_backwards", backwards_count=backwards)
    held, unnamed = (int(hits[f"{name}_count"].sum()) for name in ("held", "unnamed"))
    values = {"held_count": held, "unnamed_count": unnamed, "unnamed_share": unnamed / max(held, 1)}
    told = [messages.say(language, "convex_lens.limit_unnamed", **values)] if held else []
    return [*said, counted, *told]


def few_areas(recorded: Sequence[tuple[str, float]], language: str) -> str:
    """The areas that have hours, where they are too few to compare."""
    each = [
        messages.say(language, "convex_lens.area_hours", category_text=area, hour_share=share)
        for area, share in recorded
    ]
    areas = messages.say(language, "convex_lens.area_joint").join(each)
    return messages.say(
        language, "convex_lens.few_areas", area_count=len(recorded), areas_text=areas
    )


def stage_name(frame: pd.DataFrame) -> str:
    """Which title fits the stages: shares and their difference, or only counts of few cases."""
    fewest = min(frame.attrs["first_total_count"], frame.attrs["last_total_count"])
    return "stage_shift" if fewest >= _FEWEST_CASES else "stage_shift_few"


def named(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as values of a message, the limits of a share named so that they print as shares."""
    values = {str(key): value for key, value in row.items()}
    return values | {"low_share": values["low"], "high_share": values["high"]}


def printed(frame: pd.DataFrame, language: str) -> dict[str, Any]:
    """The attributes of a frame, a difference of shares in percentage points."""
    values = {str(key): value for key, value in frame.attrs.items()}
    for name in ("difference", "difference_low", "difference_high"):
        if name in values:
            sign = "−" if values[name] < 0 else "+"
            points = messages.number(language, abs(values[name]) * 100)
            values[f"{name}_text"] = f"{sign}{points}"
    return values


def _tile(row: Mapping[Any, Any], language: str) -> dict[str, str]:
    label = messages.say(language, f"convex_lens.clock_{row['clock']}")
    if row["status"] != "ok":
        reason = _reason(row)
        status = absent.word(row["status"], reason, language)
        why = messages.say(language, f"convex_lens.unsaid_{reason}")
        return {
            "label_text": label,
            "value_text": status,
            "note_text": why,
            "status": row["status"],
        }
    is_open = pd.isna(row["median"])
    key = "tile_closed" if row["clock"] == "closed" else "tile"
    note = messages.say(
        language,
        f"convex_lens.{key}_open" if is_open else f"convex_lens.{key}",
        clock_text=clock_title(row, language),
        interval_text=_interval(row, language),
        quartile_text=_days(row["upper_quartile"], language),
        early_30_text=_share(row["early_30_share"], language),
        early_90_text=_share(row["early_90_share"], language),
        **_counts(row),
    )
    value = _days(row["median"], language)
    return {"label_text": label, "value_text": value, "note_text": note, "status": "ok"}


def _clock(frame: pd.DataFrame, name: str) -> dict[Any, Any]:
    found: list[dict[Any, Any]] = frame.loc[frame["clock"] == name].to_dict("records")
    return found[0]


def _counts(row: Mapping[Any, Any]) -> dict[str, int]:
    return {name: int(row[name]) for name in ("item_count", "ended_count", "open_count")} | {
        "median_days": 0 if pd.isna(row["median"]) else int(row["median"])
    }


def _reason(row: Mapping[Any, Any]) -> str:
    return "suppressed" if row["status"] == "suppressed" else f"no_{row['clock']}"


def _interval(row: Mapping[Any, Any], language: str) -> str:
    """The limits of the median; an upper one that the curve does not reach is open."""
    if pd.isna(row["median"]):
        return ""
    low = messages.number(language, row["low"])
    if pd.isna(row["high"]):
        return messages.say(language, "convex_lens.interval_open", low_days=row["low"])
    return f"{low}–{messages.number(language, row['high'])}"


def _days(value: Any, language: str) -> str:
    if pd.isna(value):
        return messages.say(language, "convex_lens.not_reached")
    return messages.say(language, "convex_lens.in_days", day_count=value)


def _share(value: Any, language: str) -> str:
    return "–" if pd.isna(value) else messages.percent(language, value)
