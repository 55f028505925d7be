"""What must not fail once the work is done, and what mends itself."""

from __future__ import annotations

import os
import subprocess
import sys

import duckdb
import nbformat
import pytest

from analysis import errors
from analysis.ingest.corrections import outbox
from analysis.operations import export
from analysis.publish import plan, runner

ROOT_WORDS = [sys.executable, "-m", "analysis"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "big5", "utf-8"])
def test_a_terminal_that_cannot_show_a_name_fails_nothing(registers, tmp_path, encoding):
    words = ["load", registers, "--warehouse", tmp_path / "台账\u20ac.duckdb", "--json"]
    answer = subprocess.run(
        [*ROOT_WORDS, *map(str, words)],
        env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"},
        capture_output=True,
    )
    assert answer.returncode == 0, answer.stderr
    assert b"007_2024.csv" in answer.stdout


def test_a_name_that_is_no_text_is_loaded_and_logged(tools, run, tmp_path):
    folder = tmp_path / "registers"
    folder.mkdir()
    name = os.fsdecode(b"2024\xff.csv")
    (folder / name).write_text(tools.register("甲科", 2024), encoding="utf-8")
    code, told = run("run", folder, "--out", tmp_path / "out")
    assert (code, "5 loaded" in told) == (0, True)
    assert "Nothing has changed" in run("run", folder, "--out", tmp_path / "out")[1]


def test_whoever_listens_no_more_is_no_fault_of_the_program(registers, tmp_path):
    words = ["load", str(registers), "--warehouse", str(tmp_path / "w.duckdb"), "--json"]
    reader, writer = os.pipe()
    os.close(reader)
    answer = subprocess.run([*ROOT_WORDS, *words], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert b"fault of the program" not in answer.stderr
    assert (tmp_path / "w.duckdb").is_file()


def test_a_misspelt_unit_is_answered_with_the_nearest_names():
    known = [f"第{number}中学" for number in range(500)] + ["特种设备安全监察科", "质检所"]
    with pytest.raises(errors.UsageError) as failure:
        plan._chosen_units(known, plan.PublishOptions(units=("特种设备监查科",)))
    assert failure.value.remedy.startswith("Nearest of 502 units: 特种设备安全监察科;")
    assert failure.value.remedy.count(";") == 4


@pytest.mark.slow
def test_what_a_cell_shows_after_a_long_silence_is_on_the_page(tmp_path, limits):
    book = nbformat.v4.new_notebook()
    shows = "import time\nfrom IPython.display import HTML, display\n"
    late = shows + "time.sleep(6)\ndisplay(HTML('late'))"
    book.cells = [
        nbformat.v4.new_code_cell("year: int = 2023", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(late),
    ]
    book.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python"}
    nbformat.write(book, tmp_path / "late.ipynb")
    made = runner.run_notebook(tmp_path / "late.ipynb", {}, limits=limits)
    assert made.cells[-1].outputs[0]["data"]["text/html"] == "late"


@pytest.fixture
def limits():
    from analysis import settings

    return settings.load().publish


def test_an_export_that_fails_leaves_what_stood_there(tmp_path, monkeypatch):
    target = tmp_path / "issues.csv"
    target.write_text("what stood there")
    connection = duckdb.connect()
    connection.execute("create schema clean; create table clean.issues as select 1 as n")

    def half(rows, draft):
        draft.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_write_csv", half)
    with pytest.raises(OSError):
        export.export(connection, "clean.issues", target)
    assert target.read_text() == "what stood there"
    assert [path.name for path in tmp_path.iterdir()] == ["issues.csv"]


@pytest.mark.parametrize("record", ["", '{"甲科.xlsx": {"for"', None])
def test_a_record_of_returns_that_is_cut_off_mends_itself(tmp_path, record):
    book = {"甲科.xlsx": _book("漏签"), "乙科.xlsx": _book("迟报")}
    outbox.settle(tmp_path, book, [])
    manifest = tmp_path / outbox.MANIFEST
    if record is None:
        manifest.unlink()
    else:
        manifest.write_text(record, encoding="utf-8")
    outbox.settle(tmp_path, {"甲科.xlsx": _book("补签")}, ["乙科.xlsx"])
    assert [path.name for path in sorted(tmp_path.glob("*.xlsx"))] == ["甲科.xlsx"]
    assert (tmp_path / "甲科.xlsx").read_bytes() == _book("补签")


def test_a_workbook_that_a_unit_saved_stays_though_the_record_is_gone(tmp_path):
    import openpyxl

    outbox.settle(tmp_path, {"甲科.xlsx": _book("漏签")}, [])
    (tmp_path / outbox.MANIFEST).unlink()
    theirs = openpyxl.load_workbook(tmp_path / "甲科.xlsx")
    theirs.active["A5"] = "我们的说明"
    theirs.save(tmp_path / "甲科.xlsx")
    saved = (tmp_path / "甲科.xlsx").read_bytes()
    outbox.settle(tmp_path, {"甲科.xlsx": _book("补签")}, [])
    assert (tmp_path / "甲科.xlsx").read_bytes() == saved
    assert (tmp_path / "甲科 (2).xlsx").read_bytes() == _book("补签")


def _book(text):
    from analysis.ingest.corrections import sent_back, workbook

    line = workbook.Line("2024.csv", None, 3, "rejected", "问题", text, "no_issue_text")
    return workbook.book([line], lambda section, key: sent_back.say("zh-Hans", section, key))
