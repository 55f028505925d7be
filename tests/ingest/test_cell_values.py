"""What cells hold besides text: errors of formulas, empty results, codes, pictures, strikes."""

from __future__ import annotations

import time
import zipfile

import pytest

from analysis.ingest import readers
from analysis.ingest.readers import styles
from analysis.ingest.readers.cells import PICTURE

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PLAIN = "<styleSheet xmlns='{main}'><cellXfs><xf numFmtId='0' fontId='0'/></cellXfs></styleSheet>"


@pytest.fixture
def sheet_file(tmp_path):
    """Writes an xlsx from the cells of its rows, each a text or the XML of a cell."""

    def write(name, rows, *, style=_PLAIN, strings="", book="", extra=None):
        body = "".join(
            f'<row r="{at}">' + "".join(_cell(at, *cell) for cell in enumerate(row)) + "</row>"
            for at, row in enumerate(rows, start=1)
        )
        parts = {
            "[Content_Types].xml": f"<Types xmlns='{_TYPES}'><Default Extension='xml' "
            "ContentType='application/xml'/></Types>",
            "xl/workbook.xml": f"<workbook xmlns='{_MAIN}' xmlns:r='{_OFFICE}'>{book}"
            "<sheets><sheet name='S' sheetId='1' r:id='rId1'/></sheets></workbook>",
            "_rels/.rels": f"<Relationships xmlns='{_PACKAGE}'><Relationship Id='rId1' "
            f"Type='{_OFFICE}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
            "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{_PACKAGE}'>"
            f"<Relationship Id='rId1' Type='{_OFFICE}/worksheet' Target='worksheets/sheet1.xml'/>"
            "</Relationships>",
            "xl/styles.xml": style.format(main=_MAIN),
            "xl/sharedStrings.xml": f"<sst xmlns='{_MAIN}'>{strings}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{_MAIN}'><sheetData>{body}"
            "</sheetData></worksheet>",
            **(extra or {}),
        }
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            for member, text in parts.items():
                archive.writestr(member, text)
        return path

    return write


def _cell(row, column, said):
    place = f'r="{chr(65 + column)}{row}"'
    if said.startswith("<c"):
        return said.replace("<c", f"<c {place}", 1)
    return f'<c {place} t="inlineStr"><is><t>{said}</t></is></c>' if said else ""


def _error(value):
    return f'<c t="e"><f>VLOOKUP(A3,Z1:Z9,1,0)</f><v>{value}</v></c>'


@pytest.fixture
def doubts(read):
    """(row, column, value, rule) of every doubt about a cell."""
    return lambda: [tuple(doubt[:4]) for sheet in read() for doubt in sheet.doubts]


_HEAD = ["单位", "年度", "存在问题", "发现时间", "整改措施"]


def test_an_error_in_the_unit_is_no_empty_unit(sheet_file, issues, read):
    rows = [
        _HEAD,
        ["甲科", "2024", "票据未及时入账", "2024-03-01", "每月核对"],
        [_error("#N/A"), "2024", "钥匙柜未上锁", "2024-03-02", "上锁"],
        ["", "2024", "车辆台账缺失", "2024-03-02", "补建"],
        ["乙科", "2024", "灭火器过期", "2024-03-03", "更换"],
    ]
    sheet_file("台账.xlsx", rows)
    assert issues() == [(2, "甲科", 2024, "票据未及时入账"), (5, "乙科", 2024, "灭火器过期")]
    (sheet,) = read()
    assert [(item.row, item.value, item.rule) for item in sheet.rejects] == [
        (3, "#N/A", "formula_error"),
        (4, None, "no_unit"),
    ]


def test_an_error_in_another_cell_is_named_and_the_row_is_loaded(sheet_file, doubts, read):
    rows = [_HEAD, ["甲科", "2024", "车辆台账缺失", _error("#REF!"), _error("#NAME?")]]
    sheet_file("台账.xlsx", rows)
    assert doubts() == [
        (2, "发现时间", "#REF!", "formula_error"),
        (2, "整改措施", "#NAME?", "formula_error"),
    ]
    (row,) = read()[0].rows["registers"]
    assert "found_date_text" not in row and "measure_text" not in row


@pytest.mark.parametrize("value", ["#SPILL!", "#GETTING_DATA", "#CALC!", "#BLOCKED!", "#N/A"])
def test_a_newer_error_value_does_not_cost_the_workbook(sheet_file, issues, doubts, value):
    rows = [_HEAD, *([["甲科", "2024", "灯坏", "2024-03-01", "换"]] * 2)]
    rows[1] = [*rows[1][:4], _error(value)]
    sheet_file("台账.xlsx", rows)
    assert [row for row, *_ in issues()] == [2, 3]
    assert doubts() == [(2, "整改措施", value, "formula_error")]


