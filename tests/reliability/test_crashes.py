"""Killed at any moment: the last good warehouse and site are whole, and the next run succeeds."""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import time
from pathlib import Path

import pytest

from analysis import cli
from analysis.operations import verify
from analysis.publish import provenance

SEED = 20241130
BUILD = ["analysis.cli.main_job", "analysis.pipeline.stages", "analysis.publish.site"]


@pytest.fixture(scope="module")
def server():
    """Processes that start with everything imported, so that a moment is one of the work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(BUILD)
    return context


@pytest.fixture
def kill_after(server, monkeypatch, temporary):
    monkeypatch.setenv("TMPDIR", str(temporary))

    def kills(words, seconds: float) -> bool:
        """Whether the command was still at work when it was killed."""
        process = server.Process(target=cli.main, args=([str(word) for word in words],))
        process.start()
        process.join(seconds)
        was_working = process.is_alive()
        process.kill()
        process.join()
        return was_working

    return kills


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".*.draft"))


def load_and_match_survive(count, kill_after, tmp_path, tools, *, longest):
    """Two states of the registers in turn; after each kill the rows are those of a whole step."""
    source, path = tmp_path / "registers", tmp_path / "out" / "warehouse.duckdb"
    load = ["load", str(source), "--warehouse", str(path)]
    match = ["match", "--warehouse", str(path)]
    whole = set()
    for done in ("已整改", "未整改", "已整改", "未整改"):
        tools.write_registers(source, units=("007",), done=done)
        for words in (load, match):
            assert cli.main(words) == 0
            whole.add(provenance.content_hash(path))
    assert len(whole) > 3  # both states, each with the links of either
    moments = random.Random(SEED)
    killed = 0
    for number in range(count):
        done = ("已整改", "未整改")[number // 2 % 2]
        tools.write_registers(source, units=("007",), done=done)
        killed += kill_after((load, match)[number % 2], moments.uniform(0, longest))
        assert provenance.content_hash(path) in whole
    assert (cli.main(load), cli.main(match)) == (0, 0)
    assert provenance.content_hash(path) in whole
    assert leftovers(path.parent) == []
    return killed


def test_a_load_or_match_killed_at_five_moments_leaves_a_whole_warehouse(
    kill_after, tmp_path, tools
):
    assert load_and_match_survive(5, kill_after, tmp_path, tools, longest=3) >= 1


@pytest.mark.soak
def test_a_load_or_match_killed_at_seventy_moments_leaves_a_whole_warehouse(
    kill_after, tmp_path, tools
):
    assert load_and_match_survive(70, kill_after, tmp_path, tools, longest=3) >= 35


def publish_survives(count, kill_after, tmp_path, built, tools, temporary, *, longest):
    path, site = tmp_path / "w" / "warehouse.duckdb", tmp_path / "site"
    path.parent.mkdir()
    shutil.copy(built, path)
    made = {}
    for language in ("zh-Hans", "en"):
        words = ["publish", "--warehouse", path, "--out", site, "--page", "overview"]
        assert cli.main([*map(str, words), "--language", language]) == 0
        made[language] = page_hash(site)
    moments = random.Random(SEED)
    killed = 0
    for number in range(count):
        language = ("zh-Hans", "en")[number % 2]
        killed += kill_after([*words, "--language", language], moments.uniform(0, longest))
        assert verify.verify(site) > 3  # every file has the bytes that the record says
        assert page_hash(site) in made.values()
    assert cli.main([*map(str, words), "--language", "en"]) == 0
    assert page_hash(site) == made["en"]
    assert leftovers(tmp_path) == []
    wait_until(lambda: tools.processes_of(temporary) == [])
    return killed


def page_hash(site: Path) -> str:
    record = json.loads((site / "run.json").read_text(encoding="utf-8"))
    return next(page["content_sha256"] for page in record["pages"])


def wait_until(is_so, seconds=20):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.2)
    assert is_so()


@pytest.mark.soak
def test_publishing_killed_at_three_moments_leaves_a_whole_site_and_no_kernel(
    kill_after, tmp_path, built, tools, temporary
):
    assert publish_survives(3, kill_after, tmp_path, built, tools, temporary, longest=12) >= 1


@pytest.mark.soak
def test_publishing_killed_at_thirty_moments_leaves_a_whole_site_and_no_kernel(
    kill_after, tmp_path, built, tools, temporary
):
    assert publish_survives(30, kill_after, tmp_path, built, tools, temporary, longest=14) >= 15
