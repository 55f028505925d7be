"""R4, R6, R12, R13, R14: what the command does to others, to itself, and what it says of it."""

from __future__ import annotations

import functools
import json
import re
import shutil
import signal
import time

import nbformat
import pytest

from analysis import cli, warehouse
from analysis.operations import lock, run_log
from analysis.publish import plan

KEYS = {
    *("format", "kind", "name", "start", "end", "seconds"),
    *("status", "reason", "parameters", "hashes"),
}
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00"
LOCK = ".fivelens.lock"  # stays: whoever holds it says so by its lock, not by its being there
PARAMETERS = """warehouse_path: str = "" # the warehouse file
unit: str = ""  # the unit
language: str = "en"  # language"""
HEAD = """from analysis import markup
from analysis.publish import show
show.page("overview", language=language, facts={"unit": repr(unit)}, finding="Found.")"""


@pytest.fixture
def warehouse_copy(built, tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    return shutil.copy(built, folder / "warehouse.duckdb")


def unit_notebook(folder, last_cell):
    """The notebook of unit pages, ending in `last_cell`."""
    cells = [
        nbformat.v4.new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(HEAD, id="head"),
        nbformat.v4.new_code_cell(last_cell, id="last"),
    ]
    folder.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "unit.ipynb")
    return folder


def lines(folder):
    written = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.jsonl"))]
    return [json.loads(line) for line in "".join(written).splitlines()]


def wait_until(is_so, seconds=300):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.2)
    assert is_so()


