"""Killed at any moment: the last good warehouse and site are whole, and the next run succeeds.

A hundred seeded kills: sixty-six of loading and matching, ten of publishing with its kernels, and
twenty-four of publishing at single steps of the file system, where pages are put in their places.
"""

from __future__ import annotations

import functools
import itertools
import json
import multiprocessing
import os
import pickle
import random
import shutil
import time
from pathlib import Path

import pytest

from analysis import cli
from analysis.operations import verify
from analysis.publish import plan, provenance, workers

BUILD = [
    *("analysis.cli.main_job", "analysis.pipeline.stages", "analysis.publish.site"),
    *("analysis.publish.index", "analysis.publish.runner", "analysis.publish.render"),
]
LANGUAGES = ("zh-Hans", "en")
FILES = 5  # the page, the index, and of what changed a page, a file and its basis

# The command with pages from a folder of notebooks.
PUBLISH = """
import functools
from pathlib import Path
from analysis import cli
from analysis.publish import plan
plan.PublishOptions = functools.partial(plan.PublishOptions, notebooks=Path({notebooks!r}))
cli.main({words!r})
"""

# The same, ended by the system at the step of the file system numbered `last`; the pages
# themselves were made before, so that all steps are those of putting a site in its place.
PUBLISH_STEPS = """
import os, pickle, shutil, signal, sys
from pathlib import Path
from analysis.publish import site, workers

left = {last}
STEPS = {{"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym"}}

def count(event, arguments):
    global left
    is_written = event == "open" and str(arguments[1]) not in ("r", "rb", "None")
    if event in STEPS or is_written:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

def ready(chosen, draft, told, limits):
    made = Path({made!r})
    shutil.copytree(made / "site", draft, dirs_exist_ok=True)
    sys.addaudithook(count)
    return pickle.loads((made / "made").read_bytes())

workers.make_all = ready
"""


