"""The strip of the five lenses on page one, and where each number of the page leads to."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import indicators, markup, messages, settings, warehouse
from analysis.indicators import moves
from analysis.lenses.magnifier import announced_yield, small_everywhere
from analysis.lenses.overview import key_figures, lens_strip, ways
from analysis.lenses.telescope import plan_coverage

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LIMITS = settings.load()
LENSES = ["telescope", "plane_mirror", "magnifier", "microscope", "convex_lens"]


def frames(connection, year):
    return {
        "coverage": plan_coverage.frame(connection, year=year),
        "prior_coverage": plan_coverage.frame(connection, year=year - 1),
        "small": small_everywhere.frame(connection, year=year),
        "visits": announced_yield.frame(connection, year=year),
    }


def asked(connection):
    """What page one asks of the warehouse: year, indicators, how they moved, frames of lenses."""
    year = indicators.reporting_year(connection)
    table = indicators.table(connection, year=year)
    moved = moves.frame(indicators.history(connection), year=year)
    return table, moved, frames(connection, year)


@pytest.fixture(scope="module")
def strip(connection):
    table, moved, told = asked(connection)

    def make(language, **changed):
        return lens_strip.tiles(table, told | changed, language, LIMITS, moved=moved)

    return make


def coverage(taken, recurring):
    told = pd.DataFrame({"unit": [None]})
    told.attrs.update(
        taken_count=taken, recurring_count=recurring, coverage_share=taken / recurring
    )
    return told


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_lens_has_a_headline_a_status_and_a_way_to_its_page(strip, language):
    told = strip(language)
    assert told["href"].tolist() == [f"{lens}.html" for lens in LENSES]
    assert told["label_text"].tolist() == [messages.say(language, f"{x}.title") for x in LENSES]
    assert all(told["value_text"]) and all(told["note_text"])
    shown = markup.tiles(told)
    assert shown.count('class="way"') == 5
    assert not any(unit in shown for unit in ("质检所", "稽查大队", "计量科", "办公室"))


def test_a_lens_without_records_names_the_form_and_is_no_number(strip):
    told = strip("en").set_index("href")
    assert told.loc["telescope.html", "status"] == "no_denominator"
    assert "Form to fill in: Plan items" in told.loc["telescope.html", "note_text"]
    assert "not on record" in told.loc["magnifier.html", "note_text"]


def test_the_coverage_of_the_plan_says_by_its_shape_whether_it_changed(strip):
    up = strip("en", coverage=coverage(90, 100), prior_coverage=coverage(40, 100))
    same = strip("en", coverage=coverage(5, 10), prior_coverage=coverage(4, 10))
    alone = strip("en", coverage=coverage(5, 10))
    states = [
        told.set_index("href").loc["telescope.html", "state_text"] for told in (up, same, alone)
    ]
    assert states == ["▲ Up.", "■ No real change.", ""]
    assert up.set_index("href").loc["telescope.html", "value_text"] == "90%"


def test_the_number_of_a_lens_is_that_of_its_indicator(strip, connection):
    table = indicators.table(connection, year=indicators.reporting_year(connection))
    row = table.set_index("name", drop=False).loc["redated_flagged"]
    told = strip("en").set_index("href")
    assert told.loc["plane_mirror.html", "value_text"] == key_figures.value(row, "en")


def test_an_empty_year_before_gives_no_strip_of_noughts(built):
    with warehouse.connect(built("first year", years=(2022,))) as connection:
        table, moved, told = asked(connection)
    told = lens_strip.tiles(table, told, "en", LIMITS, moved=moved).set_index("href")
    assert told.loc["plane_mirror.html", "status"] != "ok"
    assert "0%" not in told["value_text"].tolist()


def test_every_number_opens_a_part_that_its_page_has():
    for name, href in ways.ROWS.items():
        assert name in indicators.NUMBERS
        page, anchor = href.split("#")
        notebook = json.loads((NOTEBOOKS / page.replace(".html", ".ipynb")).read_text("utf-8"))
        source = "".join("".join(cell["source"]) for cell in notebook["cells"])
        part = f"{page.removesuffix('.html')}.{anchor.replace('-', '_')}"
        assert f'"{part}"' in source and messages.has(part)
