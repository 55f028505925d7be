"""Bad units later: the units with most returns, a year on, over what chance would have given."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries
from analysis.lenses.microscope import comparisons
from analysis.statistics import regression_to_mean

_WORST = 0.75  # units at or above this quantile of returns are those somebody would pick as bad


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Returns in each unit in `year` and the year before; `attrs` sets the worst against chance."""
    counts = queries.read(connection, __file__, year=year, unit=unit)
    return queries.titled(counts, register_year=year, prior_year=year - 1, **worst(counts))


def section(frame: pd.DataFrame, language: str) -> markup.Markup:
    """Whether the units that were bad did better than chance, as a heading and a sentence."""
    return markup.section(messages.say(language, "microscope.worst"), sentence(frame, language))


def sentence(frame: pd.DataFrame, language: str) -> str:
    """Whether the units that were bad did better than chance, or why that cannot be said."""
    status = frame.attrs["status"]
    key = "after" if status in ("ok", "complete_pooling") else status
    values = comparisons.values(frame, language)
    return messages.say(language, f"microscope.worst_{key}", **values)


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
