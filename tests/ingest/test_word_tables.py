"""Registers in Word tables: as Word shows them, whoever revised them and wherever pages break."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from analysis import errors
from analysis.ingest import readers

_FILES = Path(__file__).parent / "files"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = ["序号", "存在问题", "整改措施", "完成时限"]


def _table(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def _in_control(table, row, column):
    """Put a whole cell into a content control, as forms do."""
    line = table.rows[row]._tr
    cell = line.tc_lst[column]
    control = parse_xml(f"<w:sdt {_WORD}><w:sdtPr/><w:sdtContent/></w:sdt>")
    line.replace(cell, control)
    control[1].append(cell)


@pytest.fixture
def document(tmp_path):
    """A new document and where it is saved when the test asks for its sheets."""
    made = docx.Document()

    def sheets(name="台账.docx"):
        made.save(tmp_path / name)
        return readers.read(tmp_path / name)

    made.sheets = sheets
    return made


def test_the_title_above_a_table_names_unit_and_year(document, issues):
    document.add_heading("质检所2024年度问题整改台账", 0)
    _table(document, [_HEAD, ["1", "压力表未按期检定", "送检", "2024-06-30"]])
    document.sheets()
    assert issues() == [(2, "质检所", 2024, "压力表未按期检定")]


def test_tracked_insertions_are_read_and_deletions_left_out(document):
    table = _table(document, [_HEAD, ["1", "漏签", "", ""], ["2", "缺页", "补页", ""]])
    paragraph = table.rows[1].cells[2].paragraphs[0]._p
    run = "<w:r><w:t>每月抽查</w:t></w:r>"
    gone = "<w:r><w:delText>补签</w:delText></w:r>"
    paragraph.append(parse_xml(f'<w:ins {_WORD} w:id="1" w:author="A">{run}</w:ins>'))
    paragraph.append(parse_xml(f'<w:del {_WORD} w:id="2" w:author="A">{gone}</w:del>'))
    deleted = f'<w:trPr {_WORD}><w:del w:id="3" w:author="A"/></w:trPr>'
    table.rows[2]._tr.insert(0, parse_xml(deleted))
    (sheet,) = document.sheets()
    assert sheet.rows == [tuple(_HEAD), ("1", "漏签", "每月抽查", "")]


def test_a_cell_in_a_content_control_keeps_its_column(document):
    table = _table(document, [_HEAD, ["1", "漏签", "补签", "2024-06-30"]])
    _in_control(table, 1, 0)
    _in_control(table, 1, 2)
    (sheet,) = document.sheets()
    assert sheet.rows[1] == ("1", "漏签", "补签", "2024-06-30")


def test_merged_cells_hold_for_their_rows_and_columns(document, read):
    rows = [["问题整改台账", "", "", ""], ["单位", *_HEAD[1:]]]
    rows += [["甲科", "检验原始记录没有签名", "补签并每月抽查", "2024-06-30"]]
    rows += [["", "设备台账缺少三台天平", "补建台账", "2024-07-31"]]
    rows += [["乙科", "月报迟报两次", "由专人催报", "2024-08-31"]]
    table = _table(document, rows)
    table.rows[0].cells[0].merge(table.rows[0].cells[3])
    table.rows[2].cells[0].merge(table.rows[3].cells[0])
    document.add_paragraph("")
    document.sheets("2024年.docx")
    found = [(row["unit_text"], row["issue_text"]) for row in read()[0].rows["registers"]]
    assert found == [
        ("甲科", "检验原始记录没有签名"),
        ("甲科", "设备台账缺少三台天平"),
        ("乙科", "月报迟报两次"),
    ]


def test_several_tables_are_sheets_and_a_broken_one_is_one(document, issues):
    document.add_heading("质检所2024年度问题整改台账", 0)
    _table(document, [_HEAD, ["1", "漏签", "补签", ""]])
    _table(document, [["2", "缺页", "补页", ""]])
    document.add_paragraph("二、其他问题")
    _table(document, [_HEAD[:3], ["1", "迟报", "催报"]])
    assert [sheet.name for sheet in document.sheets()] == ["table 1", "table 2"]
    assert issues() == [
        (2, "质检所", 2024, "漏签"),
        (3, "质检所", 2024, "缺页"),
        (2, "质检所", 2024, "迟报"),
    ]


def test_struck_out_text_in_a_table_is_told(document, read):
    document.add_heading("质检所2024年度", 0)
    table = _table(document, [_HEAD, ["1", "漏签", "补签", ""]])
    table.rows[1].cells[1].paragraphs[0].runs[0].font.strike = True
    document.sheets()
    assert [(doubt.row, doubt.rule) for doubt in read()[0].doubts] == [(2, "struck_out")]


def test_a_document_without_a_table_is_refused_in_words(document):
    document.add_paragraph("本年无问题")
    with pytest.raises(errors.InputError, match="holds no table"):
        document.sheets()


def test_a_table_that_libreoffice_wrote_is_read():
    (sheet,) = readers.read(_FILES / "libreoffice_table.docx")
    assert sheet.titles == (("质检所2024年度问题整改台账",),)
    assert sheet.rows == [
        tuple(_HEAD),
        ("1", "压力表未按期检定", "送检并留存证书", "2024年6月30日"),
        ("2", "标准溶液过期仍在使用", "每月核对有效期", ""),
    ]
    assert [(merge.top, merge.left, merge.bottom) for merge in sheet.merges] == [(1, 3, 2)]


def test_an_ods_sheet_shows_its_errors_codes_and_strikes():
    (sheet,) = readers.read(_FILES / "libreoffice_errors.ods")
    assert sheet.rows[2] == ("#N/A", "2024", "整改〔2024〕8号", "门锁失灵", "#DIV/0!", "#NAME?")
    assert sheet.struck == {(3, 3)}


def test_a_workbook_of_wps_is_known_by_its_content(tmp_path):
    content = (_FILES / "libreoffice_errors.xls").read_bytes()
    (tmp_path / "台账.et").write_bytes(content)
    (sheet,) = readers.read(tmp_path / "台账.et")
    assert sheet.rows[1] == ("甲科", "2024", "整改〔2024〕7号", "灯具损坏", "2024-03-01", "换灯")
