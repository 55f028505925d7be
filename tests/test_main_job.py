"""The main job on the bundled case, from the command to the files that people open."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from analysis import cli, warehouse

DATA = Path(__file__).parents[1] / "data"

pytestmark = pytest.mark.slow


def _hashes(site):
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_R7_two_runs_in_two_places_give_the_same_bytes(bundled_site, tmp_path, capsys):
    case = shutil.copytree(DATA / "pingyi", tmp_path / "moved" / "pingyi")
    decisions = shutil.copytree(DATA / "decisions", tmp_path / "decisions")
    words = ["run", str(case), "--decisions", str(decisions), "--out", str(tmp_path / "out")]
    assert cli.main([*words, "--language", "zh-Hans"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "out" / "site" / "index.html")
    assert _hashes(tmp_path / "out" / "site") == _hashes(bundled_site)


def test_a_second_run_with_nothing_changed_makes_nothing(bundled_site, capsys):
    before = {path: path.stat().st_mtime_ns for path in bundled_site.rglob("*")}
    words = ["run", str(DATA / "pingyi"), "--decisions", str(DATA / "decisions")]
    out = ["--out", str(bundled_site.parent), "--language", "zh-Hans"]
    assert cli.main([*words, *out]) == 0
    assert "Nothing has changed" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in bundled_site.rglob("*")} == before


def test_ruling_12_the_leadership_page_names_no_unit_anywhere_in_its_file(bundled_site):
    connection = warehouse.connect(bundled_site.parent / "warehouse.duckdb")
    units = [unit for (unit,) in warehouse.rows(connection, "select unit from clean.units")]
    page = (bundled_site / "overview.html").read_text(encoding="utf-8")
    escaped = {unit: json.dumps(unit).strip('"') for unit in units}
    assert len(units) == 12
    assert [unit for unit in units if unit in page or escaped[unit] in page] == []


def test_what_was_published_can_be_verified(bundled_site, capsys):
    assert cli.main(["verify", str(bundled_site)]) == 0
    assert "as they were published" in capsys.readouterr().out
