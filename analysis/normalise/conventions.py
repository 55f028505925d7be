"""How each column writes its dates: what stands first, and in which zone stamps were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.text.dates import orders, zones
from analysis.text.dates.numeric_dates import Order

FIELDS = (
    "found_date_text", "due_date_text", "effective_date_text", "closed_date_text",
    "verified_date_text", "inspected_date_text",
)  # fmt: skip
# Whose order a date inside a status is written in: that of the nearest column that has one.
_BESIDE_STATUS = ("closed_date_text", "verified_date_text", "found_date_text", "due_date_text")


class Convention(NamedTuple):
    """How one column writes its dates.

    Attributes:
        order: what stands first in dates that do not begin with four digits.
        days_later: how many days later than in UTC its days were.
        is_zone_unknown: whether it has time stamps in UTC and nothing says what zone they are of.
    """

    order: Order | None = None
    days_later: int = 0
    is_zone_unknown: bool = False

    @property
    def key(self) -> str:
        """What two columns share whose dates are read alike; empty where nothing is special."""
        return (self.order or "") + (f"{self.days_later:+d}" if self.days_later else "")


_Column = tuple[str, str | None, str]
"""File, sheet and raw column."""


def hold(connection: duckdb.DuckDBPyConnection) -> dict[str, Convention]:
    """Hold `date_columns` and, a row for each sheet, `date_conventions`; the conventions by key."""
    found = _judged(warehouse.rows(connection, warehouse.query("clean/telling_dates")))
    _stage(connection, found)
    return {convention.key: convention for convention in (Convention(), *found.values())}


def _judged(
    telling: Iterable[tuple[str, str | None, str, int, str]],
) -> dict[_Column, Convention]:
    """How each column writes its dates.

    What a column leaves open, the other columns of its sheet settle where they agree, since one
    hand or program wrote them, and else the same columns of all files where these agree.
    """
    columns: dict[_Column, list[tuple[str, int | None]]] = defaultdict(list)
    for file, sheet, field, year, text in telling:
        columns[file, sheet, field].append((text, year or None))
    own = {column: orders.settled(dated) for column, dated in columns.items()}
    beside, alike = defaultdict(list), defaultdict(list)
    for column, order in own.items():
        if order:
            beside[column[:2]].append(order)
            alike[column[2]].append(order)
    return {
        column: _convention(
            own[column]
            or orders.lent(dated, beside[column[:2]])
            or orders.lent(dated, alike[column[2]]),
            [text for text, _ in dated],
        )
        for column, dated in columns.items()
    }


def _convention(order: Order | None, texts: Sequence[str]) -> Convention:
    later = zones.days_later(texts)
    has_stamps = any(zones.STAMP.fullmatch(text.strip()) for text in texts)
    return Convention(order, later or 0, has_stamps and later is None)


def _stage(connection: duckdb.DuckDBPyConnection, found: dict[_Column, Convention]) -> None:
    listed = {
        "source_file": [file for file, _, _ in found],
        "source_sheet": pa.array([sheet for _, sheet, _ in found], pa.string()),
        "field": [field for _, _, field in found],
        "convention": [convention.key for convention in found.values()],
        "is_zone_unknown": pa.array(
            [convention.is_zone_unknown for convention in found.values()], pa.bool_()
        ),
    }
    schema = ["source_file", "source_sheet", "field", "convention"]
    table = pa.table(
        {name: pa.array(values, pa.string()) if name in schema else values
         for name, values in listed.items()}
    )  # fmt: skip
    warehouse.stage(connection, "date_columns", table)
    sheets = list(dict.fromkeys((file, sheet) for file, sheet, _ in found))
    wide = {
        "source_file": [file for file, _ in sheets],
        "source_sheet": [sheet for _, sheet in sheets],
        **{name: [_key(found, (*sheet, name)) for sheet in sheets] for name in FIELDS},
        "status": [_beside_status(found, sheet) for sheet in sheets],
    }
    strings = {name: pa.array(values, pa.string()) for name, values in wide.items()}
    warehouse.stage(connection, "date_conventions", pa.table(strings))


def _key(found: dict[_Column, Convention], column: _Column) -> str:
    return found[column].key if column in found else ""


def _beside_status(found: dict[_Column, Convention], sheet: tuple[str, str | None]) -> str:
    orders_there = (found[*sheet, name].order for name in _BESIDE_STATUS if (*sheet, name) in found)
    return next((order for order in orders_there if order), "")
