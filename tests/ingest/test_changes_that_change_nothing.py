"""What a clerk or a copy may change without changing an issue or a class: metamorphic tests."""

from __future__ import annotations

import datetime

import duckdb
import opencc
import openpyxl
import pytest

from analysis import match, normalise, settings, warehouse
from analysis.ingest import load

_HEADER = ["序号", "存在问题", "发现时间", "整改措施"]
_TEXTS = {
    2023: ["化验室三号天平超期未检定", "原始记录第八页涂改未签章", "危险品柜钥匙由一人保管"],
    2024: ["化验室三号天平超期未检定", "消防通道堆放废旧桌椅", "原始记录第八页涂改未签章"],
}
_UNITS = ("质检所", "计量所")


def _registers(units=_UNITS) -> dict[str, dict[str, list[list[str]]]]:
    """Rows by sheet by file: one file for each unit, one sheet for each year."""
    return {
        f"{unit}.xlsx": {
            f"{year}年": [
                [str(at), f"{unit[:2]}：{text}", f"{year}-0{at}-15", f"{text}，一周内改正"]
                for at, text in enumerate(texts, start=1)
            ]
            for year, texts in _TEXTS.items()
        }
        for unit in units
    }


def _write(folder, registers) -> None:
    folder.mkdir(parents=True)
    for name, sheets in registers.items():
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in [_HEADER, *rows]:
                sheet.append(row)
        book.save(folder / name)


@pytest.fixture
def outcome(tmp_path):
    """(issue id, class, date class) of every issue of some registers, from file to class."""

    def run(registers, label: str):
        _write(tmp_path / label, registers)
        with duckdb.connect() as connection:
            for schema in warehouse.SCHEMAS:
                connection.execute(f"create schema {schema}")
            load.load(connection, [tmp_path / label], loaded_at=datetime.datetime(2025, 1, 1))
            normalise.clean(connection)
            match.link(connection, settings.load().match)
            return warehouse.rows(
                connection,
                "select issue_id, shown_class, date_class, prior_issue_id from linked.classes"
                " order by all",
            )

    return run


def _rows_turned(registers):
    return {
        name: {title: rows[::-1] for title, rows in sheets.items()}
        for name, sheets in registers.items()
    }


def _sheets_turned(registers):
    return {name: dict(reversed(sheets.items())) for name, sheets in registers.items()}


def _files_renamed(registers):
    return {f"{9 - at}_{name}": sheets for at, (name, sheets) in enumerate(registers.items())}


def _split(registers):
    """A file for each sheet, and the sheet's rows over two files."""
    return {
        f"{name.removesuffix('.xlsx')} {title}第{part}部分.xlsx": {"Sheet1": piece}
        for name, sheets in registers.items()
        for title, rows in sheets.items()
        for part, piece in (("一", rows[:1]), ("二", rows[1:]))
    }


def _mapped(change):
    def apply(registers):
        return {
            name: {
                title: [list(map(change, row)) for row in rows] for title, rows in sheets.items()
            }
            for name, sheets in registers.items()
        }

    return apply


_PINYIN = str.maketrans({"质": "质(zhì)", "检": "检(jiǎn)", "柜": "柜（gui）", "消": "消(xiāo)"})
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_rows_turned, id="order of rows"),
        pytest.param(_sheets_turned, id="order of sheets"),
        pytest.param(_files_renamed, id="order of files"),
        pytest.param(_split, id="one file into many"),
        pytest.param(_mapped(opencc.OpenCC("s2t").convert), id="script"),
        pytest.param(_mapped(lambda text: text.translate(_WIDE)), id="width"),
        pytest.param(_mapped(lambda text: f" {text}\u3000"), id="white space"),
        pytest.param(_mapped(lambda text: text.translate(_PINYIN)), id="pinyin noise"),
    ],
)
def test_it_changes_no_issue_and_no_class(outcome, change):
    before = outcome(_registers(), "before")
    assert len(before) == 12 and {row[1] for row in before} > {"no_baseline"}
    assert outcome(change(_registers()), "after") == before