def test_errors_in_csv_are_errors_too(text_file, issues, rejects, doubts):
    text_file(
        "台账.csv",
        "单位,年度,存在问题,整改措施\n甲科,2024,灯坏,#N/A\n#REF!,2024,门坏,修\n乙科,2024,#VALUE!,修\n",
    )
    assert issues() == [(2, "甲科", 2024, "灯坏")]
    assert rejects() == [(3, "formula_error"), (4, "formula_error")]
    assert doubts() == [(2, "整改措施", "#N/A", "formula_error")]


def test_a_formula_saved_with_an_empty_text_is_blank(sheet_file, issues, rejects, doubts):
    empty = '<c t="str"><f>IF(D2="","","x")</f>{}</c>'
    rows = [
        _HEAD,
        ["甲科", "2024", "灯坏", "2024-03-01", empty.format("<v></v>")],
        ["甲科", "2024", "门坏", "2024-03-01", empty.format("<v/>")],
        ["甲科", "2024", "窗坏", "2024-03-01", "<c><f>NOW()</f></c>"],
    ]
    sheet_file("台账.xlsx", rows)
    assert [row for row, *_ in issues()] == [2, 3, 4]
    assert (rejects(), doubts()) == ([], [(4, "整改措施", None, "formula_without_value")])


@pytest.mark.parametrize(("column", "is_lost"), [(0, True), (1, True), (2, True), (3, False)])
def test_a_formula_without_its_value_costs_the_row_only_where_it_says_what_or_whose_it_is(
    sheet_file, issues, rejects, doubts, column, is_lost
):
    row = ["甲科", "2024", "窗坏", "2024-03-01"]
    row[column] = "<c><f>A1</f></c>"
    sheet_file("台账.xlsx", [_HEAD, row, ["甲科", "2024", "灯坏", "2024-03-01"]])
    rule = "formula_without_value"
    assert [at for at, *_ in issues()] == ([3] if is_lost else [2, 3])
    assert rejects() == ([(2, rule)] if is_lost else [])
    assert [doubt[3] for doubt in doubts()] == ([] if is_lost else [rule])


def test_formulas_are_found_in_their_own_cells_in_a_time_that_grows_with_the_rows(sheet_file):
    styled = ['<c s="0"/>'] * 20
    rows = [["No", "Issue"], *([styled] * 3000)]
    rows[3] = [*styled[:4], "<c><f>D4</f></c>", *styled[5:]]
    path = sheet_file("a.xlsx", rows)
    begun = time.process_time()
    (sheet,) = readers.read(path)
    assert sheet.unvalued == {(3, 4)}
    assert time.process_time() - begun < 5  # the old search took minutes


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("000", "7", "007"),
        ("000", "1234", "1234"),
        ('"整改〔2024〕"0"号"', "7", "整改〔2024〕7号"),
        ('"整改〔2024〕"General"号"', "12", "整改〔2024〕12号"),
        (r"000\-0000", "5551234", "555-1234"),
        ("[$-804]0000", "42", "0042"),
    ],
)
def test_a_number_that_a_format_shows_as_a_code_is_read_as_shown(form, value, shown):
    code = styles.code_of(form)
    assert code is not None
    assert styles.shown(value, code) == shown


@pytest.mark.parametrize(
    "form", ["0", "0.00", "#,##0", "yyyy-mm-dd", "0%", "General", "@", "0.0E+00", "[h]:mm", "# ?/?"]
)
def test_quantities_and_dates_are_no_codes(form):
    assert styles.code_of(form) is None


def test_a_unit_with_leading_zeros_is_one_unit_in_a_workbook_and_in_csv(
    sheet_file, text_file, issues
):
    style = (
        "<styleSheet xmlns='{main}'><numFmts><numFmt numFmtId='164' formatCode='000'/></numFmts>"
        "<cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='164' fontId='0'/></cellXfs>"
        "</styleSheet>"
    )
    number = '<c s="1"><v>7</v></c>'
    sheet_file("2023.xlsx", [_HEAD[:3], [number, "2023", "存根缺号"]], style=style)
    text_file("2024.csv", "单位,年度,存在问题\n007,2024,存根缺号\n")
    assert [unit for _, unit, _, _ in issues()] == ["007", "007"]


def test_a_bare_day_number_counts_from_where_the_workbook_counts(sheet_file, read):
    number = "<c><v>43904</v></c>"
    book = '<workbookPr date1904="1"/>'
    sheet_file("a.xlsx", [_HEAD[:4], ["甲科", "2024", "灯坏", number]], book=book)
    (row,) = read()[0].rows["registers"]
    assert row["found_date_text"] == "2024-03-15"


