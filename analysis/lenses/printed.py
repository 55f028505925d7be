"""Values as sentences print them: the attributes of a frame, differences in points."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import messages

_DIFFERENCES = ("difference", "difference_low", "difference_high")


def values(frame: pd.DataFrame, language: str) -> dict[str, Any]:
    """The attributes of a frame by name, a difference of shares also as `<name>_text` in points."""
    named = {str(key): value for key, value in frame.attrs.items()}
    return named | {
        f"{name}_text": points(named[name], language) for name in _DIFFERENCES if name in named
    }


def points(difference: float, language: str) -> str:
    """A difference of shares in percentage points, with its sign."""
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{messages.number(language, abs(difference) * 100)}"
