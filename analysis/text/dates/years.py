"""The register year that a title, a sheet name or a file name states."""

from __future__ import annotations

import re

from analysis.text.dates import numbering, numerals, patterns
from analysis.text.dates.periods import ROC_OFFSET
from analysis.text.letters import characters

_FOUR = r"(?:19[89]|20\d)\d"
_ROC = r"(?:1[0-2]\d|[89]\d)"
_CODE = re.compile(numbering.CODE, re.ASCII)
_FISCAL_CAPITALS = re.compile(numbering.FISCAL_CAPITALS, re.ASCII)
_DAY = re.compile(rf"(?<![\da-z])({_FOUR})(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)", re.ASCII)
_FISCAL = rf"(?:fy|fiscal year|financial year|calendar year|cy) ?({_FOUR}|\d\d)(?!\d)"
_POINT = characters.POINT
_NO_COUNT = "(?! ?[件份人名台个家项条户次元万亿吨])"
# The surest way of saying a year first; a way that says two different years says none.
_TIERS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?<!\d)({_FOUR}) ?年度|{_FISCAL}|民国 ?(\d{{2,3}}) ?年",
        rf"(?<![\d~-])({_FOUR}) ?年(?! ?\d{{1,2}} ?月)",
        rf"(?<!\d)({_FOUR}) ?年",
        rf"(?<![\d.~/{_POINT}-])({_FOUR})(?![{_POINT}/~-]?\d|[~-]){_NO_COUNT}",
        rf"(?<!\d)({_FOUR})(?=(?:[{_POINT}/-]\d{{1,2}}){{1,2}}(?!\d))",
    )
)
_ROC_TIER = re.compile(rf"(?<!\d)({_ROC}) ?年度?", re.ASCII)
_SPAN = re.compile(
    rf"(?<!\d){_FOUR} ?(?:年度?)? ?(?:[-~/]|至|到) ?(?:{_FOUR}|\d\d)(?: ?[年学]|(?!\d))", re.ASCII
)
_CHINESE_YEAR = re.compile(patterns.CHINESE_YEAR + "(?= ?年)")


def find_year(text: str, *, is_roc: bool = False) -> int | None:
    """The one year that the text states, or None where it states none or several.

    Reads 2023年度, 二〇二三年, 民國112年, FY2023, a day (20231231) and 2023 alone; 112年度 only
    with `is_roc`. Numbers of documents, cases and telephones, and spans of years, are no year.
    """
    levelled = _FISCAL_CAPITALS.sub(r"fy\1", characters.level_text(text))
    levelled = _CODE.sub(" ", levelled).lower()
    levelled = _DAY.sub(r"\1年", _CHINESE_YEAR.sub(_as_digits, levelled))
    levelled = _SPAN.sub(" ", levelled)
    for tier in (*_TIERS, _ROC_TIER) if is_roc else _TIERS:
        stated = {_value(next(filter(None, said.groups()))) for said in tier.finditer(levelled)}
        if stated:
            return stated.pop() if len(stated) == 1 else None
    return None


def _as_digits(found: re.Match[str]) -> str:
    return str(numerals.to_int(found.group()))


def _value(digits: str) -> int:
    """Two digits of a fiscal year are of this century; 民国 years have two or three."""
    number = int(digits)
    if number >= 1900:
        return number
    return number + (ROC_OFFSET if number >= 80 else 2000)
