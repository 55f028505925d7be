"""The eighteen classes gathered into the six groups that a chart can tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from analysis import classes

# In the order of the charts: from the least to the most honest finding, then what has no baseline.
GROUPS = ("redated", "doubtful", "declared", "evidenced", "new", "no_baseline")

# A flag that was dismissed counts as declared.
_GROUP_OF: Mapping[str, str] = MappingProxyType(
    {name: row.class_group for name, row in classes.shown().items()} | {"dismissed": "declared"}
)


def group_of(class_name: str) -> str:
    """The group of an issue that is not flagged, by the class it is shown under."""
    return _GROUP_OF.get(class_name, "doubtful")


def gather(counted: pd.DataFrame, *, by: Sequence[str]) -> pd.DataFrame:
    """Issues of each group and their share, for each value of `by`; empty groups stay.

    A flagged issue is `redated` whatever class it is shown under; a class that says neither
    honest nor copied before somebody looks (reworded, recounted, impossible dates …) is
    `doubtful`; a flag that was dismissed (`dismissed`) counts as declared.

    Args:
        counted: the columns of `by`, `class_name`, `is_flagged` and `issue_count`.
        by: columns that one bar of the chart stands for, in the order of the rows.

    Returns:
        The columns of `by`, `class_group`, `issue_count`, `register_issue_count` (all groups
        together) and `issue_share`.
    """
    group = counted["class_name"].map(_GROUP_OF).fillna("doubtful")
    grouped = counted.assign(class_group=group.mask(counted["is_flagged"], "redated"))
    bars = counted[list(by)].drop_duplicates()
    every = bars.merge(pd.DataFrame({"class_group": list(GROUPS)}), how="cross")
    sums = grouped.groupby([*by, "class_group"], dropna=False, as_index=False)["issue_count"].sum()
    # A group key that is wholly missing (no unit may be named) comes back as another type.
    sums = sums.assign(**{name: sums[name].astype(counted[name].dtype) for name in by})
    counts = every.merge(sums, how="left", on=[*by, "class_group"])
    counts = counts.assign(issue_count=counts["issue_count"].fillna(0).astype("int64"))
    totals = counts.groupby(list(by), dropna=False)["issue_count"].transform("sum")
    return counts.assign(register_issue_count=totals, issue_share=counts["issue_count"] / totals)
