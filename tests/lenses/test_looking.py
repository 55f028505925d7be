"""Beside every rate that rests on who looked stands what other rules of looking would give."""

import pandas as pd
import pytest

from analysis import indicators, messages, settings, warehouse
from analysis.lenses import looking
from analysis.lenses.microscope import (
    hazard_ratios,
    return_curves,
    two_year_return,
    within_problems,
    worst_units,
)
from analysis.lenses.overview import key_figures, return_by_year

LIMITS = settings.load()
SMALL = LIMITS.publish.small_count
RESTING = {"one_year_return", "quantification_difference", "outlying_units"}


@pytest.fixture(scope="module")
def bundled(pingyi_warehouse):
    with warehouse.connect(pingyi_warehouse) as connection:
        yield connection


def _line(language):
    """How the line of a bureau that keeps inspections begins."""
    return messages.say(language, "looking.registers", other_text="|", worst_text="").split("|")[0]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_tile_that_rests_on_looking_has_the_line(bundled, language):
    table = indicators.table(bundled)
    tiles = key_figures.tiles(table, language, LIMITS)
    labels = {
        f"{number}. {messages.say(language, f'indicator.{name}')}": name
        for name, number in indicators.NUMBERS.items()
    }
    names = tiles["label_text"].map(labels)
    assert set(names[tiles["more_text"].str.contains(_line(language), regex=False)]) == RESTING
    hits = indicators.unnamed_hits(bundled, year=indicators.reporting_year(bundled))
    (held,) = looking.held(hits.iloc[0], language)
    counting = set(names[tiles["note_text"].str.contains(held, regex=False)])
    assert counting == {"one_year_return", "quantification_difference"}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_chart_and_sentence_that_rests_on_looking_has_the_line(bundled, language):
    year = indicators.reporting_year(bundled)
    asked = {"year": year, "small_count": SMALL}
    said = {
        "years": return_by_year.beside(return_by_year.frame(bundled, **asked), language),
        "bars": two_year_return.beside(two_year_return.frame(bundled, **asked), language),
        "curves": return_curves.beside(return_curves.frame(bundled, **asked), language),
        "ratios": hazard_ratios.beside(hazard_ratios.frame(bundled, year=year), language),
        "worst": [worst_units.section(worst_units.frame(bundled, year=year), language)],
    }
    for name, lines in said.items():
        assert any(_line(language) in line for line in lines), name
        assert not any("nan" in line.lower() for line in lines), name
    within = within_problems.frame(bundled, year=year)
    if "difference" in within.attrs:
        assert _line(language) in within_problems.section(within, language)


def test_bars_and_curves_say_the_same_under_every_treatment(bundled):
    asked = {"year": indicators.reporting_year(bundled), "small_count": SMALL}
    curves = return_curves.frame(bundled, **asked)
    bars = two_year_return.frame(bundled, **asked).set_index("band")
    at_two = curves.loc[(curves["looked_year"] == 2) & (curves["band"] != "unscored")]
    for row in at_two.loc[at_two["status"] == "ok"].itertuples():
        for name in ("returned_share", "other_value", "worst_value"):
            assert bars.loc[row.band, name] == pytest.approx(getattr(row, name))


def test_the_worst_case_of_a_share_is_no_better_than_what_is_counted(bundled):
    asked = {"year": indicators.reporting_year(bundled), "small_count": SMALL}
    years = return_by_year.frame(bundled, **asked).query("status == 'ok'")
    assert len(years) and (years["worst_value"] >= years["returned_share"]).all()


def test_shares_that_are_not_known_under_other_rules_are_not_named():
    known = {"other_value": 0.25, "worst_value": 0.5, "is_inspected": True}
    unknown = known | {"worst_value": float("nan")}
    (line,) = looking.of_several([("coarse", known), ("quantified", unknown)], "en")
    assert "coarse 25%" in line and "coarse 50%" in line and "quantified" not in line
    assert looking.of_several([("quantified", unknown)], "en") == []


def test_a_number_of_units_and_a_ratio_are_printed_as_such():
    row = pd.Series({"other_value": 2.0, "worst_value": 0.0, "is_inspected": False})
    (line,) = looking.of_count(row, "en")
    assert ": 2; " in line and ": 0." in line
    (line,) = looking.of_ratio({**row, "worst_value": 0.756}, "en")
    assert "0.76" in line
