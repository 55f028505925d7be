"""Dates as received, read by what their whole column shows; what stays in doubt is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from analysis import states, warehouse
from analysis.normalise import conventions
from analysis.normalise.conventions import Convention
from analysis.text.dates import dates, durations, said_days, zones
from analysis.text.dates.periods import DateSpan

_REASONS = {
    "ambiguous_date": "Nothing in the column says whether the day or the month stands first. "
    "Write the year first, or say the form in a mapping file (formats).",
    "impossible_date": "No calendar has this date; it is kept as text. Correct it at the source.",
    "unread_date": "This is not understood as a date; it is kept as text. Write a date "
    "(2024-06-30), and what else is to be said in another column.",
    "utc_day": "The column holds times in UTC and nothing says in which zone they were written; "
    "the days are those of UTC and may be one day off. Export days without times.",
    "length_without_start": "A length of time was set and the day of the find is not known, so "
    "there is no due date. Write the date.",
    "length_beyond_calendar": "The calendar of working days does not know this year yet, so there "
    "is no due date. Write the date.",
    "length_of_other_start": "The length of time counts from something else than the find; the "
    "day of the find was taken. Write the date.",
    "length_of_workdays": "Working days were counted by the mainland's calendar, in which holidays "
    "fall into this time. Write the date if other holidays hold.",
}
_TOLD = ("impossible_date", "unread_date", "ambiguous_date", "formula_error")


def read(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold what dates, deadlines and closings mean, for the queries of `clean` to join.

    Temporary: `dated_fields`, `date_columns`, `date_conventions` (a row for each sheet),
    `date_texts`, `closings` and `date_lengths`.
    """
    view = warehouse.query("clean/dated_fields")
    connection.execute(f"create or replace temp view dated_fields as {view}")
    by_key = conventions.hold(connection)
    received = warehouse.rows(connection, warehouse.query("clean/received_dates"))
    _stage_dates(connection, received, by_key)
    said = warehouse.rows(connection, warehouse.query("clean/received_closings"))
    _stage_closings(connection, said, by_key)
    _stage_lengths(
        connection, warehouse.rows(connection, warehouse.query("clean/received_lengths"))
    )


def doubt(connection: duckdb.DuckDBPyConnection) -> None:
    """Put among the doubts every date that was not understood and is not there yet.

    They are made anew each time, because a later file can settle what an earlier one left open.
    """
    columns = [*(name.removesuffix("_text") for name in conventions.FIELDS), "status"]
    connection.execute(
        "delete from raw.doubts where list_contains($rules, rule)"
        " and list_contains($columns, column_name)",
        {"rules": list(_REASONS), "columns": columns},
    )
    reasons = {"rule": list(_REASONS), "reason": list(_REASONS.values())}
    warehouse.stage(connection, "date_reasons", pa.table(reasons))
    found = warehouse.query("clean/date_doubts")
    connection.execute(f"insert into raw.doubts by name {found}", {"told": list(_TOLD)})


def _stage_dates(
    connection: duckdb.DuckDBPyConnection,
    received: Sequence[tuple[str, int, str]],
    by_key: dict[str, Convention],
) -> None:
    """`date_texts`: the days that dates can mean; `is_open` where one is only planned."""
    spans = [_span(text, year or None, by_key[key]) for text, year, key in received]
    table = {
        "date_text": pa.array([text for text, _, _ in received], pa.string()),
        "year": pa.array([year for _, year, _ in received], pa.int32()),
        "convention": pa.array([key for _, _, key in received], pa.string()),
        "start_date": pa.array([span.start for span in spans], pa.date32()),
        "end_date": pa.array([span.end for span in spans], pa.date32()),
        "precision": pa.array([span.precision for span in spans], pa.string()),
        "kind": pa.array([span.kind for span in spans], pa.string()),
        "is_open": pa.array(
            [states.read_text(text) == "open" for text, _, _ in received], pa.bool_()
        ),
    }
    warehouse.stage(connection, "date_texts", pa.table(table))


def _span(text: str, year: int | None, convention: Convention) -> DateSpan:
    # In a date column a bare five-digit number can only be a spreadsheet's day.
    span = dates.parse_date(text, order=convention.order, year=year, is_serial=True)
    if span.kind == "unknown":
        return said_days.stated_day(text, order=convention.order, year=year) or span
    if convention.days_later and span.start and zones.STAMP.fullmatch(text.strip()):
        day = span.start + timedelta(days=convention.days_later)
        return DateSpan(day, day, span.precision, span.kind, span.text)
    return span


def _stage_closings(
    connection: duckdb.DuckDBPyConnection,
    said: Sequence[tuple[str, int, str]],
    by_key: dict[str, Convention],
) -> None:
    """`closings`: the day that a closing status says, or that nobody knows which."""
    orders = [by_key.get(key, Convention()).order for _, _, key in said]
    days = [
        said_days.closing_day(text, order=order, year=year)
        for (text, year, _), order in zip(said, orders, strict=True)
    ]
    unsure = [
        said_days.is_ambiguous(text, order=order)
        for (text, _, _), order in zip(said, orders, strict=True)
    ]
    table = {
        "status": pa.array([text for text, _, _ in said], pa.string()),
        "year": pa.array([year for _, year, _ in said], pa.int32()),
        "convention": pa.array([key for _, _, key in said], pa.string()),
        "closing_date": pa.array([day.start if day else None for day in days], pa.date32()),
        "is_ambiguous": pa.array(unsure, pa.bool_()),
    }
    warehouse.stage(connection, "closings", pa.table(table))


def _stage_lengths(
    connection: duckdb.DuckDBPyConnection, received: Sequence[tuple[str, date | None]]
) -> None:
    """`date_lengths`: the due date of a length of time from a day on, and what is in doubt."""
    found = [
        (text, start, length)
        for text, start in received
        if (length := durations.read(text)) is not None
    ]
    judged = [_due(start, length) for _, start, length in found]
    table = {
        "due_date_text": pa.array([text for text, _, _ in found], pa.string()),
        "start_date": pa.array([start for _, start, _ in found], pa.date32()),
        "due_date": pa.array([day for day, _ in judged], pa.date32()),
        "doubt": pa.array([doubt for _, doubt in judged], pa.string()),
    }
    warehouse.stage(connection, "date_lengths", pa.table(table))


def _due(start: date | None, length: durations.Duration) -> tuple[date | None, str | None]:
    if start is None:
        return None, "length_without_start"
    day = durations.due(start, length)
    if day is None:
        return None, "length_beyond_calendar"
    if length.has_other_start:
        return day, "length_of_other_start"
    return day, "length_of_workdays" if durations.is_disputed(start, length) else None
