"""One hundred links judged in JupyterLab by keyboard alone, over a restart of the kernel (V2)."""

import contextlib
import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from analysis import settings
from analysis.pipeline import stages
from analysis.review import store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "review.ipynb"
HEADER = "序号,部门,问题描述,发现日期,整改措施\n"
PLACES = "一二三四五六七八九十"
THINGS = (
    *("消防通道", "配电箱门", "登记本", "计量器具", "灭火器箱"),
    *("值班记录", "样品柜", "封条", "安全出口", "门岗"),
)
FAULTS = (
    *("被杂物堵塞", "没有上锁", "缺页", "超期未检", "标签脱落"),
    *("记录不全", "积水", "破损", "指示灯不亮", "无人值守"),
)
LINKS = 100
SECONDS = 1.0  # from a key to the next card, in the middle; seen: 0.1 on a quiet machine


@pytest.fixture
def bureau(tmp_path):
    """A warehouse with one hundred entries that were only dated anew."""
    (tmp_path / "in").mkdir()
    texts = [
        f"{PLACES[n // 10]}楼{THINGS[n % 10]}{FAULTS[(n // 10 + n) % 10]}" for n in range(LINKS)
    ]
    for year in (2023, 2024):
        lines = "".join(
            f"{n},办公室,{text}，{year}年3月检查发现,{year}-03-01,每月检查\n"
            for n, text in enumerate(texts, 1)
        )
        (tmp_path / "in" / f"{year}年问题台账.csv").write_text(HEADER + lines, encoding="utf-8")
    stages.build(tmp_path / "warehouse.duckdb", stages.Inputs([tmp_path / "in"]), settings.load())
    return tmp_path


@pytest.fixture
def lab(bureau):
    """The address of a JupyterLab on the notebook, its parameters set for the warehouse."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == "parameters":
            cell["source"] += [f"\nwarehouse_path = {str(bureau / 'warehouse.duckdb')!r}"]
        if cell["id"] == "fallback":
            cell["source"] = ["None"]
    (bureau / "review.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"),
        *(f"--port={port}", "--ip=127.0.0.1", "--IdentityProvider.token=", "--notebook-dir=."),
        "--LabApp.news_url=None",
    ]
    server = subprocess.Popen(command, cwd=bureau, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api")
        yield f"http://127.0.0.1:{port}/lab/tree/review.ipynb?reset"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address):
    for _ in range(120):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.5)
    pytest.fail("JupyterLab did not start")


def _run_all(page):
    """Every cell, by the keyboard: from the first on, each runs and the next is chosen."""
    page.keyboard.press("Control+Shift+c")
    page.wait_for_function("document.activeElement.matches('.lm-CommandPalette-input')")
    page.keyboard.type("Restart Kernel and Run All Cells")
    page.keyboard.press("Enter")
    page.locator(".jp-Dialog").wait_for()
    page.keyboard.press("Enter")
    page.locator(".fivelens-desk .progress", has_text="judged 0:").wait_for(timeout=60_000)
    page.locator(".fivelens-desk").focus()


def _judge(page, count, times):
    for number in range(count):
        before = page.locator(".fivelens-desk .progress").inner_text()
        began = time.perf_counter()
        page.keyboard.press("123"[number % 3])
        page.wait_for_function(
            "before => document.querySelector('.fivelens-desk .progress').innerText !== before",
            arg=before,
        )
        times.append(time.perf_counter() - began)
        top = page.locator(".fivelens-desk").bounding_box()["y"]
        assert top > 60, "the head of the card is out of sight"


@pytest.fixture
def page(chromium, lab):
    """JupyterLab on the notebook; what it asks of other machines stands in `.strangers`."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.strangers = []
    opened.on(
        "request",
        lambda asked: None if "127.0.0.1" in asked.url else opened.strangers.append(asked.url),
    )
    opened.goto(lab)
    opened.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    opened.locator("text=Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)
    yield opened
    context.close()


def test_V2_a_hundred_links_are_judged_by_keyboard_and_a_restarted_kernel_loses_none(
    page, bureau, take_picture
):
    times = []
    _run_all(page)
    take_picture(page, "review-desk")
    _judge(page, LINKS // 2, times)
    page.keyboard.press("u")
    page.keyboard.press("Escape")  # out of the card: the keys are JupyterLab's again
    _run_all(page)  # the kernel is another one now
    _judge(page, LINKS // 2 + 1, times)
    page.locator(".fivelens-desk .done").wait_for()
    assert statistics.median(times) < SECONDS
    made = store.standing(store.read(bureau / "decisions"))
    assert len(made) == LINKS
    assert len(store.read(bureau / "decisions")) == LINKS + 2  # one taken back, and judged again
    assert {one.verdict for one in made} == set(store.VERDICTS)
    assert [url for url in page.strangers if url.startswith(("http", "ws"))] == []
