"""Problems back after a coarse measure: the next one quantified, against coarse again."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd

from analysis import markup, messages, outcomes
from analysis.indicators import two_years
from analysis.lenses import looking, printed, queries
from analysis.statistics import clustered

FEWEST = 10  # problems after each kind of measure, below which nothing is compared
_KINDS = ("coarse", "quantified")


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Whether problems that a coarse measure did not hold come back less under a quantified one.

    A problem gets another measure because it came back, so what its earlier measure did must not be
    set against what the later one does: the earlier would lose whatever either can do. All problems
    compared here came back after a coarse measure; what differs is the next one.

    Returns:
        One row per unit and kind of the next measure: `followed_count`, `returned_count` (back
        again in the first period). `attrs` has both counts of each kind, and where each has ten
        problems or more in three units or more (of one unit: ten or more) `coarse_share`,
        `quantified_share`, their `difference` with `difference_low` and `difference_high`, and
        `other_value` and `worst_value`, the difference under the other treatments of unlooked
        years.
    """
    outcomes.treat(connection)
    every = queries.read(connection, __file__, year=year, unit=unit)
    counts = every.loc[every["treatment"] == "main"].drop(columns="treatment")
    told: dict[str, Any] = {"is_inspected": bool(counts["is_inspected"].any())}
    told |= _totals(counts)
    if _is_enough(counts, unit):
        told |= compared(counts) | {
            f"{name}_value": _gap(every.loc[every["treatment"] == name]) for name in looking.OTHERS
        }
    return queries.titled(counts, **told)


def section(frame: pd.DataFrame, language: str) -> markup.Markup:
    """The comparison as a heading, a sentence and what stands beside it."""
    heading = messages.say(language, "microscope.within")
    notes = [markup.note(each) for each in looking.of_difference(frame.attrs, language)]
    return markup.join(markup.section(heading, sentence(frame, language)), *notes)


def sentence(frame: pd.DataFrame, language: str) -> str:
    """How often such problems came back again under each kind of measure, or that they are few."""
    values = printed.values(frame, language)
    if "difference" not in values:
        return messages.say(language, "microscope.within_few", fewest_count=FEWEST, **values)
    within = values["difference_low"] <= 0 <= values["difference_high"]
    apart = messages.say(language, f"microscope.apart_{'none' if within else 'some'}")
    return messages.say(language, "microscope.within_told", apart_text=apart, **values)


def compared(counts: pd.DataFrame) -> dict[str, float]:
    """Both shares and their difference, with an interval that allows for units.

    Args:
        counts: `next_kind`, and of each unit `returned_count` and `followed_count`.
    """
    coarse, quantified = (_share(counts, kind) for kind in _KINDS)
    limits = clustered.difference(coarse, quantified)
    return {
        "coarse_share": coarse.share,
        "quantified_share": quantified.share,
        "difference": coarse.share - quantified.share,
        "difference_low": limits.low,
        "difference_high": limits.high,
    }


def _share(counts: pd.DataFrame, kind: str) -> Any:
    rows = counts.loc[counts["next_kind"] == kind]
    return clustered.share(rows["returned_count"], rows["followed_count"])


def _gap(counts: pd.DataFrame) -> float:
    if counts["next_kind"].nunique() < len(_KINDS):
        return float(np.nan)
    return compared(counts)["difference"]


def _totals(counts: pd.DataFrame) -> dict[str, int]:
    return {
        f"{kind}_{name}": int(counts.loc[counts["next_kind"] == kind, name].sum())
        for kind in _KINDS
        for name in ("followed_count", "returned_count")
    }


def _is_enough(counts: pd.DataFrame, unit: str) -> bool:
    groups = counts.groupby("next_kind")
    sizes = groups["followed_count"].sum().reindex(list(_KINDS), fill_value=0)
    units = groups["unit"].nunique().reindex(list(_KINDS), fill_value=0)
    fewest = 1 if unit else two_years.BAND_UNITS
    return bool(sizes.min() >= FEWEST and units.min() >= fewest)
