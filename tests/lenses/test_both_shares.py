"""The tile on quantified measures says both shares that came back, not the points between them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.lenses.overview import key_figures


def tile(coarse, quantified, language):
    row = pd.Series(
        {
            "name": "quantification_difference",
            "status": "ok",
            "share": coarse,
            "other_share": quantified,
        }
    )
    return key_figures.value(row, language)


@pytest.mark.parametrize(
    ("language", "coarse", "quantified", "told"),
    [
        ("zh-Hans", 0.52, 0.14, "52%降至14%"),
        ("zh-Hans", 0.14, 0.52, "14%升至52%"),
        ("zh-Hant", 0.52, 0.14, "52%降至14%"),
        ("en", 0.52, 0.14, "52% down to 14%"),
        ("en", 0.142, 0.138, "14% and 14%: no difference"),
    ],
)
def test_both_shares_stand_in_the_tile(language, coarse, quantified, told):
    assert tile(coarse, quantified, language) == told
