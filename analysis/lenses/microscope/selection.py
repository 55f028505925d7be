"""Which repeated measures are shown as cards."""

from __future__ import annotations

import pandas as pd


def chosen(frame: pd.DataFrame, card_count: int) -> pd.DataFrame:
    """The pairs shown as cards: of the reported year, back again before re-dated, longest first.

    One case of each unit comes before a second of any.
    """
    now = frame.loc[
        frame["is_unchanged"] & (frame["register_year"] == frame.attrs["register_year"])
    ]
    keyed = now.assign(
        redated=now["is_redated_only"].astype(bool), length=-now["measure_text"].str.len()
    ).sort_values(["redated", "length", "issue_id"], kind="stable")
    place = keyed.groupby("unit").cumcount()
    ordered = keyed.assign(place=place).sort_values(["redated", "place"], kind="stable")
    first: pd.DataFrame = ordered.head(card_count)
    return first
