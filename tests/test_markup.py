"""Pieces of a page: whatever was received stays text."""

from __future__ import annotations

import pandas as pd

from analysis import markup

HOSTILE = "</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}"
ESCAPED = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;{{ 7*7 }}"


def test_u15_children_and_attributes_are_escaped():
    made = markup.element("p", HOSTILE, title=HOSTILE, class_="note", id=None)
    assert made == f'<p title="{ESCAPED}" class="note">{ESCAPED}</p>'


def test_u15_characters_that_hide_or_turn_text_round_are_shown():
    assert markup.element("p", "a\0b\u202egnp.exe\u2066\x1b[2J\tc") == (
        "<p>a\u2400b[U+202E]gnp.exe[U+2066]\u241b[2J\tc</p>"
    )


def test_u15_no_text_of_a_page_is_longer_than_a_page():
    assert markup.element("p", "长" * 2001) == f"<p>{'长' * 2000}… (+1)</p>"
    assert markup.element("p", "长" * 2000) == f"<p>{'长' * 2000}</p>"


def test_markup_is_not_escaped_twice():
    assert markup.element("p", markup.element("b", "<")) == "<p><b>&lt;</b></p>"


def test_u15_a_table_escapes_its_cells_and_names_what_is_missing():
    frame = pd.DataFrame({"unit": [HOSTILE, "x"], "issue_count": [3, None], "left": [1, 2]})
    made = markup.table(frame, caption="Units", labels={"unit": "Unit", "issue_count": "Issues"})
    assert ESCAPED in made
    assert "<caption><span>Units</span></caption>" in made
    assert '<th scope="col">Unit</th><th scope="col" class="number">Issues</th>' in made
    assert '<th scope="row">x</th><td class="number">–</td>' in made


def test_a_value_that_is_not_there_is_a_tile_of_its_own_kind():
    frame = pd.DataFrame(
        {"label_text": ["A"], "value_text": ["–"], "note_text": [HOSTILE], "status": ["too_early"]}
    )
    made = markup.tiles(frame)
    assert '<li class="tile missing" data-status="too_early">' in made
    assert ESCAPED in made


def test_limits_take_their_heading_from_the_catalogue():
    made = markup.limits("zh-Hans", ["某单位未报台账"])
    assert "<h2>尚不能下结论的事项</h2>" in made
    assert "<li>某单位未报台账</li>" in made
