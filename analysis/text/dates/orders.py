"""In which order a column writes day, month and year, settled by all its dates together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.text.dates import dates, numeric_dates
from analysis.text.dates.numeric_dates import Order
from analysis.text.dates.periods import DateSpan

Dated = tuple[str, int | None]
"""A date as received and the register year of its row, where there is one."""

_NEAR = range(-3, 3)  # years between a register and the dates that most of its rows bear
_FAR = range(-20, 6)  # and beyond these no date of a row lies
_ROC_YEARS = range(2011, 2111)  # of three digits, where no register year says more
_WHOLE_YEAR = re.compile(r"[./-]\d{4}")
_NO_DAY = re.compile(r"\d{2,3}[./-]\d{1,2}|1\d{6}", re.ASCII)  # 112/06, 1120630


def settled(column: Iterable[Dated]) -> Order | None:
    """The order in which all dates of a column can be read, where it is the only one.

    13/3/2024 can only begin with the day, 3/13/2024 only with the month. Where years are short
    too (1/13/04, 112/06/30), a reading must lie near the register year. A date that can be read in
    no order says nothing; where two contradict each other nothing is settled.
    """
    possible = [found for text, year in column if (found := _readings(text, year))]
    common = set.intersection(*map(set, possible)) if possible else set()
    if len(common) > 1:
        near = [order for order in common if all(reading[order] for reading in possible)]
        common = set(near) if len(near) == 1 else _without_doubt(common)
    return common.pop() if len(common) == 1 else None


def of_texts(column: Iterable[str | None]) -> Order | None:
    """The same for dates of which no register year is known."""
    return settled((text, None) for text in sorted({text for text in column if text}))


def lent(column: Iterable[Dated], others: Sequence[Order]) -> Order | None:
    """The order that other columns have, all the same, where all dates of this one can have it."""
    order = agreed(others)
    possible = [found for text, year in column if (found := _readings(text, year))]
    return order if all(order in reading for reading in possible) else None


def agreed(orders: Sequence[Order]) -> Order | None:
    """The order that other columns of the same field have, where they all have the same."""
    return orders[0] if len(set(orders)) == 1 else None


def _readings(text: str, year: int | None) -> dict[Order | None, bool]:
    """The orders in which a date can be read, and whether it lies near the register year then.

    A date that can be read, but in no order lies anywhere near, has an order that no other has.
    """
    plain = dates.folded(text)
    found = _republican(plain) or numeric_dates.readings(plain)
    is_whole = _WHOLE_YEAR.search(plain) is not None
    possible: dict[Order | None, bool] = {
        order: _is_within(_NEAR, span, year, order)
        for order, span in found.items()
        if is_whole or _is_within(_FAR, span, year, order)
    }
    return possible or ({None: False} if found else {})


def _republican(plain: str) -> dict[Order, DateSpan]:
    """A month (112/06) or a day without marks (1120630), as only the Republic's years have them."""
    if not _NO_DAY.fullmatch(plain):
        return {}
    span = numeric_dates.read(plain, order="roc", is_serial=False)
    return {"roc": span} if span and span.start else {}


def _is_within(years: range, span: DateSpan, year: int | None, order: Order) -> bool:
    if span.start is None:
        return False
    if year is None:
        return order != "roc" or span.start.year in _ROC_YEARS
    return span.start.year - year in years


def _without_doubt(common: set[Order | None]) -> set[Order | None]:
    """A year that no day or month can be is the Republic's, as the registers that have such are."""
    return {"roc"} if common == {"roc", "year"} else set()
