"""Cards of two lenses: whatever was received stays text, and a long one is cut."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.lenses.microscope import measure_cards
from analysis.lenses.plane_mirror import cards

HOSTILE = "</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}"
ESCAPED = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;{{ 7*7 }}"


def test_a_long_measure_is_cut_and_says_by_how_much():
    made = measure_cards.underlined("每月检查2次" + "长" * 2000, "zh-Hans")
    assert made.endswith("长… (+6)") and "<u>2次</u>" in made


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
