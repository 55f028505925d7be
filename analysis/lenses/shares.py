"""Shares of counts with their interval, whether they may be said, and how they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages, statistics

_NONE = (float("nan"),) * 3

# Lists with an entry for each unit: cases that have it, and all cases.
UNITS = ("unit_numerators", "unit_denominators")


def of(counts: pd.DataFrame, *, part: str, whole: str, status: pd.Series[str]) -> pd.DataFrame:
    """The share of `<part>_count` in `<whole>_count`, row by row.

    Args:
        counts: one row per share.
        part: the share is called `<part>_share`.
        whole: what the share is taken of.
        status: of each row; only where it is `ok` is a share said.

    Returns:
        `<part>_share`, `low` and `high` (95 %), missing where nothing is said. Wilson's interval;
        on as many cases as so many units are worth, where the row has the counts of its units
        (`UNITS`).
    """
    rows = zip(counts[f"{part}_count"], counts[f"{whole}_count"], status, strict=True)
    if set(UNITS) <= set(counts.columns):
        lists = zip(*(counts[name] for name in UNITS), status, strict=True)
        values = [_of_units(*each) if state == "ok" else _NONE for *each, state in lists]
    else:
        values = [_share(count, total) if state == "ok" else _NONE for count, total, state in rows]
    valued = pd.DataFrame(values, columns=[f"{part}_share", "low", "high"], dtype="float64")
    return valued.set_axis(counts.index)


def by_size(totals: pd.Series[Any], small_count: int) -> pd.Series[str]:
    """`ok` where a share rests on `small_count` cases or more, else `suppressed`."""
    return (totals >= max(small_count, 1)).map({True: "ok", False: "suppressed"})


def compared(counts: pd.DataFrame, small_count: int) -> pd.Series[str]:
    """Whether the share of re-dated issues may be said, by `is_catalogue` and `compared_count`.

    `not_applicable` (texts of a code list), `no_baseline` (nothing earlier to compare with),
    `suppressed` (fewer than `small_count`) or `ok`.
    """
    status = by_size(counts["compared_count"], small_count)
    status = status.mask(counts["compared_count"] == 0, "no_baseline")
    return status.mask(counts["is_catalogue"].astype(bool), "not_applicable")


def counted(row: Mapping[Any, Any], part: str, whole: str, language: str) -> str:
    """Share and n, or in words why there is no share."""
    if row["status"] != "ok":
        return messages.say(language, f"indicator.status_{row['status']}")
    share = messages.percent(language, row[f"{part}_share"])
    return f"{share} ({row[f'{part}_count']}/{row[f'{whole}_count']})"


def _of_units(numerators: Any, denominators: Any) -> tuple[float, float, float]:
    from analysis.statistics import clustered

    found = clustered.share(numerators, denominators)
    return found.share, *found.interval


def _share(count: Any, total: Any) -> tuple[float, float, float]:
    return (count / total, *statistics.wilson(count, total)) if total else _NONE
