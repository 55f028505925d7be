"""Dates by the eras of Japan: 令和元年5月1日, 平成28年10月4日, H28.10.4."""

from __future__ import annotations

import re

from analysis.text.dates import numerals, periods
from analysis.text.dates.periods import DateSpan

# The year before the first of each era; the letters are how forms shorten them.
_BEFORE = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_ERA = "|".join(_BEFORE)
_NUMERAL = re.compile("[〇零一二三四五六七八九十]+(?=[年月日])")
_SPELLED = re.compile(
    rf"(?P<era>{_ERA}|[mtshr]\.?) ?(?P<year>元|\d{{1,2}})年(?:度|(?P<month>\d{{1,2}})月"
    r"(?:(?P<day>\d{1,2})日)?)?",
    re.ASCII,
)
_POINTED = re.compile(
    rf"(?P<era>{_ERA}|[mtshr]\.?) ?(?P<year>元|\d{{1,2}})(?P<mark>[./-])(?P<month>\d{{1,2}})"
    r"(?:(?P=mark)(?P<day>\d{1,2}))?",
    re.ASCII,
)


def read(text: str) -> DateSpan | None:
    """The date that the folded text says by an era, or None where it says none."""
    spelled = _NUMERAL.sub(lambda said: str(numerals.to_int(said.group())), text.replace(" ", ""))
    found = _SPELLED.fullmatch(spelled) or _POINTED.fullmatch(spelled)
    if found is None:
        return None
    year = year_of(found["era"], found["year"])
    if found["month"] is None:
        return periods.months(year, 1, 12, "year")
    month = int(found["month"])
    if found["day"] is None:
        return periods.months(year, month, month, "month")
    return periods.day(year, month, int(found["day"]))


def year_of(era: str, year: str) -> int:
    """The year that an era (平成, h) counts as `year` (28, 元)."""
    name = _LETTERS.get(era.rstrip("."), era)
    return _BEFORE[name] + (1 if year == "元" else int(year))
