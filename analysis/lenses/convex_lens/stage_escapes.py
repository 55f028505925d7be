"""In which stage problems are found in the mean, and how many stages after they arose."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries

_FEWEST_CASES = 10  # cases of a year below which years are not compared


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """The stage-shift index and the escape of each year (domain.md 3.5).

    Returns:
        One row per year: `found_count`, `mean_stage` (1 planning, 2 construction, 3 production),
        `paired_count` (where it is on record when the problem arose) and `mean_escape` (stages
        from arising to finding, missing without such). `attrs` has `p_value`: Mann and Whitney's
        test of the stages of the first year against the last (ties corrected; Mann, H. B. and
        Whitney, D. R. 1947), missing where a year has fewer than ten.
    """
    counts = queries.recorded(connection, "clean.status_events", __file__, year=year, unit=unit)
    if counts.empty:
        return counts
    rows = [{"register_year": int(str(at))} | _year(part) for at, part in _years(counts)]
    stages = [np.repeat(part["found_stage"], part["found_count"]) for _, part in _years(counts)]
    return queries.titled(pd.DataFrame(rows), p_value=_p_value(stages[0], stages[-1]))


def note(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The stage in the mean, how many stages late, and whether the shift may be chance."""
    if frame.empty:
        return markup.join()
    first, last = frame.iloc[0], frame.iloc[-1]
    values: dict[str, Any] = {
        "first_year": int(first["register_year"]),
        "last_year": int(last["register_year"]),
        "first_stage": float(first["mean_stage"]),
        "last_stage": float(last["mean_stage"]),
        "paired_count": int(frame["paired_count"].sum()),
    }
    keys = ["mean"] if len(frame) > 1 else ["mean_one"]
    if values["paired_count"]:
        late = (frame["mean_escape"] * frame["paired_count"]).sum() / values["paired_count"]
        values["escape"] = float(late)
    keys += ["escape"] if values["paired_count"] else ["no_escape"]
    p_value = frame.attrs["p_value"]
    if not np.isnan(p_value):
        keys.append("chance" if p_value >= 0.05 else "no_chance")
        values["p_text"] = "< 0.001" if p_value < 0.001 else f"= {p_value:.3f}"
    said = [messages.say(language, f"convex_lens.stages_{key}", **values) for key in keys]
    return markup.note(messages.say(language, "indicator.joint").join(said))


def _years(counts: pd.DataFrame) -> list[tuple[Any, pd.DataFrame]]:
    return list(counts.groupby("register_year"))


def _year(part: pd.DataFrame) -> dict[str, float]:
    paired = part.loc[part["arose_stage"].notna()]
    late = paired["found_stage"] - paired["arose_stage"]
    return {
        "found_count": int(part["found_count"].sum()),
        "mean_stage": float(np.average(part["found_stage"], weights=part["found_count"])),
        "paired_count": int(paired["found_count"].sum()),
        "mean_escape": float(np.average(late, weights=paired["found_count"]))
        if len(paired)
        else np.nan,
    }


def _p_value(first: Any, last: Any) -> float:
    if first is last or min(len(first), len(last)) < _FEWEST_CASES:
        return float("nan")
    from scipy import stats

    return float(stats.mannwhitneyu(first, last, method="asymptotic").pvalue)