@pytest.fixture
def published(warehouse_copy, tools, tmp_path, monkeypatch):
    """Words that publish a page which stands already, from a notebook that hangs by now."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    words = ["publish", "--warehouse", str(warehouse_copy), "--out", str(tmp_path / "site")]
    shutil.copy(tools.notebooks / "seen.ipynb", notebooks / "page.ipynb")
    here = functools.partial(plan.PublishOptions, notebooks=notebooks)
    monkeypatch.setattr(plan, "PublishOptions", here)
    assert cli.main(words) == 0
    shutil.copy(tools.notebooks / "endless.ipynb", notebooks / "page.ipynb")
    return words, notebooks


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_r14_an_interrupted_publish_leaves_the_site_no_kernel_and_no_file(
    start, published, tools, tmp_path, temporary, number
):
    words, notebooks = published
    before = tools.hashes(tmp_path / "site")
    process = start(*words, notebooks=notebooks)
    wait_until(lambda: tools.processes_of("left-behind-by-the-endless-notebook"))
    process.send_signal(number)
    _, told = process.communicate(timeout=90)
    # The notebook's own child may say that it was interrupted; no line may be of our code.
    assert (process.returncode, "/analysis/" in told) == (130, False), told
    assert told.splitlines()[-1] == "Interrupted; what was published before stands."
    assert tools.hashes(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.glob(".*")) == []
    assert list(temporary.iterdir()) == []
    assert tools.processes_of(temporary) == []
    assert tools.processes_of("left-behind-by-the-endless-notebook") == []
    assert "interrupted" in {line["status"] for line in lines(tmp_path / "work" / "logs")}


@pytest.fixture
def interrupted_load(start, registers, tmp_path):
    """Loads into `out`, and ends it by SIGTERM at a moment: exit code, and what it said."""

    def ended(moment):
        target = tmp_path / "out" / "warehouse.duckdb"
        process = start("load", registers, "--warehouse", target, moment=moment)
        wait_until((tmp_path / "arrived").is_file)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=120)
        return process.returncode, told

    return ended


@pytest.mark.parametrize(
    "moment",
    [
        "analysis.ingest.load:load",
        "analysis.normalise:clean",
        "analysis.pipeline.matched:note_loaded",
    ],
    ids=["before the first row", "between two stages", "before it would take its place"],
)
def test_r14_a_load_that_is_interrupted_leaves_nothing_half_done(
    interrupted_load, tmp_path, temporary, moment
):
    code, told = interrupted_load(moment)
    assert (code, "Traceback" in told) == (130, False), told
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [LOCK, "logs"]
    assert list(temporary.iterdir()) == []
    assert lines(tmp_path / "out" / "logs")[-1]["status"] == "interrupted"


def test_r14_a_load_that_is_interrupted_when_all_is_in_place_leaves_it_whole(
    interrupted_load, registers, tmp_path
):
    whole = tmp_path / "whole.duckdb"
    assert cli.main(["load", str(registers), "--warehouse", str(whole)]) == 0
    code, told = interrupted_load("analysis.cli.steps:send_back")
    assert (code, "Traceback" in told) == (130, False), told
    assert sorted(path.name for path in (tmp_path / "out").glob(".*.draft")) == []
    assert issues(tmp_path / "out" / "warehouse.duckdb") == issues(whole) != []


def issues(path):
    with warehouse.connect(path) as connection:
        return warehouse.rows(connection, "from clean.issues order by issue_id")


def test_r12_a_second_run_ends_with_4_and_names_the_first(tmp_path, registers, capsys):
    with lock.held(tmp_path / "out"):
        assert cli.main(["run", str(registers), "--out", str(tmp_path / "out")]) == 4
    assert re.search(r"Another run \(process \d+\) is working in", capsys.readouterr().err)


@pytest.mark.slow
def test_r4_codes_of_units_reach_the_notebook_as_they_were_typed(
    start, tools, tmp_path, warehouse_copy
):
    notebooks = unit_notebook(tmp_path / "notebooks", "show.markup(markup.note(unit))")
    units = [word for unit in ("007", "1e5", "no") for word in ("--unit", unit)]
    site = tmp_path / "site"
    words = ("publish", "--warehouse", warehouse_copy, "--out", site, *units)
    process = start(*words, notebooks=notebooks)
    _, told = process.communicate(timeout=600)
    assert process.returncode == 0, told
    seen = {
        page.stem: re.search("<dd>(.*?)</dd>", page.read_text(encoding="utf-8"))[1]
        for page in (site / "units").glob("*.html")
    }
    assert seen == {"007": "&#39;007&#39;", "1e5": "&#39;1e5&#39;", "no": "&#39;no&#39;"}


@pytest.mark.parametrize("unit", ["7", "１２", "100000.0", "False"])
def test_r4_a_code_that_was_not_filed_is_refused_and_not_taken_for_a_number(
    unit, tmp_path, warehouse_copy, capsys
):
    words = ["--warehouse", str(warehouse_copy), "--out", str(tmp_path / "site"), "--unit", unit]
    assert cli.main(["publish", *words]) == 2
    message = capsys.readouterr().err
    assert f"No register of unit {unit!r} was loaded." in message
    assert "Units: 007; 1e5; no." in message


@pytest.mark.slow
def test_r6_r13_one_poisoned_unit_of_three_stops_no_other_and_is_logged(
    start, tools, tmp_path, warehouse_copy
):
    poisoned = 'show.markup(markup.note({"007": "fine", "no": "fine"}[unit]))'
    notebooks = unit_notebook(tmp_path / "notebooks", poisoned)
    words = ("publish", "--warehouse", warehouse_copy, "--out", tmp_path / "site", "--all-units")
    process = start(*words, notebooks=notebooks)
    _, told = process.communicate(timeout=600)
    assert process.returncode == 1
    assert "failed units/1e5.html Notebook unit stopped at cell 3: KeyError: '1e5'" in told
    assert re.search(r"what failed and why stands in \S+/work/logs/\S+\.jsonl", told)
    published = sorted(page.name for page in (tmp_path / "site" / "units").iterdir())
    assert published == ["007.html", "no.html"]
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "KeyError: &#39;1e5&#39;" in index
    logged = lines(tmp_path / "work" / "logs")
    assert [(line["kind"], line["name"], line["status"]) for line in logged] == [
        ("run", "publish", "begun"),
        ("page", "units/007.html", "published"),
        ("page", "units/1e5.html", "failed"),
        ("page", "units/no.html", "published"),
        ("run", "publish", "partly"),
    ]
    assert [len(line["hashes"].get("page", "")) for line in logged] == [0, 64, 0, 64, 0]
    assert logged[2]["parameters"] == {"unit": "1e5", "language": "en"}
    assert not (tmp_path / "site" / "logs").exists()


def test_r13_every_line_of_the_log_has_the_same_keys_and_times_that_fit(tmp_path, registers):
    target = tmp_path / "out" / "warehouse.duckdb"
    assert cli.main(["load", str(registers), "--warehouse", str(target)]) == 0
    logged = lines(tmp_path / "out" / "logs")
    assert [(line["kind"], line["name"], line["status"]) for line in logged] == [
        ("run", "load", "begun"),
        ("stage", "load", "done"),
        ("stage", "normalise", "done"),
        ("run", "load", "done"),
    ]
    assert {frozenset(line) for line in logged} == {frozenset(KEYS)}
    assert {line["format"] for line in logged} == {run_log.FORMAT}
    ended = logged[1:]
    assert all(re.fullmatch(TIME, line["start"]) for line in logged)
    assert all(line["start"] <= line["end"] and line["seconds"] >= 0 for line in ended)
    assert sorted(logged[1]["hashes"]) == sorted(path.name for path in registers.iterdir())


def test_r13_a_run_that_fails_says_so_with_the_reason(tmp_path):
    (tmp_path / "empty").mkdir()
    words = ["load", str(tmp_path / "empty"), "--warehouse", str(tmp_path / "w.duckdb")]
    assert cli.main(words) == 3
    last = lines(tmp_path / "logs")[-1]
    assert (last["kind"], last["status"]) == ("run", "failed")
    assert "There is no register in" in last["reason"]
