"""The page of one unit: about it alone, beside the bureau, and answerable."""

import re

import pytest

from analysis import errors, messages, warehouse
from analysis.lenses.plane_mirror import evidence_cards, flag_page, flagged_rows, redated_by_unit
from analysis.lenses.unit import beside_bureau, measures, page, recurring

UNIT = "质检所"
ELEMENTS = (
    *("owner", "quantity", "time", "frequency"),
    *("standard", "verification", "scope", "consequence"),
)
ASKED = {"year": 2024, "unit": UNIT}


def _flags(connection, unit=UNIT):
    asked = {"year": 2024, "unit": unit}
    flagged = flagged_rows.frame(connection, **asked)
    return evidence_cards.frame(connection, **asked, card_count=1000), flagged


def _by_unit(connection):
    return redated_by_unit.frame(connection, **ASKED, small_count=1)


def test_problems_that_come_back_are_those_of_two_registers_of_the_unit(connection):
    frame = recurring.frame(connection, **ASKED)
    found = frame[["first_year", "last_year", "register_count", "redated_count"]]
    # z24-3 was found with new evidence; the others of three years were re-dated each year.
    assert sorted(map(tuple, found.to_numpy().tolist())) == [
        (2022, 2024, 3, 1),
        *[(2022, 2024, 3, 2)] * 3,
    ]
    assert set(frame["outcome"].dropna()) <= {"held", "returned", "too_early", "not_looked_for"}


def test_measures_say_what_they_leave_open_the_coarsest_first(built):
    path = built("elements of measures")
    with warehouse.rebuilt(path) as connection:
        for element in ELEMENTS:
            connection.execute(f"update clean.measures set has_{element} = issue_id = 'z24-3'")
    with warehouse.connect(path) as connection:
        frame = measures.frame(connection, **ASKED)
    assert frame["is_coarse"].tolist() == [True, True, False]
    assert list(frame["missing_elements"].iloc[0]) == list(ELEMENTS)
    assert list(frame["missing_elements"].iloc[2]) == []
    text = measures.part(frame, "en", 500)
    assert "2 of 3 measures are coarse" in text and "none of the eight is stated" in text


def test_the_value_of_the_unit_stands_beside_that_of_the_bureau(connection):
    own = beside_bureau.numbers(connection, **ASKED)
    bureau = beside_bureau.numbers(connection, year=2024)
    rows = {row[0]: row[1:] for row in beside_bureau.rows(own, bureau, "en")}
    # Three of five of the unit (4 of 5 the year before), six of 17 of the bureau.
    assert rows["Only re-dated or renumbered"] == ["60% (3 of 5)", "35% (6 of 17)", "80%"]
    assert "Units whose recurrence stands out" not in rows


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_flag_of_the_unit_has_a_row_that_leads_to_its_card(connection, language):
    cases, flagged = _flags(connection)
    text = flag_page.part(cases, flagged, language, unit=UNIT)
    linked = re.findall(r'href="#(issue-[^"]+)"', text)
    assert linked == re.findall(r'<article class="evidence-card" id="([^"]+)"', text)
    assert set(linked) == {"issue-z24-1", "issue-z24-2", "issue-z24-4"}
    assert messages.say(language, "plane_mirror.column_reply") in text
    assert f'<th scope="row">{UNIT}</th>' not in text


def test_the_page_of_all_flags_begins_with_the_unit_that_has_most(connection):
    cases, flagged = _flags(connection, "")
    text = flag_page.part(cases, flagged, "en")
    order = re.findall(r'href="#issue-([a-z])', text)
    assert order == ["z", "z", "z", "j", "j", "b"]


def test_a_unit_without_flags_is_told_so_in_one_sentence(connection):
    cases, flagged = _flags(connection, "计量科")
    text = flag_page.part(cases, flagged, "en", unit="计量科")
    assert "<table" not in text and "No issue of this year is flagged" in text


def test_the_deadline_for_replies_is_a_day_or_days_after_receipt(connection):
    assert "15 days" in page.deadline("", "en")
    assert page.deadline("2025-01-31", "zh-Hans").startswith("2025年1月31日")
    with pytest.raises(errors.UsageError, match="no date"):
        page.deadline("soon", "en")
    assert "2025年1月31日" in page.answering(_by_unit(connection), "2025-01-31", "zh-Hans")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_words_of_the_page_speak_of_one_unit(connection, language):
    by_unit = _by_unit(connection)
    _, flagged = _flags(connection)
    words = [
        page.finding(by_unit, language),
        *page.facts(by_unit, language),
        *page.limits(flagged, language),
        page.answering(by_unit, "", language),
    ]
    for plural in ("units", "Units", "各部门", "各單位", "各部門"):
        assert [text for text in words if plural in text] == []


def test_a_unit_that_filed_nothing_has_sentences_in_place_of_tables(empty):
    with warehouse.connect(empty) as connection:
        nothing = recurring.frame(connection, **ASKED)
        none = measures.frame(connection, **ASKED)
    assert "<table" not in recurring.part(nothing, "en", 500) + measures.part(none, "en", 500)