@pytest.fixture(scope="module")
def server():
    """Processes that start with everything imported, so that a moment is one of the work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(BUILD)
    return context


@pytest.fixture
def kill_after(server, monkeypatch, temporary):
    monkeypatch.setenv("TMPDIR", str(temporary))

    def kills(target, *arguments, seconds: float | None = None) -> bool:
        """Whether the work was cut short, by us or by itself; without `seconds` it may end."""
        process = server.Process(target=target, args=arguments)
        process.start()
        process.join(seconds)
        was_working = process.is_alive()
        process.kill()
        process.join()
        return was_working or process.exitcode == -9

    return kills


def duration(action) -> float:
    start = time.monotonic()
    action()
    return time.monotonic() - start


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".*.draft"))


def load_and_match_survive(count, seed, kill_after, tmp_path, tools):
    """Two states of the registers in turn; after each kill the rows are those of a whole step."""
    source, path = tmp_path / "registers", tmp_path / "out" / "warehouse.duckdb"
    load = ["load", str(source), "--warehouse", str(path)]
    match = ["match", "--warehouse", str(path)]
    whole, longest = set(), {}
    for done in ("已整改", "未整改", "已整改", "未整改"):
        tools.write_registers(source, units=("007",), done=done)
        for words in (load, match):
            run = functools.partial(kill_after, cli.main, words)
            longest[words[0]] = duration(run)
            whole.add(provenance.content_hash(path))
    assert len(whole) > 3  # both states, each with the links of either
    moments = random.Random(seed)
    killed = 0
    for number in range(count):
        done = ("已整改", "未整改")[number // 2 % 2]
        tools.write_registers(source, units=("007",), done=done)
        words = (load, match)[number % 2]
        killed += kill_after(cli.main, words, seconds=moments.uniform(0, longest[words[0]]))
        assert provenance.content_hash(path) in whole
    assert (cli.main(load), cli.main(match)) == (0, 0)
    assert provenance.content_hash(path) in whole
    assert leftovers(path.parent) == []
    return killed


def test_a_load_or_match_killed_at_four_moments_leaves_a_whole_warehouse(
    kill_after, tmp_path, tools
):
    assert load_and_match_survive(4, 20241130, kill_after, tmp_path, tools) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_load_or_match_killed_at_thirty_three_moments_leaves_a_whole_warehouse(
    kill_after, tmp_path, tools, seed
):
    assert load_and_match_survive(33, seed, kill_after, tmp_path, tools) >= 20


@pytest.fixture
def publishing(tmp_path, built, tools, monkeypatch):
    """Words that publish one small page into `site`, and the hash of the page by language."""
    path, site, notebooks = tmp_path / "w" / "w.duckdb", tmp_path / "site", tmp_path / "notebooks"
    for folder in (path.parent, notebooks):
        folder.mkdir()
    shutil.copy(built, path)
    shutil.copy(tools.notebooks / "seen.ipynb", notebooks / "page.ipynb")
    options = functools.partial(plan.PublishOptions, notebooks=notebooks)
    monkeypatch.setattr(plan, "PublishOptions", options)
    words = ["publish", "--warehouse", str(path), "--out", str(site), "--language"]
    return words, site, notebooks


def page_hash(site: Path) -> str:
    record = json.loads((site / "run.json").read_text(encoding="utf-8"))
    return next(page["content_sha256"] for page in record["pages"])


def wait_until(is_so, seconds=20):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.2)
    assert is_so()


@pytest.mark.slow
def test_publishing_killed_at_ten_moments_leaves_a_whole_site_and_no_kernel(
    kill_after, publishing, tmp_path, tools, temporary
):
    words, site, notebooks = publishing
    codes = {
        language: PUBLISH.format(notebooks=str(notebooks), words=[*words, language])
        for language in LANGUAGES
    }
    made, taken = {}, []
    for language, code in codes.items():
        taken.append(duration(functools.partial(kill_after, exec, code, {})))
        made[language] = page_hash(site)
    assert len(set(made.values())) == 2
    moments = random.Random(3)
    killed = 0
    for language in LANGUAGES * 5:
        killed += kill_after(exec, codes[language], {}, seconds=moments.uniform(0, min(taken)))
        assert verify.verify(site) == FILES
        assert page_hash(site) in made.values()
    assert killed >= 5
    assert cli.main([*words, "en"]) == 0
    assert page_hash(site) == made["en"]
    assert leftovers(tmp_path) == []
    wait_until(lambda: tools.processes_of(temporary) == [])


@pytest.fixture
def kept_pages(publishing, tmp_path, monkeypatch):
    """Folders of pages by language, as the workers made them, for runs that are to be killed."""
    words, _, _ = publishing
    make_all = workers.make_all

    def keeps(chosen, draft, *rest):
        found = make_all(chosen, draft, *rest)
        shutil.copytree(draft, folder / "site")
        (folder / "made").write_bytes(pickle.dumps(found))
        return found

    with monkeypatch.context() as patch:
        patch.setattr(workers, "make_all", keeps)
        for language in LANGUAGES:
            folder = tmp_path / "kept" / language
            folder.mkdir(parents=True)
            assert cli.main([*words, language]) == 0
    return tmp_path / "kept"


@pytest.mark.slow
def test_publishing_killed_at_twenty_four_steps_of_the_file_system_leaves_a_whole_site(
    kill_after, publishing, kept_pages, tmp_path
):
    words, site, notebooks = publishing
    found = []
    for last, language in itertools.product(range(12), LANGUAGES):
        steps = PUBLISH_STEPS.format(last=last, made=str(kept_pages / language))
        code = steps + PUBLISH.format(notebooks=str(notebooks), words=[*words, language])
        assert kill_after(exec, code, {})
        assert verify.verify(site) == FILES
        found.append(page_hash(site))
    assert len(set(found)) == 2  # killed before and after the folders change places
    for left in tmp_path.glob(".*.draft"):
        os.utime(left, (0, 0))  # empty ones are left to a run that might have just made them
    assert cli.main([*words, "en"]) == 0
    assert leftovers(tmp_path) == []
