"""The unit's value of each indicator beside that of the whole bureau."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis import indicators, markup, messages, warehouse
from analysis.lenses import absent, printed, titles

# They stand in the row of another value, or compare units with each other.
_ASIDE = ("redated_confirmed", "coarse_measures", "outlying_units")
_bureau: dict[tuple[Any, ...], pd.DataFrame] = {}  # of the last warehouse asked
_COLUMNS = ("indicator", "own", "bureau", "before")


def part(own: pd.DataFrame, bureau: pd.DataFrame, language: str) -> markup.Markup:
    """The table under its heading.

    Args:
        own: `indicators.table` of the unit.
        bureau: the same of the whole bureau.
        language: one of `messages.LANGUAGES`.
    """
    year = int(own["register_year"].iloc[0])
    return markup.join(
        titles.section("unit.beside", language, register_year=year),
        markup.rows(
            rows(own, bureau, language),
            caption=messages.say(language, "unit.beside_caption", register_year=year),
            headings=[
                messages.say(language, f"unit.beside_{name}", prior_year=year - 1)
                for name in _COLUMNS
            ],
        ),
    )


def rows(own: pd.DataFrame, bureau: pd.DataFrame, language: str) -> list[list[str]]:
    """One row per indicator that either can say: its name, own value, the bureau's, last year's."""
    pairs = own.merge(bureau.add_prefix("bureau_"), left_on="name", right_on="bureau_name")
    told = pairs.loc[~pairs["name"].isin(_ASIDE)].to_dict("records")
    return [_row(row, language) for row in told if "ok" in (row["status"], row["bureau_status"])]


def _row(row: dict[Any, Any], language: str) -> list[str]:
    return [
        messages.say(language, f"indicator.{row['name']}"),
        _value(row, "", language),
        _value(row, "bureau_", language),
        _printed(row["name"], row["prior_value"], language),
    ]


def _value(row: dict[Any, Any], prefix: str, language: str) -> str:
    """The value and of how many; in a word why there is none."""
    if row[f"{prefix}status"] != "ok":
        return absent.word(row[f"{prefix}status"], row[f"{prefix}reason"], language)
    text = _printed(row["name"], row[f"{prefix}value"], language)
    count, whole = row[f"{prefix}numerator"], row[f"{prefix}denominator"]
    if row["name"] in ("time_to_close", "quantification_difference") or pd.isna(count):
        return text
    return messages.say(
        language, "unit.value_of", value_text=text, numerator_count=count, denominator_count=whole
    )


def _printed(name: str, value: Any, language: str) -> str:
    if pd.isna(value):
        return "–"
    if name == "time_to_close":
        return messages.say(language, "indicator.time_to_close_value", value_count=value)
    if name == "quantification_difference":
        points = printed.points(float(value), language)
        return messages.say(language, "indicator.points", points_text=points)
    return messages.percent(language, value)


def numbers(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """`indicators.table` of the unit, or of the whole bureau where none is named.

    The bureau's values are the same on the page of every unit: one process that makes several
    works them out once.
    """
    if unit:
        return indicators.table(connection, year=year, unit=unit)
    file = warehouse.rows(connection, "select path from duckdb_databases() where not internal")
    key = (str(file), *_state_of(file[0][0]), year)
    if key not in _bureau:
        _bureau.clear()
        _bureau[key] = indicators.table(connection, year=year)
    return _bureau[key]


def _state_of(path: str | None) -> tuple[int, int]:
    """Which state of the file this is; one in memory has none."""
    if not path or not Path(path).is_file():
        return (0, 0)
    found = Path(path).stat()
    return (found.st_mtime_ns, found.st_ino)
