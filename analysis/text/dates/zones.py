"""On which day a time stamp in UTC fell where it was written, as far as its column shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable

STAMP = re.compile(
    r"\d{4}-\d\d-\d\d[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r" ?(?:Z|UTC|GMT|[+-]00:?00)",
    re.IGNORECASE | re.ASCII,
)
_DAY = 24 * 60
_NOON = 12 * 60
_FIRST_WEST = 10 * 60  # later than this it is midnight both far in the west and far in the east
_HOUR = 60


def days_later(column: Iterable[str]) -> int | None:
    """How many days later than in UTC the days of a column were; None where it cannot be said.

    A column of days that a program saved as time stamps holds midnight of one zone only, with its
    summer time an hour apart: 15:00Z is the next day at +09:00, 04:00Z the same day at -04:00.
    The last second of a day is as good. Other times are those of events, and their zone is unknown.

    Args:
        column: texts; those that are no time stamp in UTC say nothing.
    """
    found = [stamp for text in column if (stamp := STAMP.fullmatch(text.strip()))]
    ends = [_ends_day(stamp) for stamp in found]
    times = {(_minutes(stamp) + end) % _DAY for stamp, end in zip(found, ends, strict=True)}
    is_exact = all(stamp["second"] in (None, "00", "59") for stamp in found)
    if not found or not is_exact or len(set(ends)) > 1 or not _is_one_zone(times):
        return None
    shift = int(min(times) >= _NOON)
    return shift - int(ends[0] and min(times) > 0)


def _minutes(stamp: re.Match[str]) -> int:
    return int(stamp["hour"]) * 60 + int(stamp["minute"])


def _ends_day(stamp: re.Match[str]) -> int:
    """1 for a stamp in the last minute before a full hour or half of it, as in 14:59:59."""
    is_last = stamp["second"] in (None, "59") and int(stamp["minute"]) in (29, 59)
    return int(is_last)


def _is_one_zone(times: set[int]) -> bool:
    """Whether the times are midnight in one zone, in summer or winter."""
    is_round = all(time % 30 == 0 for time in times)
    is_one = len(times) == 1 or (len(times) == 2 and max(times) - min(times) == _HOUR)
    is_told = max(times) < _FIRST_WEST or min(times) >= _NOON
    return is_round and is_one and is_told
