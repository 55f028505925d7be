"""The time of day and the day of the week that stand beside a date, taken off."""

from __future__ import annotations

import re

_ZONE = r"(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))"
_CLOCK = re.compile(
    r"(?:(?<=\d)t|[ ,]+|(?<=[日号])|(?<=\d) ?(?=[上下]午))"
    r"(?:上午|下午|凌晨|中午|晚上?|早上?|at )? ?"
    r"(?:\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?|\d{1,2} ?[时点](?:\d{1,2}分?)?(?:\d{1,2}秒)?"
    rf"|\d{{1,2}}(?= ?[ap]\.?m))(?: ?[ap]\.?m\.?)?{_ZONE}?(?:左右|许)?",
    re.ASCII,
)
_WEEKDAY_BEFORE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
    r"|(?:星期|周)[一二三四五六日天][,， ]?)(?=.*\d)"
)
_WEEKDAY_BEHIND = re.compile(
    r" ?[(（]?(?:(?:星期|周)[一二三四五六日天]|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)[)）]?$"
)


def without_clock(text: str) -> str:
    """The folded text of a date without its time of day, its zone and its day of the week."""
    plain = _WEEKDAY_BEFORE.sub("", text, count=1) if text[:1].isalpha() else text
    plain = _WEEKDAY_BEHIND.sub("", plain) if any(map(str.isdigit, plain)) else plain
    if not any(mark in plain for mark in (":", "时", "点", "am", "pm", "a.m", "p.m")):
        return plain
    found = list(_CLOCK.finditer(plain))
    if not found or found[-1].start() == 0 or found[-1].end() != len(plain):
        return plain
    return plain[: found[-1].start()].rstrip(" ,")
