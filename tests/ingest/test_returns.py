"""Workbooks of rows to correct: for whom, in which language, what is marked, what cannot harm."""

from __future__ import annotations

import datetime

import duckdb
import openpyxl
import pytest

from analysis.ingest import load, sources
from analysis.ingest.corrections import sent_back

_AT = datetime.datetime(2025, 1, 1)


@pytest.fixture
def sent(tmp_path):
    """Loads the folder `in` and sends back; the rows of every workbook by its name."""
    kept = {}

    def run():
        with kept.setdefault("connection", duckdb.connect()).cursor() as connection:
            load.load(connection, [tmp_path / "in"], loaded_at=_AT)
            files = sources.listing([tmp_path / "in"]).files
            sent_back.write(connection, files, tmp_path / "returns")
        return {
            path.stem: [
                [item.value for item in row] for row in openpyxl.load_workbook(path).active.rows
            ]
            for path in sorted((tmp_path / "returns").glob("*.xlsx"))
        }

    return run


def _marked(path):
    sheet = openpyxl.load_workbook(path).active
    return [
        item.coordinate
        for row in sheet.iter_rows(min_row=3)
        for item in row
        if item.fill.fgColor.rgb == "00FFF2A8"
    ]


_MESSY = (
    "序号,存在问题,整改措施,整改期限\n1,漏签,补签,2025/02/30\n2,,补写,\n3,迟报,催报,2025/03/01\n"
)


def test_a_unit_gets_its_rejected_and_doubtful_rows_with_reasons(text_file, sent, tmp_path):
    text_file("in/质检所2024.csv", _MESSY)
    ((name, rows),) = sent().items()
    assert name == "质检所"
    assert rows[1][:8] == [
        "文件",
        "工作表",
        "行号",
        "处理",
        "列",
        "现有内容",
        "问题与更正办法",
        "序号",
    ]
    assert [row[2:6] for row in rows[2:]] == [
        [2, "已载入，请核对", "整改期限", "2025/02/30"],
        [3, "未载入", "存在问题", None],
    ]
    assert rows[3][6] == "应填写问题的单元格是空的。请补填，或删除该行。"
    assert rows[2][7:] == ["1", "漏签", "补签", "2025/02/30"]
    # The value is marked, and the cell itself in the row as it was written.
    assert _marked(tmp_path / "returns" / "质检所.xlsx") == ["F3", "K3", "F4", "I4"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Metering Office 2024.csv", "No,Issue,Measure\n1,,Train\n2,Late,Hurry\n", "not loaded"),
        ("質檢所2024.csv", "序號,存在問題,改善措施\n1,,補寫\n2,漏簽,補簽\n", "未載入"),
        ("质检所2024.csv", "序号,存在问题,整改措施\n1,,补写\n2,漏签,补签\n", "未载入"),
    ],
)
def test_the_reason_is_in_the_language_of_the_register(text_file, sent, name, text, said):
    text_file(f"in/{name}", text)
    ((_, rows),) = sent().items()
    assert rows[2][3] == said


def test_totals_and_footnotes_are_no_errors_to_send_back(text_file, sent):
    text_file("in/质检所2024.csv", "序号,存在问题,整改措施\n1,漏签,补签\n合计,1,\n注：略,,\n")
    assert sent() == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("台账.csv", "单位,存在问题,发现日期\n甲科,漏签,2024-03-01\n乙科,缺页,2023-04-02\n"),
        ("甲科2024.csv", "序号,存在问题\n1,漏签\n"),
        ("Depot-7 2024.csv", "No,Problem,When\n1,The lamp is out,2024-03-01\n"),
    ],
)
def test_what_was_taken_from_a_date_or_a_name_is_nothing_to_correct(text_file, sent, name, text):
    text_file(f"in/{name}", text)
    assert sent() == {}


def test_what_cannot_be_read_goes_back_with_its_cell(text_file, sent):
    text_file(
        "in/甲科2024.csv",
        "序号,存在问题,整改措施,整改期限,完成日期\n"
        "1,漏签,#REF!,2024-06-30,已整改\n2,12,补签,节后,2024-07-01\n",
    )
    ((_, rows),) = sent().items()
    assert [(row[2], row[4], row[5]) for row in rows[2:]] == [
        (2, "整改措施", "#REF!"),
        (2, "完成日期", "已整改"),
        (3, "存在问题", "12"),
        (3, "整改期限", "节后"),
    ]


def test_a_corrected_file_loads_over_the_old_one_and_its_workbook_goes(text_file, sent):
    text_file("in/质检所2024.csv", _MESSY)
    assert list(sent()) == ["质检所"]
    text_file("in/质检所2024.csv", _MESSY.replace("2,,", "2,缺页,").replace("02/30", "02/28"))
    assert sent() == {}


def test_rows_of_nobody_go_back_under_the_name_of_the_file(text_file, sent):
    text_file("in/总.csv", "单位,年度,存在问题\n,2024,迟报\n甲科,2024,漏签\n乙科,2024,缺页\n")
    text_file("in/坏.csv", "")
    found = sent()
    assert list(found) == ["坏.csv", "总.csv"]
    assert found["坏.csv"][2][6].startswith("整个文件无法读取")
    assert found["总.csv"][2][2:5] == [2, "未载入", "unit"]


def test_hostile_names_and_texts_stay_in_the_folder_and_run_nothing(text_file, sent, tmp_path):
    text_file(
        "in/a.csv",
        "单位,年度,存在问题,整改期限\n../../甲科,2024,=cmd()\x01,2024-02-30\n甲科/乙科,2024,漏签,2024-02-30\n",
    )
    found = sent()
    assert len(found) == 2
    assert sorted(path.parent for path in tmp_path.rglob("*.xlsx")) == [tmp_path / "returns"] * 2
    cells = [cell for rows in found.values() for row in rows for cell in row]
    assert "'=cmd()\ufffd" in cells
    assert not any(isinstance(cell, str) and cell.startswith("=") for cell in cells)


def test_the_same_rows_give_the_same_bytes(text_file, sent, tmp_path):
    text_file("in/质检所2024.csv", _MESSY)
    sent()
    path = tmp_path / "returns" / "质检所.xlsx"
    before = path.read_bytes()
    path.unlink()
    sent()
    assert path.read_bytes() == before


def test_what_was_sent_back_is_not_read_as_a_register(text_file, sent, tmp_path):
    text_file("in/质检所2024.csv", _MESSY)
    sent()
    with duckdb.connect() as connection:
        summary = load.load(connection, [tmp_path], loaded_at=_AT)
    assert summary.loaded == ["in/质检所2024.csv"]
    assert ("returns/质检所.xlsx", "a result of Five Lenses") in summary.ignored
