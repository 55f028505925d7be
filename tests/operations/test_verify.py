"""What was done to a site after it was published, each thing by its name."""

from __future__ import annotations

import hashlib
import json

import pytest

from analysis import errors
from analysis.operations import verify
from analysis.publish import record

PAGE = """<header class="page-head"><h1>Overview <span class="other">总览</span></h1>
<p class="finding">3 of 5 &lt;entries&gt;</p></header>
<script type="application/json" id="provenance">{"content_sha256": "c", "as_of": "2024-12-31",
"definitions": {}, "tables": {}}</script>"""


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def state():
    return {
        "format": 1,
        "content_sha256": "c",
        "as_of": "2024-12-31",
        "definitions": {},
        "tables": {},
        "pages": [
            {
                "path": "overview.html",
                "status": "published",
                "title": "Overview",
                "finding": "3 of 5 <entries>",
                "sha256": sha256(PAGE.encode()),
                "data": [{"path": "data/a.csv", "sha256": sha256(b"n\n1\n")}],
            }
        ],
    }


@pytest.fixture
def site(tmp_path, state):
    (tmp_path / "overview.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(b"n\n1\n")
    record.write(tmp_path, state)
    return tmp_path


def faults(site):
    with pytest.raises(errors.CheckError) as failure:
        verify.verify(site)
    return failure.value.cause.replace(f"{site}/", "").splitlines()


def test_a_site_as_published_is_verified(site):
    assert verify.verify(site) == 2


def test_a_changed_row_is_named(site):
    (site / "data" / "a.csv").write_bytes(b"n\n2\n")
    assert faults(site) == ["data/a.csv is not as it was published."]


def test_a_missing_page_is_named(site):
    (site / "overview.html").unlink()
    assert faults(site) == ["overview.html is missing."]


def test_a_planted_file_is_named_wherever_it_stands(site):
    (site / "data" / "b.csv").write_text("planted")
    (site / ".hidden.html").write_text("planted")
    assert faults(site) == [
        ".hidden.html is not one of its files.",
        "data/b.csv is not one of its files.",
    ]


def test_a_link_in_the_place_of_a_page_is_named(site, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "overview.html"
    (site / "overview.html").rename(other)
    (site / "overview.html").symlink_to(other)
    assert faults(site) == ["overview.html is a link in the place of the file."]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 1}', '{"format": 1, "pages": 3}'])
def test_an_emptied_record_is_named(site, content):
    (site / "run.json").write_text(content)
    assert faults(site)[0] == "run.json is emptied, or no record of a site."


def test_an_edited_record_is_named(site, state):
    written = json.loads((site / "run.json").read_text(encoding="utf-8"))
    (site / "run.json").write_text(json.dumps({**written, "as_of": "2023-12-31"}))
    assert "run.json was edited" in faults(site)[0]


def test_a_record_without_its_pages_is_named_by_what_is_left_over(site, state):
    record.write(site, {**state, "pages": []})
    assert faults(site) == [
        "data/a.csv is not one of its files.",
        "overview.html is not one of its files.",
    ]


def test_blank_hashes_are_named(site, state):
    page = {**state["pages"][0], "sha256": ""}
    page["data"] = [{**page["data"][0], "sha256": ""}]
    record.write(site, {**state, "pages": [page]})
    assert [line for line in faults(site) if "no hash" in line] == [
        "overview.html has no hash in run.json.",
        "data/a.csv has no hash in run.json.",
    ]


@pytest.mark.parametrize("what", ["finding", "title"])
def test_a_finding_that_the_page_does_not_have_is_named(site, state, what):
    page = {**state["pages"][0], what: "0 of 5 <entries>"}
    record.write(site, {**state, "pages": [page]})
    assert faults(site) == [f"run.json tells another {what} of overview.html than the page does."]


def test_a_page_of_other_rows_than_the_record_says_is_named(site, state):
    record.write(site, {**state, "tables": {"clean.issues": 3}})
    assert faults(site) == ["run.json tells of other rows or rules than overview.html does."]


def test_a_record_that_leads_out_of_its_folder_is_none(site, state):
    page = {**state["pages"][0], "path": "../overview.html"}
    record.write(site, {**state, "pages": [page]})
    assert record.read(site) == {}


def test_a_folder_without_a_record_is_no_site(tmp_path):
    with pytest.raises(errors.InputError, match=r"holds no run\.json"):
        verify.verify(tmp_path)
