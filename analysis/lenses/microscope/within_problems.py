"""The same problem, first under a coarse and then under a quantified measure."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries

FEWEST_PAIRS = 10  # problems that changed band, below which nothing is compared
_FEWEST_UNITS = 3


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Problems whose measure went from coarse to quantified, in the first period after each.

    Returns:
        One row per problem. `attrs` counts `pair_count`, those back after the coarse measure only,
        after the quantified one only, after both and neither, and `p_value` (exact McNemar; missing
        with fewer than ten problems or three units).
    """
    pairs = queries.read(connection, __file__, year=year, unit=unit)
    coarse = pairs["is_back_after_coarse"].astype(bool) & (pairs["coarse_period_count"] == 1)
    later = pairs["is_back_after_quantified"].astype(bool) & (pairs["quantified_period_count"] == 1)
    only_coarse, only_later = int((coarse & ~later).sum()), int((later & ~coarse).sum())
    is_enough = len(pairs) >= FEWEST_PAIRS and (
        bool(unit) or pairs["unit"].nunique() >= _FEWEST_UNITS
    )
    return queries.titled(
        pairs,
        pair_count=len(pairs),
        coarse_back_count=int(coarse.sum()),
        quantified_back_count=int(later.sum()),
        only_coarse_count=only_coarse,
        only_quantified_count=only_later,
        p_value=_p_value(only_coarse, only_later) if is_enough else np.nan,
    )


def section(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The comparison as a heading and a sentence."""
    return markup.section(messages.say(language, "microscope.within"), sentence(frame, language))


def sentence(frame: pd.DataFrame, language: str) -> str:
    """How often the same problems came back after each kind of measure, or that they are few."""
    values: dict[str, Any] = {str(key): value for key, value in frame.attrs.items()}
    p_value = values.pop("p_value")
    if np.isnan(p_value):
        return messages.say(language, "microscope.within_few", fewest_count=FEWEST_PAIRS, **values)
    key = "apart_some" if p_value < 0.05 else "apart_none"
    apart = messages.say(language, f"microscope.{key}")
    return messages.say(language, "microscope.within_told", apart_text=apart, **values)


def _p_value(one: int, other: int) -> float:
    from analysis.statistics import agreement

    if one + other == 0:
        return 1.0
    return agreement.mcnemar([[0, one], [other, 0]], exact=True).p_value
