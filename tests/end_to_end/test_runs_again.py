"""The same run again: nothing is done only where all of the last one stands."""

from __future__ import annotations

import pytest

from analysis import cli
from analysis.publish import program, workers

_TEXT = "单位,年度,存在问题,整改措施\n甲科,2024,漏签,补签\n"
_MAPPING = """
[[tables]]
files = "a.csv"
lookups = [{ name = "names", file = "names.csv", key = "单位" }]
columns = { unit = "names.名", register_year = "年度", issue_text = "存在问题" }
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the main job on a folder, without its pages; the code, and whether nothing was done."""
    monkeypatch.setattr(workers, "make_all", lambda *words: [])
    monkeypatch.setattr(program, "source_hash", str)  # may change under a test at a desk
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(_TEXT, encoding="utf-8")

    def again(source="in", *words):
        code = cli.main(["run", str(tmp_path / source), "--out", str(tmp_path / "out"), *words])
        return code, "Nothing has changed" in capsys.readouterr().err

    return again


def test_a_run_without_its_warehouse_is_done_again(run, tmp_path):
    assert [run(), run()] == [(0, False), (0, True)]
    (tmp_path / "out" / "warehouse.duckdb").unlink()
    assert run() == (0, False)
    assert (tmp_path / "out" / "warehouse.duckdb").is_file()


def test_a_run_for_another_time_is_done_again(run, monkeypatch):
    run()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run() == (0, False)


def test_a_file_that_still_cannot_be_read_is_said_again(run, tmp_path):
    (tmp_path / "in" / "b.xlsx").write_bytes(b"broken")
    assert [run(), run()] == [(1, False), (1, False)]


def test_a_run_says_which_files_are_no_longer_among_its_sources(run, tmp_path, capsys):
    for name in ("2021", "2022"):
        text = _TEXT.replace("漏签", f"漏签{name}")
        (tmp_path / "in" / f"{name}.csv").write_text(text, encoding="utf-8")
    run()
    words = ["run", str(tmp_path / "in" / "a.csv"), "--out", str(tmp_path / "out")]
    assert cli.main(words) == 0
    told = capsys.readouterr().err
    assert "No longer there: 2 files, 2 rows (2021.csv, 2022.csv)" in told
    assert cli.main(words) == 0
    assert "No longer there" not in capsys.readouterr().err


def test_a_changed_file_that_a_single_file_looks_up_is_read(run, tmp_path):
    rules, names = tmp_path / "mapping.toml", tmp_path / "in" / "names.csv"
    rules.write_text(_MAPPING, encoding="utf-8")
    names.write_text("单位,名\n甲科,计量科\n", encoding="utf-8")
    words = ("in/a.csv", "--mapping", str(rules))
    assert [run(*words), run(*words)] == [(0, False), (0, True)]
    names.write_text("单位,名\n甲科,质检科\n", encoding="utf-8")
    assert run(*words) == (0, False)
