"""Pieces of a page: whatever was received stays text."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.publish import cards, html, measure_cards

HOSTILE = "</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}"
ESCAPED = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;{{ 7*7 }}"


def test_u15_children_and_attributes_are_escaped():
    made = html.element("p", HOSTILE, title=HOSTILE, class_="note", id=None)
    assert made == f'<p title="{ESCAPED}" class="note">{ESCAPED}</p>'


def test_u15_characters_that_hide_or_turn_text_round_are_shown():
    assert html.element("p", "a\0b\u202egnp.exe\u2066\x1b[2J\tc") == (
        "<p>a\u2400b[U+202E]gnp.exe[U+2066]\u241b[2J\tc</p>"
    )


def test_u15_no_text_of_a_page_is_longer_than_a_page():
    assert html.element("p", "长" * 2001) == f"<p>{'长' * 2000}… (+1)</p>"
    assert html.element("p", "长" * 2000) == f"<p>{'长' * 2000}</p>"


def test_a_long_measure_is_cut_and_says_by_how_much():
    made = measure_cards.underlined("每月检查2次" + "长" * 2000, "zh-Hans")
    assert made.endswith("长… (+6)") and "<u>2次</u>" in made


def test_markup_is_not_escaped_twice():
    assert html.element("p", html.element("b", "<")) == "<p><b>&lt;</b></p>"


def test_u15_a_table_escapes_its_cells_and_names_what_is_missing():
    frame = pd.DataFrame({"unit": [HOSTILE, "x"], "issue_count": [3, None], "left": [1, 2]})
    made = html.table(frame, caption="Units", labels={"unit": "Unit", "issue_count": "Issues"})
    assert ESCAPED in made
    assert "<caption><span>Units</span></caption>" in made
    assert '<th scope="col">Unit</th><th scope="col" class="number">Issues</th>' in made
    assert '<th scope="row">x</th><td class="number">–</td>' in made


def test_a_value_that_is_not_there_is_a_tile_of_its_own_kind():
    frame = pd.DataFrame(
        {"label_text": ["A"], "value_text": ["–"], "note_text": [HOSTILE], "status": ["too_early"]}
    )
    made = html.tiles(frame)
    assert '<li class="tile missing" data-status="too_early">' in made
    assert ESCAPED in made


def test_limits_take_their_heading_from_the_catalogue():
    made = html.limits("zh-Hans", ["某单位未报台账"])
    assert "<h2>尚不能下结论的事项</h2>" in made
    assert "<li>某单位未报台账</li>" in made


def card_frame(**changes):
    row = {
        "issue_id": "a1",
        "title_text": "Only the date was changed",
        "status": "candidate",
        "unit": "007",
        "register_year": 2024,
        "source_text": "2024.xlsx, row 17",
        "spans": [("date", "2024年"), ("same", HOSTILE)],
        "prior_unit": "007",
        "prior_register_year": 2023,
        "prior_source_text": "2023.xlsx, row 9",
        "prior_spans": [("date", "2023年")],
        "reason_text": "No new evidence.",
        "runner_up_text": "",
    }
    return pd.DataFrame([row | changes])


def test_u15_a_card_shows_both_texts_by_where_they_come_from():
    made = cards.evidence_cards(card_frame(), language="en")
    assert '<article class="evidence-card" id="issue-a1">' in made
    assert '<span class="status candidate">Candidate, not confirmed</span>' in made
    assert '<span class="date">2023年</span>' in made
    assert f'<span class="date">2024年</span><span class="same">{ESCAPED}</span>' in made
    assert made.index("2023.xlsx, row 9") < made.index("2024.xlsx, row 17")
    assert "<footer><p>No new evidence.</p></footer>" in made


def test_a_span_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="'colour'"):
        cards.evidence_cards(card_frame(spans=[("colour", "x")]), language="en")
