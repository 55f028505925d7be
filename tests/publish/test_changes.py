"""U10: what changed between two editions, each kind with its rows, and definitions apart."""

import json

from analysis import messages
from analysis.publish import basis, changes, changes_page


def value(name, amount, *, year=2024, version="1"):
    return {
        "name": name, "register_year": year, "value": amount, "low": amount - 0.05,
        "high": amount + 0.05, "definition_version": version,
    }  # fmt: skip


FORMER = {
    "as_of": "2024-12-20",
    "flags": {"a": "candidate", "b": "candidate", "c": "candidate", "d": "candidate"},
    "closed": ["p"],
    "open": ["q", "r"],
    "returned": ["m1"],
    "values": [value("stale_dates", 0.1), value("chronic_problems", 0.3), value("x", 0.1)],
}
NOW = {
    "as_of": "2025-12-20",
    "flags": {"a": "confirmed", "b": "dismissed", "c": "candidate", "e": "candidate"},
    "closed": ["q", "new and closed"],
    "open": ["p", "r"],
    "returned": ["m1", "m2"],
    "values": [
        value("stale_dates", 0.5, year=2025),
        value("chronic_problems", 0.5, version="2"),
        value("redated_flagged", 0.2),
    ],
}
TEXTS = {"e": {"unit": "质检所", "register_year": 2025, "issue_text": "<b>过期"}}
FOUND = changes.between(FORMER, NOW, TEXTS) | {"since": "2024-12-20"}


def test_u10_each_kind_of_change_has_its_entries():
    assert {kind: [row["id"] for row in FOUND[kind]] for kind in changes.KINDS} == {
        "new_flags": ["e"],
        "confirmed": ["a"],
        "dismissed": ["b"],
        "withdrawn": ["d"],
        "returned": ["m2"],
        "closed": ["q"],
        "reopened": ["p"],
    }
    assert FOUND["new_flags"][0]["unit"] == "质检所"
    assert FOUND["withdrawn"][0]["issue_text"] is None


def test_u10_an_indicator_moved_only_beyond_common_variation_and_under_one_definition():
    assert [(move["name"], move["shape"]) for move in FOUND["moves"]] == [("stale_dates", "up")]
    assert FOUND["definitions"] == [{"name": "chronic_problems", "before": "1", "now": "2"}]
    near = {**NOW, "values": [value("stale_dates", 0.12)]}
    assert changes.between(FORMER, near, {})["moves"] == []


def test_a_first_edition_has_nothing_to_compare_with():
    found = changes.between(None, NOW, TEXTS) | {"since": None}
    assert found["is_first"] and not any(found[kind] for kind in changes.KINDS)
    assert changes_page.pieces(found, "en", {}) == []
    assert "first edition" in changes_page.head(found, "–", "en")["finding"]


def test_the_page_shows_only_what_changed_and_leads_to_the_cards():
    for language in messages.LANGUAGES:
        shown = changes_page.pieces(FOUND, language, {"flags": "Flags"})
        text = "".join(piece.markup for piece in shown)
        assert 'href="flags.html#issue-e"' in text and "&lt;b&gt;过期" in text
        assert 'href="flags.html#issue-b"' not in text
        assert len(shown) == len(changes.KINDS) + 2
    only = {**FOUND, **{kind: [] for kind in changes.KINDS[1:]}, "moves": [], "definitions": []}
    assert len(changes_page.pieces(only, "en", {})) == 1
    assert changes_page.sentences(only, "en") == ["1 new flag."]


def test_the_same_rows_published_again_compare_with_the_edition_before(tmp_path):
    (tmp_path / "data").mkdir()
    file = tmp_path / basis.NAME
    assert basis.before(tmp_path, NOW) is None
    file.write_text(basis.written(NOW, FORMER), encoding="utf-8")
    assert basis.before(tmp_path, NOW) == FORMER
    assert basis.before(tmp_path, {**NOW, "closed": []}) == NOW
    file.write_text(json.dumps({"now": "?"}), encoding="utf-8")
    assert basis.before(tmp_path, NOW) is None
