"""What `--write-mapping` writes reads back exactly what `inspect` read."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.ingest import inspection, sources
from analysis.ingest.vocabulary import mapping

_BUNDLED = Path(__file__).parents[2] / "data" / "pingyi"
_REGISTERS = sorted(path.name for path in (_BUNDLED / "registers").iterdir())


def _read(source: Path, rules: mapping.Mapping | None = None):
    return {
        (sheet.source_file, sheet.source_sheet): (
            sheet.kind,
            sheet.row_count,
            sheet.rows,
            [(remark.row, remark.rule) for remark in sheet.rejects],
        )
        for sheet in sources.read_sources([source], rules)
    }


@pytest.fixture
def reads_back(tmp_path_factory):
    """Whether a proposal for a source reads it as it is read without one."""

    def check(source: Path) -> str:
        text = inspection.propose(source).mapping_text()
        file = tmp_path_factory.mktemp("rules") / "mine.toml"
        file.write_text(text, "utf-8")
        # What was guessed where no header was known is a proposal only: it was not read.
        known = {place: read for place, read in _read(source).items() if read[0]}
        again = _read(source, mapping.read(file))
        assert {place: again[place] for place in known} == known
        return text

    return check


@pytest.mark.parametrize("folder", _REGISTERS)
def test_bundled_registers_read_back(reads_back, folder):
    reads_back(_BUNDLED / "registers" / folder)


@pytest.mark.parametrize(
    "folder", sorted(path.name for path in _BUNDLED.iterdir() if any(path.glob("*.xlsx")))
)
def test_bundled_records_read_back(reads_back, folder):
    reads_back(_BUNDLED / folder)


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["cms_nursing", "fac", "fac_daily", "sf_food", "tw_labor"])
def test_published_data_read_back(reads_back, real_data, name):
    reads_back(real_data / name)


def test_sheets_with_headers_in_different_rows_are_named_each(reads_back, workbook, tmp_path):
    header = ["序号", "年度", "部门", "存在问题"]
    workbook(
        "in/a.xlsx",
        {
            "总表": [["问题台账"], header, [1, 2023, "甲科", "第4号柜未上锁"]],
            "分表": [header, [1, 2024, "甲科", "第4号秤未检定"]],
        },
    )
    text = reads_back(tmp_path / "in")
    assert 'sheets = "总表"\nheader_row = 2' in text
    assert 'sheets = "分表"\nheader_row = 1' in text


def test_a_header_of_two_rows_reads_back(reads_back, workbook, tmp_path):
    workbook(
        "in/质检所2024.xlsx",
        {
            "S": [
                ["质检所问题整改清单"],
                ["序号", "问题内容", "问题发现", None, "整改落实", None, None],
                [None, None, "时间", "方式", "措施", "责任人", "时限"],
                [1, "压力表未检定", "2024-02-26", "自查", "送检并留存证书", "所长", "2024-04-27"],
                [2, "天平未校准", "2024-03-26", "抽查", "每月校准并记录", "所长", "2024-05-27"],
            ]
        },
        {"S": ["A2:A3", "B2:B3", "C2:D2", "E2:G2"]},
    )
    assert "header_row = [2, 3]" in reads_back(tmp_path / "in")


@pytest.mark.parametrize(
    "text",
    [
        "部门,年度,存在问题,措施一,措施二\n甲科,2024, 漏签 ,补签,每周核对\n乙科,2024,迟报,催办,\n",
        "Unit,Year,Problem,Problem description\nA,2024,Gate,Gate is open\nA,2024,,No log is kept\n",
        "Unit,Year,Issue,Due date,Revised due date 1\nA,2024,Log lost,2024-05-01,2024-08-01\n",
        "Unit,Year,Issue,Issue,Note\nA,2024,Gate open,again,x\nB,2024,Log lost,,\n",
        "Unit,Year,Deficiency,What we saw\nA,2024,Yes,The gate is open\nA,2024,No,No log is kept\n",
        "甲科2024年度问题台账,,\n序号,存在问题,整改措施\n1,漏签,补签\n合计,1,\n填表人：某某,,\n",
        "部门,年度,存在问题\n甲科,2024,漏签\n部门,年度,存在问题\n乙科,2024,迟报\n",
        "部门,年度,存在问题,\n甲科,2024,漏签,无名列\n乙科,2024,迟报,\n",
        "序号,部门,年度,问题,,序号,部门,年度,问题\n1,甲科,2024,漏签,,1,乙科,2024,迟报\n",
        "部门,年度,存在问题\n甲科,2024,漏签\n,,\n单位,年份,问题描述\n乙科,2023,迟报了两次\n",
    ],
)
def test_layouts_of_every_sort_read_back(reads_back, text_file, tmp_path, text):
    text_file("in/a.csv", text)
    reads_back(tmp_path / "in")


def test_files_of_one_name_in_two_folders_are_told_apart(reads_back, text_file, tmp_path):
    text_file("in/2023/台账.csv", "部门,存在问题\n甲科,漏签\n")
    text_file("in/2024/台账.csv", "科室,问题描述\n甲科,迟报\n")
    assert 'files = "2023/台账.csv"' in reads_back(tmp_path / "in")


def test_cells_that_hold_several_problems_are_counted_and_a_split_proposed(text_file, tmp_path):
    cell = '"1. 漏签两处。\n2. 迟报一次。"'
    text_file("in/a.csv", f"部门,年度,存在问题\n甲科,2024,{cell}\n乙科,2024,门未锁\n")
    found = inspection.propose(tmp_path / "in")
    assert "1 cells hold a list of several problems" in found.mapping_text()
    assert "1 cells hold several problems: split them with" in str(found)
    text_file("mine.toml", found.mapping_text().replace("# [[", "[[").replace("# fields", "fields")
              .replace("# numbered = true", "numbered = true"))  # fmt: skip
    rows = _read(tmp_path / "in", mapping.read(tmp_path / "mine.toml"))[("a.csv", None)][2]
    assert [row["issue_text"] for row in rows["registers"]] == [
        "漏签两处。",
        "迟报一次。",
        "门未锁",
    ]
