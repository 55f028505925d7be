"""The likeliest mistakes of a newcomer: what is wrong, where, and what to do; never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from analysis import cli

ROOT = Path(__file__).parents[2]
EXCEL_LOCK = b"\x05User" + b" " * 160


@pytest.fixture
def place(tmp_path, registers, monkeypatch):
    """A folder with registers, a good warehouse aside, as the working folder."""
    shutil.copytree(registers, tmp_path / "registers")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def say(capsys, *words):
    code = cli.main([str(word) for word in words])
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "a fault of the program" not in told
    return code, told


def _nothing(place):
    pass


def _empty_folder(place):
    (place / "empty").mkdir()


def _only_documents(place):
    folder = place / "papers"
    folder.mkdir()
    (folder / "台账.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "台账.pdf").write_bytes(b"%PDF-1.7")


def _zip_for_xlsx(place):
    import zipfile

    with zipfile.ZipFile(place / "台账.xlsx", "w") as archive:
        archive.writestr("a.txt", "a")


def _page_for_xlsx(place):
    (place / "台账.xlsx").write_text("<html>Please sign in</html>", encoding="utf-8")


def _wrong_encoding(place):
    (place / "bad.csv").write_bytes(b"\xff\xff\xfe\x81\x00\x00\x80\x80" * 20)


def _no_text_column(place):
    (place / "stock.csv").write_text("sku,price\n1,2\n3,4\n", encoding="utf-8")


def _only_headers(place):
    (place / "blank.csv").write_text("部门,问题描述,发现日期\n", encoding="utf-8")


def _bad_mapping(place):
    (place / "m.toml").write_text("this is not toml =", encoding="utf-8")


def _foreign_mapping(place):
    shutil.copy(ROOT / "data" / "mappings" / "sf_food.toml", place / "m.toml")


def _notes_for_warehouse(place):
    (place / "w.duckdb").write_text("not a database, but long enough " * 200)


def _cut_warehouse(place):
    path = place / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table a as select range as n from range(100000)")
    path.write_bytes(path.read_bytes()[:5000])


def _file_for_folder(place):
    (place / "out").write_text("a file")


def _lock_file_of_excel(place):
    folder = place / "open"
    folder.mkdir()
    (folder / "~$2024.xlsx").write_bytes(EXCEL_LOCK)


MISTAKES = {
    "a misspelt verb": (_nothing, ["rum", "registers"], 2, "No such command 'rum'", "run"),
    "a misspelt option": (
        _nothing,
        ["run", "registers", "--ouput", "out"],
        2,
        "No such option '--ouput'",
        "--help",
    ),
    "no source": (_nothing, ["run", "--out", "out"], 2, "Missing argument 'SOURCES...'", "--help"),
    "no --out": (_nothing, ["run", "registers"], 2, "Missing option '--out'", "--help"),
    "a folder that is not there": (
        _nothing,
        ["run", "regsters", "--out", "out"],
        2,
        "'regsters' does not exist",
        "--help",
    ),
    "an empty folder": (
        _empty_folder,
        ["run", "empty", "--out", "out"],
        3,
        "There is no register in empty",
        "xlsx, xlsb, xls, et, ods, docx, csv",
    ),
    "only doc and pdf": (
        _only_documents,
        ["run", "papers", "--out", "out"],
        3,
        "There is no register in papers",
        "xlsx, xlsb, xls, et, ods, docx, csv",
    ),
    "only the lock file of a spreadsheet program": (
        _lock_file_of_excel,
        ["run", "open", "--out", "out"],
        3,
        "There is no register in open",
        "xlsx, xlsb, xls, et, ods, docx, csv",
    ),
    "a zip called xlsx": (
        _zip_for_xlsx,
        ["run", "台账.xlsx", "--out", "out"],
        3,
        "台账.xlsx",
        "",
    ),
    "a web page called xlsx": (
        _page_for_xlsx,
        ["run", "台账.xlsx", "--out", "out"],
        3,
        "台账.xlsx",
        "",
    ),
    "an encoding that is none": (
        _wrong_encoding,
        ["run", "bad.csv", "--out", "out"],
        3,
        "bad.csv",
        "",
    ),
    "a table of something else": (
        _no_text_column,
        ["run", "stock.csv", "--out", "out"],
        3,
        "stock.csv",
        "fivelens inspect",
    ),
    "headers without a row": (
        _only_headers,
        ["run", "blank.csv", "--out", "out"],
        3,
        "No row of blank.csv could be loaded: there is none below the headers.",
        "Fill it in",
    ),
    "a mapping that is no TOML": (
        _bad_mapping,
        ["run", "registers", "--out", "out", "--mapping", "m.toml"],
        3,
        "m.toml",
        "",
    ),
    "the mapping of another source": (
        _foreign_mapping,
        ["run", "registers", "--out", "out", "--mapping", "m.toml"],
        3,
        "The mapping sf_food fits no file in registers",
        "Correct `files` in the mapping",
    ),
    "the registers' own folder as --out": (
        _nothing,
        ["run", "registers", "--out", "registers"],
        2,
        "The folder registers is the folder of the registers.",
        "--out registers/out",
    ),
    "a file as --out": (
        _file_for_folder,
        ["run", "registers", "--out", "out"],
        2,
        "'out' is a file",
        "--help",
    ),
    "a language that is not spoken": (
        _nothing,
        ["run", "registers", "--out", "out", "--language", "zh"],
        2,
        "'zh' is not one of 'en', 'zh-Hans', 'zh-Hant'",
        "--help",
    ),
    "a year that is no number": (
        _nothing,
        ["run", "registers", "--out", "out", "--year", "last"],
        2,
        "'last' is not a valid integer",
        "--help",
    ),
    "matching what was never loaded": (
        _nothing,
        ["match", "--warehouse", "w.duckdb"],
        3,
        "There is no warehouse at w.duckdb",
        "fivelens load",
    ),
    "notes called a warehouse": (
        _notes_for_warehouse,
        ["load", "registers", "--warehouse", "w.duckdb"],
        3,
        "w.duckdb cannot be read as a warehouse",
        "another name",
    ),
    "a warehouse that was cut short": (
        _cut_warehouse,
        ["match", "--warehouse", "w.duckdb"],
        3,
        "w.duckdb",
        "another name",
    ),
    "a register for a warehouse": (
        _nothing,
        ["match", "--warehouse", "registers/007_2024.csv"],
        3,
        "007_2024.csv cannot be read as a warehouse: it is no DuckDB file.",
        "under another name",
    ),
    "results where no folder can be made": (
        _nothing,
        ["run", "registers", "--out", "/proc/none/out"],
        2,
        "/proc/none",
        "where a folder can be made",
    ),
    "verifying a folder that is no site": (
        _empty_folder,
        ["verify", "empty"],
        3,
        "empty holds no run.json",
        "fivelens run",
    ),
}


@pytest.mark.parametrize(
    ("make", "words", "code", "cause", "remedy"), MISTAKES.values(), ids=MISTAKES.keys()
)
def test_s6_a_mistake_is_answered_with_its_cause_and_what_to_do(
    place, capsys, make, words, code, cause, remedy
):
    make(place)
    found, told = say(capsys, *words)
    assert (found, cause in told, remedy in told) == (code, True, True), told
    assert len(told.splitlines()) <= 6, told


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["--engine", "spark"], "Add --spark-master URL"),
        (["--spark-master", "local[2]"], "Add --engine spark"),
        (["--shards", "3"], "Add --engine spark"),
    ],
    ids=["no master", "no engine", "no engine for shards"],
)
def test_s6_half_of_what_spark_needs_is_refused_and_never_passed_over(
    place, built, capsys, words, remedy
):
    shutil.copy(built, place / "w.duckdb")
    code, told = say(capsys, "match", "--warehouse", "w.duckdb", *words)
    assert code == 2
    assert "nothing was done." in told
    assert remedy in told


@pytest.mark.parametrize(
    "words",
    [
        ["export", "clean.issues", "--warehouse", "w.duckdb", "--to", "new/folder/a.csv"],
        ["review", "export", "--warehouse", "w.duckdb", "--to", "new/folder/a.csv"],
        ["template", "registers", "--to", "new/folder/a.xlsx"],
        ["inspect", "registers", "--write-mapping", "new/folder/a.toml"],
    ],
    ids=["export", "review export", "template", "inspect"],
)
def test_s6_a_file_for_a_folder_that_is_not_there_is_refused(place, built, capsys, words):
    shutil.copy(built, place / "w.duckdb")
    code, told = say(capsys, *words)
    assert (code, "There is no folder new/folder for --" in told) == (2, True), told
    assert not (place / "new").exists()


def test_s6_a_file_that_cannot_be_read_is_named_once(place, capsys):
    (place / "registers" / "old").mkdir()
    (place / "registers" / "old" / "2022.csv").touch()
    code, told = say(capsys, "load", "registers", "--warehouse", "w.duckdb")
    assert (code, "Not read: old/2022.csv: the file is empty (0 bytes)." in told) == (1, True), told


def test_s6_names_of_files_and_units_command_no_terminal(place, capsys):
    (place / "registers" / "\x1b[2Jbad\u202e.xlsx").write_bytes(b"no workbook")
    code, told = say(capsys, "load", "registers", "--warehouse", "w.duckdb")
    assert code == 1
    assert "Not read: \u241b[2Jbad[U+202E].xlsx" in told
    assert say(capsys, "match", "--warehouse", "w.duckdb")[0] == 0
    code, told = say(capsys, "publish", "--warehouse", "w.duckdb", "--out", "s", "--unit", "\x1bc")
    assert (code, "\x1b" in told) == (2, False)


def test_s6_the_engine_that_there_is_may_be_named(place, built, capsys):
    shutil.copy(built, place / "w.duckdb")
    assert say(capsys, "match", "--warehouse", "w.duckdb", "--engine", "duckdb")[0] == 0


def test_s6_a_page_that_is_not_there_names_those_there_are(place, built, capsys):
    words = ["publish", "--warehouse", built, "--out", "site", "--page", "telescop"]
    code, told = say(capsys, *words)
    assert code == 2
    assert "There is no page 'telescop'." in told
    assert "Choose one of: " in told and "overview" in told


def test_s6_a_year_without_a_register_names_the_years_there_are(place, built, capsys):
    words = ["publish", "--warehouse", built, "--out", "site", "--page", "overview"]
    code, told = say(capsys, *words, "--year", "2035")
    assert code == 2
    assert "No register of 2035 was loaded." in told
    assert "Years: 2023, 2024." in told
    assert not (place / "site").exists()


def test_s6_the_same_file_twice_is_loaded_and_said_to_be_a_copy(place, capsys):
    shutil.copy("registers/007_2024.csv", "registers/007_2024 (1).csv")
    code, told = say(capsys, "load", "registers", "--warehouse", "w.duckdb")
    assert code == 0
    assert "007_2024 (1).csv" in told or "007_2024.csv has the content of" in told


def test_s6_lock_files_and_documents_among_registers_are_passed_over_by_name(place, capsys):
    (place / "registers" / "~$007_2024.xlsx").write_bytes(EXCEL_LOCK)
    (place / "registers" / "notes.pdf").write_bytes(b"%PDF-1.7")
    code, told = say(capsys, "load", "registers", "--warehouse", "w.duckdb")
    assert code == 0
    assert "Passed over (hidden or temporary): ~$007_2024.xlsx" in told
    assert "Passed over (files ending in '.pdf' are not read): notes.pdf" in told


def test_s6_a_warehouse_of_a_newer_version_is_told_from_a_busy_one(place, monkeypatch, capsys):
    def refuses(*_, **__):
        raise duckdb.IOException(
            "IO Error: Trying to read a database file with version number 250, but we can only"
            " read versions between 64 and 67. The block was written by DuckDB 9.0."
        )

    (place / "w.duckdb").write_bytes(b"newer")
    monkeypatch.setattr(duckdb, "connect", refuses)
    code, told = say(capsys, "match", "--warehouse", "w.duckdb")
    assert code == 3
    assert "w.duckdb was written by a newer version" in told
    assert "under another name" in told


def test_s6_a_full_disk_and_a_closed_folder_are_told_apart(place, monkeypatch, capsys):
    for number, code, cause in ((28, 1, "no space left on the disk"), (13, 2, "Permission denied")):
        failure = OSError(number, os.strerror(number), str(place / "out"))
        monkeypatch.setattr("analysis.operations.lock.held", _raises(failure))
        found, told = say(capsys, "run", "registers", "--out", "out")
        assert (found, cause in told) == (code, True), told


def _raises(failure):
    def fails(*_):
        raise failure

    return fails


def test_s6_an_old_python_is_told_before_anything_is_installed(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9, 1);'
        ' sys.version = \'3.9.1 (old)\'; exec(sys.argv[1])" "$2"\n'
    )
    old.chmod(0o755)
    (tmp_path / "requirements.lock").touch()
    done = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), f"PYTHON={old}", "report"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "Five Lenses needs Python 3.11 or newer; this is 3.9.1." in done.stderr
    assert not (tmp_path / ".venv").exists()
