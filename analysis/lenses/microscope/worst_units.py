"""Bad units later: the units with most returns, a year on, over what chance would have given."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd

from analysis import markup, messages, outcomes
from analysis.lenses import looking, queries
from analysis.lenses.microscope import comparisons
from analysis.statistics import regression_to_mean

_TOLD = ("ok", "complete_pooling")  # states of `statistics.regression_to_mean` with a ratio
_WORST = 0.75  # units at or above this quantile of returns are those somebody would pick as bad


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Returns in each unit in `year` and the year before; `attrs` sets the worst against chance.

    Returns:
        One row per unit: `before_count`, `after_count`. `attrs` has what `worst` gives, the ratio
        also under the other treatments of unlooked years (`other_value`, `worst_value`), and
        `unvisited_count`, problems of both years found without a visit.
    """
    outcomes.treat(connection)
    every = queries.read(connection, __file__, year=year, unit=unit)
    told = {name: worst(_of(every, name)) for name in ("main", *looking.OTHERS)}
    return queries.titled(
        _of(every, "main"),
        register_year=year,
        prior_year=year - 1,
        is_inspected=bool(every["is_inspected"].any()),
        unvisited_count=int(_of(every, "other")["unvisited_count"].sum()),
        **{f"{name}_value": told[name]["ratio"] for name in looking.OTHERS},
        **told["main"],
    )


def section(frame: pd.DataFrame, language: str) -> markup.Markup:
    """Whether the units that were bad did better than chance, and what stands beside it."""
    heading = messages.say(language, "microscope.worst")
    is_told = frame.attrs["status"] in _TOLD
    beside = looking.of_ratio(frame.attrs, language) if is_told else []
    return markup.join(
        markup.section(heading, sentence(frame, language)), *map(markup.note, beside)
    )


def sentence(frame: pd.DataFrame, language: str) -> str:
    """Whether the units that were bad did better than chance, or why that cannot be said."""
    status = frame.attrs["status"]
    key = "after" if status in _TOLD else status
    values = comparisons.values(frame, language)
    return messages.say(language, f"microscope.worst_{key}", **values)


def _of(every: pd.DataFrame, treatment: str) -> pd.DataFrame:
    rows = every.loc[every["treatment"] == treatment].drop(columns=["treatment", "is_inspected"])
    return rows.reset_index(drop=True)


def worst(units: pd.DataFrame) -> dict[str, Any]:
    """The units with most returns, a year later, over what chance alone would have given them.

    `status` is that of `statistics.regression_to_mean`.
    """
    before = units["before_count"].to_numpy(float)
    bar = float(np.quantile(before, _WORST)) if len(before) else 0.0
    picked = (before >= bar) & (before > 0)
    told = regression_to_mean.against_others(before, units["after_count"], picked)
    return {
        "status": told.status,
        "unit_count": len(units),
        "picked_count": int(picked.sum()),
        "before_count": int(before[picked].sum()),
        "after_count": int(units.loc[picked, "after_count"].sum()),
        "rest_before_count": int(before[~picked].sum()),
        "rest_after_count": int(units.loc[~picked, "after_count"].sum()),
        "expected": told.expected,
        "ratio": told.ratio,
        "ratio_low": told.interval.low,
        "ratio_high": told.interval.high,
    }
