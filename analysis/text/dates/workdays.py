"""Working days by the official calendar of the mainland, which knows its holidays year by year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

_LONGEST = 1_000  # working days; nobody is given four years in working days


def after(start: date, count: int) -> date | None:
    """The day on which `count` working days have passed since `start`, which does not count.

    None where the calendar does not know a year that it must.
    """
    return _counted(start, count, _is_official)


def weekdays_after(start: date, count: int) -> date | None:
    """The same where only Saturdays and Sundays are free."""
    return _counted(start, count, lambda day: day.weekday() < 5)


def _counted(start: date, count: int, is_workday: Callable[[date], bool]) -> date | None:
    day = start
    left = min(count, _LONGEST)
    try:
        while left:
            day += timedelta(days=1)
            left -= int(is_workday(day))
    except NotImplementedError:
        return None
    return day


def _is_official(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))
