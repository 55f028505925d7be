"""For analysts in a notebook: all issues in a frame, two years side by side, every chart's call."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import duckdb
import pandas as pd

from analysis import lenses, messages, statistics, warehouse

# What a chart may be asked, as a notebook names it.
_ASKED = {"chronic_years": "limits.outcomes.chronic_years", "small_count": "small", "year": "year"}


def issues(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every issue with its class, its problem and its measure, one row per issue.

    Ready for `query`, `pivot_table` and `groupby` of pandas. Entries that stand twice
    (`is_duplicate`) are among them; figures of the pages count them once.
    """
    return warehouse.read(connection, warehouse.query("explore/issues"))


def filtered(frame: pd.DataFrame, *, unit: str = "", words: str = "") -> pd.DataFrame:
    """The rows of one unit whose text holds these words; an empty value keeps all."""
    kept = frame if not unit else frame.loc[frame["unit"] == unit]
    holds = kept["issue_text"].str.contains(words, case=False, regex=False, na=False)
    return kept if not words else kept.loc[holds]


def two_years(
    frame: pd.DataFrame, *, by: str, first: int, second: int, flag: str = "is_redated_only"
) -> pd.DataFrame:
    """How often `flag` is true in two register years, for each value of `by`, side by side.

    Args:
        frame: rows as `issues` gives them, perhaps filtered; duplicates and first registers are
            left out, because nothing earlier stands beside them.
        by: a column, for instance `category`.
        first: the earlier register year; 0 is the year before the later one.
        second: the later one.
        flag: a column of true and false.

    Returns:
        One row per value: `first_count`, `first_total`, `second_count`, `second_total`, both
        shares, and their `difference` with `low` and `high` (95 %, Newcombe 1998, method 10);
        missing where a year has no rows.
    """
    kept = frame.loc[~frame["is_duplicate"].astype(bool) & ~frame["is_baseline"].astype(bool)]
    before = first or second - 1
    rows = []
    for value, part in kept.groupby(by, dropna=False):
        then, now = (_counted(part, year, flag) for year in (before, second))
        rows.append({by: value, **_beside(then, now)})
    names = ("first_count", "first_total", "second_count", "second_total")
    values = ("first_share", "second_share", "difference", "low", "high")
    return pd.DataFrame(rows, columns=[by, *names, *values])


def charts(language: str = "en") -> pd.DataFrame:
    """Every chart of every lens with the one call that gives its rows.

    Returns:
        One row per chart: `lens`, `chart`, `what` (the first line of its documentation),
        `question` (as the page asks it) and `call`, to be pasted into a cell below
        `limits`, `connection`, `year` and `small`, as all notebooks have them.
    """
    rows = [_told(lens, name, module, language) for lens, name, module in _charts()]
    return pd.DataFrame(rows, columns=["lens", "chart", "what", "question", "call"])


def _charts() -> Iterator[tuple[str, str, ModuleType]]:
    for lens in pkgutil.iter_modules(lenses.__path__):
        if not lens.ispkg:
            continue
        package = importlib.import_module(f"analysis.lenses.{lens.name}")
        for part in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"analysis.lenses.{lens.name}.{part.name}")
            if hasattr(module, "frame") and hasattr(module, "figure"):
                yield lens.name, part.name, module


def _told(lens: str, name: str, module: ModuleType, language: str) -> dict[str, str]:
    question = f"{lens}.{name}_question"
    needed = [
        parameter.name
        for parameter in inspect.signature(module.frame).parameters.values()
        if parameter.default is parameter.empty and parameter.name != "connection"
    ]
    asked = ", ".join(f"{parameter}={_ASKED[parameter]}" for parameter in needed)
    call = f"from analysis.lenses.{lens} import {name}; rows = {name}.frame(connection, {asked})"
    what = (inspect.getdoc(module.frame) or "").partition("\n")[0]
    asks = messages.say(language, question) if messages.has(question) else ""
    return {"lens": lens, "chart": name, "what": what, "question": asks, "call": call}


def _counted(part: pd.DataFrame, year: int, flag: str) -> tuple[int, int]:
    of_year = part.loc[part["register_year"] == year, flag].astype(bool)
    return int(of_year.sum()), len(of_year)


def _beside(then: tuple[int, int], now: tuple[int, int]) -> dict[str, Any]:
    counts = dict(
        zip(
            ("first_count", "first_total", "second_count", "second_total"),
            (*then, *now),
            strict=True,
        )
    )
    shares = [part / whole if whole else float("nan") for part, whole in (then, now)]
    limits = statistics.newcombe(now, then) if then[1] and now[1] else None
    return counts | {
        "first_share": shares[0],
        "second_share": shares[1],
        "difference": shares[1] - shares[0],
        "low": limits.low if limits else float("nan"),
        "high": limits.high if limits else float("nan"),
    }
