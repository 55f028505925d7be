"""Chinese numerals to whole numbers and back: 〇 to 万亿, 廿 and 卅, financial forms, any width."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {mark: value for value, mark in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SECTIONS = {"万": 10_000, "亿": 100_000_000}
_SPELLED = str.maketrans(
    "零○◯oO兩两壹弌贰貳貮叁參参肆伍陆陸柒捌玖拾佰仟萬億",
    "〇〇〇〇〇二二一一二二二三三三四五六六七八九十百千万亿",
)
_TENS = {"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"}
_IN_FULL = re.compile("(?:〇?[一二三四五六七八九]?[十百千万亿]+|〇?[一二三四五六七八九]$)+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
NUMERAL_MARKS = "〇零○一二三四五六七八九十百千万萬亿億廿卅两兩"


def to_int(text: str) -> int | None:
    """The whole number that the text spells, or None where it spells none.

    Reads digits (2,023), digit by digit (二〇二三), in full (二十三, 一万二千) and financial forms.
    """
    spelled = unicodedata.normalize("NFKC", text).strip()
    if _GROUPED.fullmatch(spelled):
        spelled = spelled.replace(",", "")
    if spelled.isascii() and spelled.isdigit():
        return int(spelled)
    spelled = spelled.translate(_SPELLED)
    for short, full in _TENS.items():
        spelled = spelled.replace(short, full)
    return _by_digit(spelled) if set(spelled) <= _DIGIT_MARKS else _in_full(spelled)


def to_chinese(number: int) -> str:
    """The number in full, 23 as 二十三; ValueError below 0 and from 10^12 on."""
    if not 0 <= number < 10**12:
        raise ValueError(f"{number} cannot be spelled; expected 0 to 10^12 - 1")
    if number == 0:
        return "零"
    spelled = ""
    for mark, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, number = divmod(number, size)
        if section:
            gap = "零" if spelled and section < 1000 else ""
            spelled += gap + _section(section) + mark
        elif spelled and number and not spelled.endswith("零"):
            spelled += "零"
    spelled = re.sub("零+", "零", spelled)
    return spelled[1:] if spelled.startswith("一十") else spelled


def to_positional(number: int) -> str:
    """The number digit by digit, 2023 as 二〇二三, as years are written."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


_DIGIT_MARKS = set(_DIGITS) | set("0123456789")


def _by_digit(spelled: str) -> int | None:
    digits = [str(_DIGITS.get(mark, mark)) for mark in spelled]
    return int("".join(digits)) if digits else None


def _in_full(spelled: str) -> int | None:
    """Sections of 万 and 亿 summed; a bare last digit counts tenths of the unit (三百五 is 350)."""
    if not _IN_FULL.fullmatch(spelled):
        return None
    total, section, digit, last_unit = 0, 0, 0, 1
    for mark in spelled:
        if mark in _DIGITS:
            digit, last_unit = _DIGITS[mark], 1 if mark == "〇" else last_unit
        elif mark in _UNITS:
            section, digit, last_unit = section + (digit or 1) * _UNITS[mark], 0, _UNITS[mark]
        else:
            last_unit = _SECTIONS[mark]
            total = (total * (mark == "亿") + section + digit) * last_unit + total * (mark == "万")
            section, digit = 0, 0
    return total + section + digit * max(last_unit // 10, 1)


def _section(number: int) -> str:
    """1 to 9999 in full."""
    spelled = ""
    for mark, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            spelled += "〇一二三四五六七八九"[digit] + mark
        elif spelled and number and not spelled.endswith("零"):
            spelled += "零"
    return spelled
