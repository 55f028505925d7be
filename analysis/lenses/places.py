"""Where an entry stands, as a person finds it: file, sheet and row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages


def place(row: Mapping[Any, Any], prefix: str, language: str) -> str:
    """File, sheet and row of an entry.

    Args:
        row: `source_file`, `source_sheet` (missing where a file has none) and `source_row`.
        prefix: what stands before these names, `prior_` for the earlier of two entries.
        language: one of `messages.LANGUAGES`.
    """
    sheet = row[f"{prefix}source_sheet"]
    line = messages.say(language, "plane_mirror.row", source_row=row[f"{prefix}source_row"])
    parts = [row[f"{prefix}source_file"], *([] if pd.isna(sheet) else [sheet]), line]
    return " · ".join(map(str, parts))
