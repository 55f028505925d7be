"""Text that a spreadsheet would run as a formula, made safe to open and read back."""

from __future__ import annotations

# A spreadsheet runs a cell that starts with one of these, in either width; tabs and breaks too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral(value: object) -> object:
    """The same value, with an apostrophe before text that a spreadsheet would run."""
    is_formula = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value


def restored(text: str) -> str:
    """The text as it was before `neutral`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
