"""What a later run knows of an earlier one, and what the index says of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.publish import index, record
from analysis.publish.jobs import Entry

TOLD = {
    "as_of": "2024-12-31",
    "files": [{"source_file": "a.xlsx", "source_sheet": None, "sha256": "1"}],
    "columns": [],
    "years": [],
    "tables": {},
    "software": {"five_lenses": "0.1.0", "git": None, "python": "3.11.2"},
    "definitions": {"rule_version": "1"},
}
COUNTS = dict.fromkeys(("row_count", "loaded_count", "rejected_count", "blank_count"), 1)
ORDER = {"overview": 10, "convex_lens": 60}
PAGE = Entry(
    path="overview.html",
    notebook="overview",
    status="published",
    title="Overview",
    question="How are we doing?",
    as_of="2024-12-31",
    sha256="aa",
    content_sha256="cc",
)


def told(**changes):
    files = [{**file, **COUNTS} for file in changes.pop("files", TOLD["files"])]
    return {**TOLD, **changes, "files": files}


def test_a_page_that_fails_keeps_what_is_known_of_the_one_that_stands(tmp_path):
    (tmp_path / "overview.html").write_text("x")
    before = record.state([PAGE], told(), {}, {"key": "1"})
    failed = Entry(path="overview.html", notebook="overview", status="failed", reason="cell 3")
    assert record.merged([failed], before, tmp_path) == [
        replace(PAGE, status="failed", reason="cell 3")
    ]


def test_a_page_that_was_not_chosen_is_kept(tmp_path):
    (tmp_path / "overview.html").write_text("x")
    before = record.state([PAGE], told(), {}, {"key": "1"})
    assert record.merged([], before, tmp_path) == [replace(PAGE, status="kept")]


def test_r7_the_same_run_made_again_compares_with_the_same_one():
    first = record.state([PAGE], told(), {}, {"key": "1"})
    other = record.state([PAGE], told(), first, {"key": "2"})
    again = record.state([PAGE], told(), other, {"key": "2"})
    assert first["previous"] is None
    assert other["previous"]["version"] == "0.1.0"
    assert again == other


def test_a_record_that_cannot_be_read_is_no_record(tmp_path):
    (tmp_path / "run.json").write_text("{")
    assert record.read(tmp_path) == {}


def test_u9_the_index_lists_pages_with_their_state():
    stale = replace(PAGE, path="a/b.html", status="failed", reason="cell 3 <b>", unit="007")
    never = Entry(path="x.html", notebook="x", status="failed", title="x", reason="no kernel")
    state = record.state([PAGE, stale, never], told(), {}, {"key": "1"})
    text = index.render(state, "en", ORDER)
    assert '<a href="overview.html">Overview</a>' in text
    assert "Updated in this edition" in text
    assert "Failed: not refreshed since data of Dec 31, 2024" in text
    assert "cell 3 &lt;b&gt;" in text
    assert "Failed: no page yet" in text
    assert 'href="x.html"' not in text


def test_the_index_lists_pages_in_the_order_of_their_notebooks_and_others_last():
    names = ("convex_lens", "overview", "z_own", "a_own")
    pages = [replace(PAGE, path=f"{name}.html", notebook=name) for name in names]
    text = index.render(record.state(pages, told(), {}, {"key": "1"}), "en", ORDER)
    listed = re.findall('<a href="([a-z_]+).html">', text)
    assert listed == ["overview", "convex_lens", "a_own", "z_own", "changes"]


def test_the_index_works_without_any_page():
    text = index.render(record.state([], told(files=[]), {}, {"key": "1"}), "zh-Hans", ORDER)
    assert "尚未生成页面。" in text
    assert '<html lang="zh-Hans">' in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"files": [{"source_file": "b.xlsx", "source_sheet": "S", "sha256": "1"}]}, "New file: b"),
        ({"files": []}, "File removed: a.xlsx"),
        ({"files": [{**TOLD["files"][0], "sha256": "2"}]}, "Changed file: a.xlsx"),
        ({"definitions": {"rule_version": "2"}}, "rule_version changed from 1 to 2"),
        ({"software": {**TOLD["software"], "five_lenses": "0.2.0"}}, "from version 0.1.0 to 0.2.0"),
    ],
)
def test_u10_the_index_says_what_changed_since_the_run_before(changes, sentence):
    before = record.state([PAGE], told(), {}, {"key": "1"})
    now = record.state([PAGE], told(**changes), before, {"key": "2"})
    assert sentence in index.render(now, "en", ORDER)


def test_u10_the_index_says_which_pages_show_something_else():
    before = record.state([PAGE], told(), {}, {"key": "1"})
    now = record.state([replace(PAGE, content_sha256="dd")], told(), before, {"key": "2"})
    assert "Page changed: Overview" in index.render(now, "en", ORDER)
