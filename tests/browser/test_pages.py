"""U1, U3, U4, U12, U15 in a browser without a network: a page opens whole and hurts nobody."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.publish import plan, site

NOTEBOOKS = Path(__file__).parents[1] / "publish" / "notebooks"
WIDTHS = (1440, 390)
ASSETS = ("inline", "compact", "shared")
CHARTS = 2

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The test page in three languages' worth of assets, and an index."""
    import duckdb

    folder = tmp_path_factory.mktemp("built")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute(
            """
            create schema raw; create schema clean;
            create table raw.files as
                select 'a.xlsx' as source_file, null as source_sheet, 'ab' as sha256,
                    1 as row_count, 1 as loaded_count, 0 as rejected_count, 0 as blank_count;
            create table clean.registers (
                register_id varchar, unit varchar, register_year integer, filed_date date
            );
            create table clean.issues (
                issue_id varchar, unit varchar, found_date date, number_key varchar
            );
            create table clean.texts (text_id varchar, oldest_year integer);
            """
        )
    for assets in ASSETS:
        options = plan.PublishOptions(
            pages=("good",), notebooks=NOTEBOOKS, assets=assets, language="zh-Hans"
        )
        site.publish_site(folder / "warehouse.duckdb", folder / assets, options)
    return folder


@pytest.mark.parametrize("assets", ASSETS)
@pytest.mark.parametrize("width", WIDTHS)
def test_u1_u2_u15_a_page_opens_offline_with_all_its_charts(
    built, open_page, take_picture, assets, width
):
    page = open_page(built / assets / "good.html", width=width)
    assert page.network == []
    assert page.faults == []
    assert page.locator(".js-plotly-plot .main-svg").count() >= CHARTS
    assert page.get_attribute("html", "data-charts") == str(CHARTS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    take_picture(page, f"good-{assets}-{width}")


@pytest.mark.parametrize("name", ["good", "index"])
@pytest.mark.parametrize("width", WIDTHS)
def test_u4_axe_finds_nothing_serious(built, open_page, take_picture, name, width):
    page = open_page(built / "inline" / f"{name}.html", width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    take_picture(page, f"{name}-{width}")


def test_u3_u14_the_mode_bar_is_chinese_and_shares_nothing(built, open_page):
    page = open_page(built / "inline" / "good.html")
    titles = page.locator(".modebar-btn").evaluate_all(
        "buttons => buttons.map(one => one.dataset.title || one.getAttribute('aria-label'))"
    )
    assert "缩放" in titles
    assert [title for title in titles if "hare" in (title or "") or "loud" in (title or "")] == []


def test_evidence_cards_stand_side_by_side_or_stacked(built, open_page):
    def tops(width):
        page = open_page(built / "inline" / "good.html", width=width)
        sides = page.locator(".evidence-card").first.locator(".sides section")
        return [sides.nth(number).bounding_box()["y"] for number in (0, 1)]

    wide, narrow = tops(1440), tops(390)
    assert wide[0] == wide[1]
    assert narrow[0] < narrow[1]


def test_u12_the_printed_page_cuts_nothing(built, open_page, tmp_path):
    page = open_page(built / "inline" / "good.html")
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext to read the printed page")
    command = ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for title in ("Which units file the most issues?", "Register year", "尚不能下结论的事项"):
        assert title in text
    assert "全部页面" not in text
