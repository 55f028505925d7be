"""A Chromium that may reach nothing but the files of the site."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

NETWORK = ("http:", "https:", "ws:", "wss:", "ftp:")


@pytest.fixture(scope="session")
def chromium():
    """Playwright's handle on the machine's Chromium; skips where there is none, fails in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("needs chromium on PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens a file of the site, waits for its charts, and notes what goes wrong in `.faults`."""
    contexts = []

    def opened(path: Path, *, width: int = 1440):
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.faults, page.requests = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.faults.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: page.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (page.faults.append("a dialog"), dialog.dismiss()))
        page.goto(path.resolve().as_uri())
        if page.locator("script.chart-data").count():
            page.wait_for_selector("html[data-charts]", timeout=30_000)
        page.network = [url for url in page.requests if url.startswith(NETWORK)]
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def take_picture(request):
    """Saves a screenshot for people to look at, where SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")

    def take(page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take
