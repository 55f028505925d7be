"""Entries of equal form: the stricter form settles before the looser."""

from __future__ import annotations

import duckdb

from analysis import warehouse
from analysis.match.found import extend

LEVELS = (1, 2, 3, 4, 5)
_SETTLING_LEVEL = 2


def find_in_units(connection: duckdb.DuckDBPyConnection) -> None:
    """Recurrences of a code list, equal forms and other names of the unit, put into `found`.

    Holds `open_entries`: those that take part in matching by text, settled or not.
    """
    extend(connection, "catalogue", settled=True)
    for level in LEVELS:
        if level <= _SETTLING_LEVEL + 1:
            warehouse.derive(connection, "match/steps/open_entries")
        settles = level <= _SETTLING_LEVEL
        extend(connection, "exact", settled=settles, level=level, same_unit=True, open_only=True)
    extend(connection, "new_names", settled=False)


def find_anywhere(connection: duckdb.DuckDBPyConnection, level: int) -> None:
    """Equal forms of one level in any unit, put into `found`; none of them settles anything."""
    extend(
        connection,
        "exact",
        settled=False,
        level=level,
        same_unit=False,
        open_only=level > _SETTLING_LEVEL,
    )
