"""Text that a spreadsheet would run as a formula, made safe to open and read back."""

from __future__ import annotations

import re

# A spreadsheet runs a cell that starts with one of these, in either width; tabs and breaks too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Some programs pass over blanks, and over characters that show nothing, before they look.
_UNSEEN = (
    r"\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    r"\U000e0000-\U000e01ef"
)
_RUNS = re.compile(rf"[{_UNSEEN}]*[=+\-@＝＋－＠]|[\t\r\n]")


def neutral(value: object) -> object:
    """The same value, with an apostrophe before text that a spreadsheet would run."""
    return f"'{value}" if isinstance(value, str) and _RUNS.match(value) else value


def restored(text: str) -> str:
    """The text as it was before `neutral`."""
    return text[1:] if text.startswith("'") and _RUNS.match(text, 1) else text
