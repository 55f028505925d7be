"""One hash says whether it is the same program, wherever it lies."""

from __future__ import annotations

import subprocess
import sys

import pytest

from analysis.pipeline import fingerprint
from analysis.publish import program, provenance

FILES = (
    "analysis/a.py",
    "analysis/queries/raw/a.sql",
    "analysis/settings.toml",
    "analysis/locale/en.po",
    "notebooks/overview.ipynb",
    "reports/template/page.css",
    "requirements.lock",
)


def _project(folder):
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return folder


def test_the_same_program_elsewhere_has_the_same_hash(tmp_path):
    one, two = _project(tmp_path / "one"), _project(tmp_path / "two")
    (two / "analysis" / "__pycache__").mkdir()
    (two / "analysis" / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert program.source_hash(one) == program.source_hash(two)


@pytest.mark.parametrize("name", FILES)
def test_a_change_in_any_part_of_it_is_another_program(tmp_path, name):
    project = _project(tmp_path)
    before = program.source_hash(project)
    (project / name).write_text("y")
    assert program.source_hash(project) != before


def test_runs_and_pages_tell_of_the_same_program(monkeypatch):
    before = fingerprint.of_run({}, {}, {})
    monkeypatch.setattr(program, "source_hash", lambda: "another")
    assert provenance.software()["source_sha256"] == "another"
    assert fingerprint.of_run({}, {}, {}) != before


def test_it_is_told_without_what_takes_long_to_import():
    code = "import sys; from analysis.pipeline import fingerprint; print('duckdb' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout == "False\n", answer.stderr
