"""What a person keeps in a folder that we write to stays there, byte for byte."""

from __future__ import annotations

import pytest

from analysis import cli

_MESSY = "序号,存在问题,整改措施\n1,漏签,补签\n2,,补写\n"
_CLEAN = "序号,存在问题,整改措施\n1,漏签,补签\n"


@pytest.fixture
def load(tmp_path):
    """Loads one register of 质检所 as the command does; the names in the returns folder."""

    def run(text):
        source = tmp_path / "in" / "质检所2024.csv"
        source.parent.mkdir(exist_ok=True)
        source.write_text(text, encoding="utf-8")
        code = cli.main(["load", str(source.parent), "--warehouse", str(tmp_path / "w.duckdb")])
        assert code == 0
        return sorted(path.name for path in (tmp_path / "returns").glob("*.xlsx"))

    return run


def test_a_workbook_that_we_did_not_write_is_neither_replaced_nor_deleted(load, tmp_path):
    theirs = tmp_path / "returns" / "质检所.xlsx"
    theirs.parent.mkdir()
    theirs.write_bytes(b"theirs")
    assert load(_MESSY) == ["质检所 (2).xlsx", "质检所.xlsx"]
    assert load(_CLEAN) == ["质检所.xlsx"]
    assert theirs.read_bytes() == b"theirs"


def test_a_workbook_of_ours_that_was_changed_since_stays(load, tmp_path):
    assert load(_MESSY) == ["质检所.xlsx"]
    (tmp_path / "returns" / "质检所.xlsx").write_bytes(b"with remarks")
    assert load(_MESSY.replace("补写", "补记")) == ["质检所 (2).xlsx", "质检所.xlsx"]
    assert load(_CLEAN) == ["质检所.xlsx"]


def test_a_workbook_of_ours_is_replaced_and_goes_when_nothing_is_left_to_correct(load):
    assert load(_MESSY) == ["质检所.xlsx"]
    assert load(_MESSY.replace("补写", "补记")) == ["质检所.xlsx"]
    assert load(_CLEAN) == []


@pytest.mark.parametrize("source", ["returns", "returns/质检所2024.csv", "returns/2024", "."])
def test_a_returns_folder_among_the_registers_is_refused_when_named(tmp_path, source, capsys):
    _registers_in_returns(tmp_path)
    words = ["load", str(tmp_path / source), "--warehouse", str(tmp_path / "w.duckdb")]
    assert cli.main([*words, "--returns", str(tmp_path / "returns")]) == 2
    assert "lies among the registers" in capsys.readouterr().err
    assert not (tmp_path / "w.duckdb").exists()


def test_nothing_is_sent_back_where_the_usual_folder_holds_registers(tmp_path, capsys):
    registers = _registers_in_returns(tmp_path)
    words = ["load", str(tmp_path / "returns"), "--warehouse", str(tmp_path / "w.duckdb")]
    assert cli.main(words) == 0
    assert "not sent back" in capsys.readouterr().err
    found = {path for path in (tmp_path / "returns").rglob("*") if path.is_file()}
    assert found == registers
    assert {path.read_text(encoding="utf-8") for path in found} == {_MESSY}


def _registers_in_returns(folder):
    paths = {folder / "returns" / name for name in ("质检所2024.csv", "2024/质检所2024.csv")}
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_MESSY, encoding="utf-8")
    return paths
