"""U1, U2, U4, U12: the pages of the bundled case as leadership opens them."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (1440, 390)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _pages(site):
    return ["index.html", *(page["path"] for page in _record(site)["pages"])]


def _record(site):
    return json.loads((site / "run.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("width", WIDTHS)
def test_U1_U2_every_page_opens_offline_with_every_chart_drawn(
    bundled_site, open_page, take_picture, width
):
    for name in _pages(bundled_site):
        page = open_page(bundled_site / name, width=width)
        charts = page.locator("script.chart-data").count()
        assert page.network == [] and page.faults == [], name
        assert page.locator(".js-plotly-plot").count() == charts, name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        take_picture(page, f"{name.removesuffix('.html').replace('/', '-')}-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_U4_axe_finds_nothing_serious_on_any_page(bundled_site, open_page, width):
    for name in _pages(bundled_site):
        page = open_page(bundled_site / name, width=width)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], name
        assert page.locator("h1").count() == 1 and page.get_attribute("html", "lang") == "zh-Hans"


def test_U12_no_chart_or_card_is_cut_when_printed_on_a4(bundled_site, open_page):
    for name in _pages(bundled_site):
        page = open_page(bundled_site / name)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 718, "height": 1000})  # A4 less 10 mm on each side
        page.wait_for_timeout(500)
        wide = page.evaluate(
            "[...document.querySelectorAll('.js-plotly-plot, .evidence-card, table')]"
            ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
            ".map(one => one.className || one.tagName)"
        )
        assert wide == [], name
