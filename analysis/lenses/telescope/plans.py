"""Which plans the page is about: the last year's for which one is on record."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from analysis import warehouse
from analysis.lenses import queries

_TABLES = ("clean.plans", "linked.plan_links")


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


def read(
    connection: duckdb.DuckDBPyConnection, module: str, *, year: int, unit: str
) -> pd.DataFrame:
    """The rows of the query beside a module for the plans that the page is about.

    `attrs["has_plan"]` is false, and there are no rows, where no plan is on record.
    """
    chosen = frame(connection, year=year, unit=unit)
    ids = chosen["plan_id"].tolist()
    found = queries.read(connection, module, plans=ids) if ids else pd.DataFrame()
    return queries.titled(
        found, has_plan=bool(ids), plan_item_count=int(chosen.attrs["item_count"])
    )


def read_of_year(
    connection: duckdb.DuckDBPyConnection, module: str, tables: tuple[str, ...], **asked: Any
) -> pd.DataFrame:
    """The rows of the query beside a module for the year of these plans; none without `tables`."""
    if not all(warehouse.has_table(connection, table) for table in tables):
        return pd.DataFrame()
    chosen = frame(connection, **asked)
    values = {"plan_year": chosen.attrs["said_year"], "unit": asked["unit"]}
    return queries.read(connection, module, **values)


def _none() -> pd.DataFrame:
    columns = ["plan_id", "unit", "said_year", "plan_year", "item_count", "revision_count"]
    return pd.DataFrame(columns=columns)


def _said(found: pd.DataFrame) -> int | None:
    """The year that the records say; None where they say none."""
    said: Any = found["said_year"].dropna()
    return int(said.max()) if len(said) else None
