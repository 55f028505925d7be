"""Which plans the page is about: the last year's for which one is on record."""

from __future__ import annotations

from typing import Any, TypedDict

import duckdb
import pandas as pd

from analysis import warehouse
from analysis.lenses import queries

_TABLES = ("clean.plans", "linked.plan_links")


class Chosen(TypedDict):
    """What the queries bind: the plans, and the year as their record says it."""

    plans: list[str]


class Asked(TypedDict):
    """What the queries about meetings and suggestions bind; the year is None where none is said."""

    plan_year: int | None
    unit: str


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """The plans of the last year, up to the one after `year`, for which one is on record.

    Returns:
        One row per plan: `plan_id`, `unit` (missing for the bureau's), `said_year` (missing where
        the record says none), `plan_year`, `item_count`, `revision_count`; `attrs` has
        `plan_year`, `plan_count`, `unit_count` (units with a plan), `item_count`.
    """
    has_plans = all(warehouse.has_table(connection, table) for table in _TABLES)
    found = queries.read(connection, __file__, year=year, unit=unit) if has_plans else _none()
    return queries.titled(
        found,
        register_year=year,
        unit=unit,
        plan_year=int(found["plan_year"].max()) if len(found) else year + 1,
        said_year=_said(found),
        plan_count=len(found),
        unit_count=int(found["unit"].notna().sum()) if len(found) else 0,
        item_count=int(found["item_count"].sum()) if len(found) else 0,
    )


def chosen(frame: pd.DataFrame) -> Chosen:
    """The plans as the other queries of the lens ask for them."""
    return {"plans": frame["plan_id"].tolist()}


def asked(frame: pd.DataFrame) -> Asked:
    """Year and unit as the queries about meetings and suggestions ask for them."""
    return {"plan_year": frame.attrs["said_year"], "unit": frame.attrs["unit"]}


def read(connection: duckdb.DuckDBPyConnection, module: str, plans: list[str]) -> pd.DataFrame:
    """The rows of the query beside a module for these plans; none where there is no plan."""
    return queries.read(connection, module, plans=plans) if plans else pd.DataFrame()


def _none() -> pd.DataFrame:
    columns = ["plan_id", "unit", "said_year", "plan_year", "item_count", "revision_count"]
    return pd.DataFrame(columns=columns)


def _said(found: pd.DataFrame) -> int | None:
    said: Any = found["said_year"].dropna()
    return int(said.max()) if len(said) or not len(found) and len(said) else None
