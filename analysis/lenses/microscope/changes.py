"""Before and after, where the method allows it: a step at a change of rules, bad units later."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.statistics import interrupted, regression_to_mean

_QUARTERS = 4
_WORST = 0.75  # units at or above this quantile of returns are those somebody would pick as bad


def longest(steps: pd.DataFrame) -> pd.DataFrame:
    """The quarters of the change that has most of them on its shorter side."""
    if steps.empty:
        return steps
    sides = steps.groupby(["rule_revision_id", "is_after"]).size().unstack(fill_value=0)
    shorter = sides.reindex(columns=[False, True], fill_value=0).min(axis=1)
    kept: pd.DataFrame = steps.loc[steps["rule_revision_id"] == shorter.idxmax()]
    return kept.reset_index(drop=True)


def step(quarters: pd.DataFrame) -> dict[str, Any]:
    """The step in findings to a visit at the change, its trend taken out, or why there is none.

    `reason` is missing where there is an answer, else `no_rule_dates`, `gaps` (quarters without a
    visit lie between), or the reason of `statistics.interrupted` (`too_short`, `no_events`).
    """
    if quarters.empty:
        return {"reason": "no_rule_dates"}
    told = interrupted.step_change(
        quarters["hit_count"], quarters["visit_count"], quarters["is_after"], period=_QUARTERS
    )
    counts = {"before_count": told.before_count, "after_count": told.after_count}
    if told.status != "ok":
        return counts | {"reason": told.status}
    if _has_gaps(quarters["quarter_date"]):
        return counts | {"reason": "gaps"}
    return counts | {
        "ratio": told.ratio,
        "ratio_low": told.interval.low,
        "ratio_high": told.interval.high,
    }


def _has_gaps(quarters: pd.Series[Any]) -> bool:
    """Whether a quarter between the first and the last is missing."""
    return len(pd.date_range(quarters.min(), quarters.max(), freq="QS")) != len(quarters)


def worst(units: pd.DataFrame) -> dict[str, Any]:
    """The units with most returns, a year later, over what chance alone would have given them.

    `status` is that of `statistics.regression_to_mean`.
    """
    before = units["before_count"].to_numpy(float)
    bar = float(np.quantile(before, _WORST)) if len(before) else 0.0
    picked = (before >= bar) & (before > 0)
    told = regression_to_mean.before_after(before, units["after_count"], picked)
    return {
        "status": told.status,
        "unit_count": len(units),
        "picked_count": int(picked.sum()),
        "before_count": int(before[picked].sum()),
        "after_count": int(units.loc[picked, "after_count"].sum()),
        "expected": told.expected,
        "ratio": told.ratio,
        "ratio_low": told.interval.low,
        "ratio_high": told.interval.high,
    }
