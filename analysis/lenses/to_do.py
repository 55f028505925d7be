"""What waits to be done: flags to decide, closings to verify, old entries, moved deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import duckdb
import pandas as pd

from analysis import messages
from analysis.lenses import places, queries

# In the order in which a bureau acts on them: what accuses somebody comes first.
TASKS = ("decide", "verify", "overdue", "moved")
OPEN_DAYS = 90  # an entry that is open longer is asked for (the quarter that ledgers report by)
MOVE_COUNT = 3  # a deadline moved so often is one that nobody keeps
PAGE = "this_week.html"

# Task → the columns that its list shows; a flag has its card, so its list is of units alone.
_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "verify": ("unit", "issue_text", "since_date", "day_count", "place"),
        "overdue": ("unit", "issue_text", "since_date", "day_count", "place"),
        "moved": ("unit", "issue_text", "move_count", "slipped_days", "place"),
    }
)


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """What waits in the registers of `year`: one row per issue and task, the longest first.

    Returns:
        `task` (one of `TASKS`), `issue_id`, `unit`, `register_year`, `issue_text`, `source_file`,
        `source_sheet`, `source_row`, `since_date` (found, or closed for `verify`), `day_count`
        (open, since the closing, or by which a deadline went) and `move_count`.
    """
    found = queries.read(
        connection, __file__, year=year, unit=unit, open_days=OPEN_DAYS, move_count=MOVE_COUNT
    )
    return queries.titled(found, register_year=year)


def counts(frame: pd.DataFrame) -> dict[str, int]:
    """How many issues wait for each task, in the order of `TASKS`; none is a zero."""
    return {task: int(frame["task"].eq(task).sum()) for task in TASKS}


def actions(frame: pd.DataFrame, language: str) -> list[dict[str, str]]:
    """What to do this week: `text` with its number, and `href` of the rows; tasks with none go."""
    return [
        {
            "text": messages.say(language, f"this_week.do_{task}", count=count, task_count=count,
                                 open_days_count=OPEN_DAYS, move_count=MOVE_COUNT),
            "href": f"{PAGE}#{task}",
        }
        for task, count in counts(frame).items()
        if count
    ]  # fmt: skip


def listed(frame: pd.DataFrame, task: str, language: str) -> pd.DataFrame:
    """The issues of one task as a page lists them, in the columns of `labels`."""
    chosen = frame.loc[frame["task"] == task]
    rows: list[dict[Any, Any]] = chosen.to_dict("records")
    return chosen.assign(
        slipped_days=chosen["day_count"],
        place=[places.place(row, "", language) for row in rows],
    ).loc[:, list(_COLUMNS[task])]


def labels(task: str, language: str) -> dict[str, str]:
    """Column of `listed` → its heading."""
    return {name: messages.say(language, f"this_week.column_{name}") for name in _COLUMNS[task]}


def by_unit(frame: pd.DataFrame) -> pd.DataFrame:
    """How many flags wait in each unit: `unit`, `flag_count`, most first, names in order."""
    flags = frame.loc[frame["task"] == "decide"]
    counted = flags.groupby("unit", sort=True).size().rename("flag_count").reset_index()
    return counted.sort_values("flag_count", ascending=False, kind="stable", ignore_index=True)
