"""Which forms meet: those that share rare shingles, or stand in one small unit, at a time.

What is found in units and what is found anywhere follow from different rows, so each is a step of
its own with a table of its own: `met_in_units` and `met_anywhere`, with unit, newer_form, time and
older_form of each pair.
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match.finding import candidates
from analysis.text.rows.codes import Codes, Numbers, coded

_OLDER = 0xFFFFFFFF  # the half of a packed pair that is the older text


class Forms(NamedTuple):
    """The forms that are compared: their numbers, ascending, and the codes of each."""

    numbers: Numbers
    codes: Codes


def compared(connection: duckdb.DuckDBPyConnection) -> Forms:
    """The forms of `used_forms`, as they are compared."""
    forms = warehouse.arrow(connection, warehouse.query("match/feeds/compared_forms"))
    return Forms(forms["text"].to_numpy(), coded(forms["form"]))


def happened(connection: duckdb.DuckDBPyConnection, forms: Forms) -> candidates.Events:
    """The rows of `events` in order, a form as its place among the forms."""
    told = warehouse.arrow(connection, "from events order by time, event, unit, form")
    flags = (told[name].to_numpy() for name in ("is_posted", "is_asked", "is_known"))
    return candidates.Events(
        np.searchsorted(forms.numbers, told["form"].to_numpy()),
        # Copied, so that arrays are of one kind and loops are compiled for it alone.
        told["unit"].to_numpy().copy(),
        told["time"].to_numpy().copy(),
        *flags,
    )


def meet(connection: duckdb.DuckDBPyConnection, limits: settings.Match, forms: Forms) -> None:
    """Hold both tables of pairs of the whole."""
    meet_in_units(connection, limits, forms)
    events = happened(connection, forms)
    packed = candidates.sharing(forms.codes, candidates.anywhere(events), limits)
    _hold(connection, "met_anywhere", (forms, events, packed))


def meet_in_units(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, forms: Forms
) -> None:
    """Hold `met_in_units`: rare shingles shared in the unit, and all forms of units of few."""
    events = happened(connection, forms)
    sharing = candidates.sharing(forms.codes, events, limits)
    packed = np.concatenate([sharing, _neighbours(connection, forms, limits)])
    _hold(connection, "met_in_units", (forms, events, packed))


def _neighbours(
    connection: duckdb.DuckDBPyConnection, forms: Forms, limits: settings.Match
) -> Numbers:
    """All that units of few texts have by then, since short texts may share no rare shingle."""
    pairs = warehouse.arrow(
        connection, warehouse.query("match/feeds/neighbours"), small_unit=limits.small_unit
    )
    older = np.searchsorted(forms.numbers, pairs["older_form"].to_numpy())
    packed: Numbers = (pairs["event"].to_numpy().astype(np.int64) << 32) | older
    return packed


def _hold(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    found: tuple[Forms, candidates.Events, Numbers],
) -> None:
    forms, events, packed = found
    asked = packed >> 32
    columns = {
        "unit": events.unit[asked],
        "newer_form": forms.numbers[events.text[asked]],
        "time": events.time[asked],
        "older_form": forms.numbers[packed & _OLDER],
    }
    table = {column: pa.array(values, pa.int32()) for column, values in columns.items()}
    warehouse.stage(connection, name, pa.table(table))
