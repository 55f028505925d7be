"""The two notebooks run to their last cell and become pages, as leadership gets them."""

import re

import pytest

from analysis.publish import plan, site

HOSTILE = "</script><script>alert(1)</script><b>=1+1 {{7*7}}"
UNITS = ("质检所", "稽查大队", "计量科", "办公室")


def _publish(warehouse, out, **options):
    summary = site.publish_site(warehouse, out, plan.PublishOptions(**options))
    assert [entry.reason for entry in summary.failed] == []
    return {entry.path: (out / entry.path).read_text("utf-8") for entry in summary.published}


def _visible(page):
    """The page without what it says of its sources: file names hold the names of units."""
    return page[
        page.index('<header class="page-head">') : page.index('<footer class="provenance">')
    ]


@pytest.mark.slow
def test_both_pages_are_made_and_page_one_names_no_unit(built, tmp_path):
    pages = _publish(
        built("hostile", text=("z24-1", HOSTILE)),
        tmp_path / "site",
        pages=("overview", "plane_mirror"),
        language="zh-Hans",
    )
    assert sorted(pages) == ["overview.html", "plane_mirror.html"]
    assert not any(unit in _visible(pages["overview.html"]) for unit in UNITS)
    mirror = _visible(pages["plane_mirror.html"])
    assert all(unit in mirror for unit in UNITS) and "疑似，未经核实" in mirror
    assert "<script>alert(1)" not in mirror and "alert(1)" in mirror


@pytest.mark.slow
def test_one_unit_of_an_earlier_year_can_be_asked_for(built, tmp_path):
    pages = _publish(
        built(),
        tmp_path / "site",
        pages=["plane_mirror"],
        year=2023,
        parameters={"unit": "稽查大队"},
    )
    mirror = _visible(pages["plane_mirror.html"])
    assert "2 of 5 issues of 2023" in mirror
    assert "质检所" not in mirror


@pytest.mark.slow
def test_a_catalogue_says_why_nothing_is_called_re_dated(built, tmp_path):
    pages = _publish(
        built("catalogue", text_kind="catalogue"),
        tmp_path / "site",
        pages=("overview", "plane_mirror"),
    )
    for page in pages.values():
        assert "code list" in _visible(page)
        assert not re.search(r"[0-9] (are )?flagged as only re-dated", _visible(page))
