"""One hash says whether it is the same program, wherever it lies."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from analysis.pipeline import fingerprint
from analysis.publish import program, provenance

ROOT = Path(__file__).parents[2]
PAGES = (
    "analysis/lenses/overview/page.py",
    "analysis/locale/en.po",
    "analysis/publish/show.py",
    "analysis/queries/publish/years.sql",
    "notebooks/overview.ipynb",
    "reports/template/page.css",
)
MAKING = (
    "analysis/classes.py",
    "analysis/match/classes.toml",
    "analysis/match/naming/spans.py",
    "analysis/normalise/__init__.py",
    "analysis/queries/clean/texts.sql",
    "analysis/queries/match/steps/codes.sql",
    "analysis/settings.toml",
    "analysis/text/wording/wording.toml",
    "requirements.lock",
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Folders with the same files of a program, each hashed as the one that runs."""

    def make(name):
        for file in PAGES + MAKING:
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x")
        monkeypatch.setattr(program, "_PROJECT", tmp_path / name)
        return tmp_path / name

    return make


def test_the_same_program_elsewhere_has_the_same_hash(project):
    project("one")
    before = program.source_hash(), program.making_hash()
    two = project("two")
    (two / "analysis" / "text" / "__pycache__").mkdir()
    (two / "analysis" / "text" / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert (program.source_hash(), program.making_hash()) == before


@pytest.mark.parametrize("name", PAGES + MAKING)
def test_a_change_in_any_part_of_it_is_another_program(project, name):
    folder = project("one")
    before = program.source_hash()
    (folder / name).write_text("y")
    assert program.source_hash() != before


@pytest.mark.parametrize("name", MAKING)
def test_a_change_in_what_makes_links_makes_them_anew(project, name):
    folder = project("one")
    before = program.making_hash()
    (folder / name).write_text("y")
    assert program.making_hash() != before


@pytest.mark.parametrize("name", PAGES)
def test_a_change_of_a_page_makes_no_link_anew(project, name):
    folder = project("one")
    before = program.making_hash()
    (folder / name).write_text("y")
    assert program.making_hash() == before


def test_all_that_forms_and_links_are_made_by_counts():
    """Whatever matching and normalising import, however deep, and every query that they name."""
    found = _imported({"analysis.match", "analysis.normalise"}) - {"analysis", "analysis.errors"}
    sources = [module.removeprefix("analysis.").replace(".", "/") for module in found]
    known = tuple(part.removesuffix(".py") for part in program._MAKING)
    assert [name for name in sources if not name.startswith(known)] == []
    assert [part for part in program._MAKING if not (ROOT / "analysis" / part).exists()] == []
    rooms = ("match", "normalise")
    files = [path for room in rooms for path in (ROOT / "analysis" / room).rglob("*.py")]
    text = "".join(path.read_text("utf-8") for path in files)
    named = set(re.findall(r'(?:query|derive)\((?:connection, )?f?"([a-z]+)/', text))
    assert named and {f"queries/{name}" for name in named} <= set(program._MAKING)


def _imported(modules):
    """These modules of the project, those inside them, and those that they import."""
    graph = grimp.build_graph("analysis")
    inside = set().union(*(graph.find_descendants(module) for module in modules)) | modules
    return inside.union(*(graph.find_upstream_modules(module) for module in inside))


def test_runs_and_pages_tell_of_the_same_program(monkeypatch):
    before = fingerprint.of_run({}, {}, {})
    monkeypatch.setattr(program, "source_hash", lambda: "another")
    assert provenance.software()["source_sha256"] == "another"
    assert fingerprint.of_run({}, {}, {}) != before


def test_it_is_told_without_what_takes_long_to_import():
    code = "import sys; from analysis.pipeline import fingerprint; print('duckdb' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout == "False\n", answer.stderr
