"""U13 in a browser without a network: from page to page, to a part, and through a longer table."""

import re

import pytest

from analysis import markup
from analysis.publish import pieces, render

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNITS = (
    *("办公室", "质检所", "稽查大队", "计量所"),
    *("食品科", "财务科", "法规科", "特设科", "标准化科"),
)
PROVENANCE = {
    "as_of": "2024-12-20", "files": [], "parameters": {}, "definitions": {},
    "software": {"five_lenses": "0", "python": "3", "git": None},
}  # fmt: skip


@pytest.fixture
def site(tmp_path):
    """Two pages that know of each other, the first with nine units in a table."""
    table = markup.rows(
        [(unit, 100 - place) for place, unit in enumerate(UNITS)],
        caption="Units",
        headings=["Unit", "Issues"],
    )
    shown = [
        pieces.Piece("markup", "a", markup.section("First part", "Text.")),
        pieces.Piece("markup", "b", markup.join(markup.section("Second part"), table)),
        pieces.Piece("markup", "c", markup.section("Third <part>", "Text.")),
    ]
    head = {
        "title": "T", "question": "Q?", "finding": "F", "facts": {"a": "b"},
        "other_title": "", "other_language": "", "names_units": True,
    }  # fmt: skip
    pages = {"one": "One", "two": "Two"}
    for name in pages:
        page = render.Page("en", head, shown, PROVENANCE, name=name, pages=pages)
        (tmp_path / f"{name}.html").write_text(render.render(page), encoding="utf-8")
    (tmp_path / "index.html").write_text("<!doctype html><title>list</title>", encoding="utf-8")
    return tmp_path


def _units(page):
    return page.locator("tbody tr:visible th").all_inner_texts()


def test_u13_a_reader_goes_on_to_the_next_page_and_back_by_keyboard(open_page, site):
    page = open_page(site / "one.html")
    assert page.locator(".bar [aria-current=page]").inner_text() == "One"
    page.locator(".onward a[rel=next]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/two.html")
    page.locator(".onward a[rel=prev]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/one.html")
    assert page.faults == [] and page.network == []


def test_u13_the_list_of_parts_leads_to_each_part(open_page, site):
    page = open_page(site / "one.html")
    page.locator(".contents summary").click()
    links = page.locator(".contents a")
    assert links.all_inner_texts() == ["First part", "Second part", "Third <part>"]
    links.nth(2).click()
    assert re.search(r"#part-3$", page.url)
    assert page.locator("h2:target").inner_text() == "Third <part>"


def test_u13_a_longer_table_is_searched_and_sorted_without_a_network(open_page, site):
    page = open_page(site / "one.html")
    page.wait_for_selector("html[data-tables]")
    page.get_by_label("Search this table").fill("科")
    assert _units(page) == ["食品科", "财务科", "法规科", "特设科", "标准化科"]
    assert page.locator(".search [role=status]").inner_text() == "5 / 9"
    page.get_by_label("Search this table").fill("")
    page.get_by_role("button", name="Issues").click()
    assert _units(page) == list(reversed(UNITS))
    assert page.locator("thead th").nth(1).get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Issues").click()
    assert _units(page) == list(UNITS)
    assert page.faults == [] and page.network == []
