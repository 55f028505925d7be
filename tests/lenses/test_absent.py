"""Only a column that was left empty is said to be: everything else that is missing has no basis."""

import pandas as pd
import pytest

from analysis import indicators
from analysis.lenses import absent, titles
from analysis.lenses.overview import key_figures

UNFILLED = {"no_measure_text", "no_verification", "no_clock"}
WORDS = {
    "en": ("No basis", "Not filled in"),
    "zh-Hans": ("依据不足", "台账未填"),
    "zh-Hant": ("依據不足", "列管表未填"),
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "reason", [why for why, status in indicators.STATUSES.items() if status == "no_denominator"]
)
def test_a_tile_blames_nobody_for_not_filling_in_what_no_column_asks(reason, language):
    row = {"name": "outlying_units", "status": "no_denominator", "reason": reason}
    no_basis, not_filled = WORDS[language]
    assert key_figures.value(row, language) == (not_filled if reason in UNFILLED else no_basis)


@pytest.mark.parametrize(
    "reason, expected",
    [("no_dates", "台账未填"), ("no_arose", "依据不足"), ("no_quantified", "依据不足")],
)
def test_a_chart_that_cannot_be_drawn_says_the_same(reason, expected):
    frame = pd.DataFrame()
    frame.attrs["reason"] = reason
    chart = titles.unsaid(frame, "convex_lens.clocks", "zh-Hans")
    assert chart.layout.annotations[0].text == expected


def test_the_microscope_says_unfilled_only_of_measures_without_text():
    told = {why: absent.chart_status(why) for why in ("no_measure_text", "no_terms", "gaps")}
    assert told == {
        "no_measure_text": "unfilled",
        "no_terms": "no_denominator",
        "gaps": "no_denominator",
    }