_STRIKING = (
    "<styleSheet xmlns='{main}'><fonts><font/><font><strike/></font><font><strike val='0'/></font>"
    "</fonts><cellXfs><xf fontId='0'/><xf fontId='1'/><xf fontId='2'/></cellXfs></styleSheet>"
)


def test_struck_out_text_is_loaded_and_told(sheet_file, issues, doubts):
    text = "<c s='{}' t='inlineStr'><is><t>{}</t></is></c>"
    rows = [
        _HEAD[:3],
        ["甲科", "2024", text.format(1, "灯坏").replace("'", '"')],
        ["甲科", "2024", text.format(2, "门坏").replace("'", '"')],
        ["甲科", "2024", '<c t="s"><v>1</v></c>'],
    ]
    strings = "<si><t>a</t></si><si><r><rPr><strike/></rPr><t>窗</t></r><r><t>坏</t></r></si>"
    sheet_file("a.xlsx", rows, style=_STRIKING, strings=strings)
    assert [text for *_, text in issues()] == ["灯坏", "门坏", "窗坏"]
    assert doubts() == [
        (2, "存在问题", "灯坏", "struck_out"),
        (4, "存在问题", "窗坏", "struck_out"),
    ]


def test_a_picture_in_a_cell_is_a_picture_and_no_text(sheet_file, text_file, read, rejects):
    wps = '<c t="str"><f>_xlfn.DISPIMG("ID_B2",1)</f><v>=DISPIMG("ID_B2",1)</v></c>'
    excel = '<c t="e" vm="1"><f>_xlfn.IMAGE("https://example.org/a.png")</f><v>#VALUE!</v></c>'
    rows = [
        [*_HEAD[:3], "佐证材料"],
        ["甲科", "2024", "灯坏", wps],
        ["甲科", "2024", "门坏", excel],
    ]
    sheet_file("a.xlsx", [*rows, ["甲科", "2024", wps, ""]])
    text_file("b.csv", '单位,年度,存在问题,佐证材料\n甲科,2024,窗坏,"=DISPIMG(""ID_A1"",1)"\n')
    found = [row.get("evidence_text") for sheet in read() for row in sheet.rows["registers"]]
    assert found == [PICTURE, PICTURE, PICTURE]
    assert rejects() == [(4, "picture_without_text")]


def test_the_totals_of_a_table_are_no_issue_whatever_they_are_called(sheet_file, issues, rejects):
    table = f"<table xmlns='{_MAIN}' id='1' ref='A1:C3' totalsRowCount='1'/>"
    rels = (
        f"<Relationships xmlns='{_PACKAGE}'><Relationship Id='rId1' Type='table' "
        "Target='../tables/table1.xml'/></Relationships>"
    )
    extra = {"xl/tables/table1.xml": table, "xl/worksheets/_rels/sheet1.xml.rels": rels}
    rows = [_HEAD[:3], ["甲科", "2024", "灯坏"], ["全部", "", "一共这些"]]
    sheet_file("a.xlsx", rows, extra=extra)
    assert ([row for row, *_ in issues()], rejects()) == ([2], [(3, "total_row")])


@pytest.mark.parametrize(
    "label",
    ["汇总", "計數", "平均值", "Count", "Grand Count", "甲科 汇总", "Works Count", "最大值"],
)
def test_labels_that_spreadsheets_write_below_their_tables_are_no_issues(
    text_file, issues, rejects, label
):
    text_file("a.csv", f"问题类别,单位,年度,存在问题\n安全,甲科,2024,灯坏\n{label},,,1\n")
    assert ([row for row, *_ in issues()], rejects()) == ([2], [(3, "total_row")])


def test_an_issue_that_is_only_a_number_is_in_doubt(text_file, issues, doubts):
    text_file("a.csv", "单位,年度,存在问题\n甲科,2024,灯坏\n甲科,2024,12\n")
    assert len(issues()) == 2
    assert doubts() == [(3, "存在问题", "12", "number_only")]


def test_dates_that_cannot_be_read_are_in_doubt(text_file, doubts):
    text_file(
        "a.csv",
        "年度,部门,存在问题,发现日期,整改时限,整改完成日期\n"
        "2015,甲科,台账缺页,104/10/136,30天内,104/11/02\n"
        "2015,甲科,印章外借,10410/08,长期,已整改\n"
        "2015,甲科,无人值守,104/09/30,节后,应于2015年6月30日前完成\n",
    )
    assert doubts() == [
        (2, "发现日期", "104/10/136", "unread_date"),
        (3, "发现日期", "10410/08", "unread_date"),
        (3, "整改完成日期", "已整改", "unread_date"),
        (4, "整改时限", "节后", "unread_date"),
    ]
