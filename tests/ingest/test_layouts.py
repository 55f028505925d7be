"""Sheets that are no plain table: forms, tables side by side, hidden rows, old workbooks."""

from __future__ import annotations

import openpyxl
import pytest


def _account(sheet):
    return (sheet.row_count, sheet.loaded_count, sheet.rejected_count, sheet.blank_count)


_FORM = [
    ["2024年度问题整改单"],
    ["责任部门：", "质检所", "序号", 3],
    ["发现时间", "2024-03-05", "问题类别", "档案"],
    ["存在问题", "三号天平超期未检定"],
    [None, "五号砝码没有证书"],
    ["检查地点：", "二楼"],
    ["原因分析", "台账没有更新"],
    ["整改措施", "每周五核对一次", "责任人", "张三"],
    [None],
    ["验收意见"],
    ["本单一式两份"],
]


def test_a_form_with_labels_on_the_left_is_one_issue(workbook, read):
    workbook("整改单.xlsx", {"3号": _FORM})
    (sheet,) = read()
    (row,) = sheet.rows["registers"]
    assert (row["source_row"], row["unit_text"], row["register_year"]) == (4, "质检所", 2024)
    assert row["issue_text"] == "三号天平超期未检定\n五号砝码没有证书"
    assert (row["measure_text"], row["owner_role"], row["found_date_text"], row["category"]) == (
        "每周五核对一次",
        "张三",
        "2024-03-05",
        "档案",
    )
    assert row["place_text"] == "二楼"
    assert _account(sheet) == (10, 7, 2, 1)
    assert [(item.row, item.rule) for item in sheet.rejects] == [
        (10, "title_row"),
        (11, "title_row"),
    ]


def test_forms_below_each_other_are_an_issue_each(workbook, read):
    forms = [
        [
            ["编号", f"A-{at}"],
            ["存在问题", text],
            ["整改措施", "补齐"],
            ["整改时限", "2024-06-30"],
            [],
        ]
        for at, text in enumerate(["化验室无记录", "钥匙由一人保管"], start=1)
    ]
    workbook("计量所2024.xlsx", {"Sheet1": [row for form in forms for row in form]})
    (sheet,) = read()
    found = [
        (row["source_row"], row["source_key"], row["unit_text"], row["issue_text"])
        for row in sheet.rows["registers"]
    ]
    assert found == [(2, "A-1", "计量所", "化验室无记录"), (7, "A-2", "计量所", "钥匙由一人保管")]
    assert _account(sheet) == (9, 8, 0, 1)


def test_an_english_form_on_each_sheet_is_an_issue_each(workbook, issues):
    form = [
        ["Corrective action form"],
        ["Unit:", "Metering Office"],
        ["Year:", 2023],
        ["Issue description:", "Seal register has no dates"],
        ["Root cause:", "Nobody was named"],
        ["Corrective action:", "Two signatures a day"],
    ]
    other = [*form[:3], ["Issue description:", "Scale not levelled"], *form[4:]]
    workbook("forms.xlsx", {"Issue 1": form, "Issue 2": other})
    assert issues() == [
        (4, "Metering Office", 2023, "Seal register has no dates"),
        (4, "Metering Office", 2023, "Scale not levelled"),
    ]


def test_what_stands_beside_the_pairs_of_a_form_is_kept(workbook, read):
    rows = [
        ["编号", 1, "部门", "甲科", "第1页"],
        ["存在问题", "无记录", "照片1"],
        ["整改措施", "补齐"],
    ]
    workbook("2024.xlsx", {"1": rows})
    (sheet,) = read()
    (row,) = sheet.rows["registers"]
    assert (row["unit_text"], row["extra"]) == ("甲科", '{"C": "照片1", "E": "第1页"}')
    assert _account(sheet) == (3, 3, 0, 0)


def test_a_table_whose_texts_begin_with_labels_is_no_form(workbook, issues):
    workbook(
        "甲科2024.xlsx",
        {
            "S": [
                ["序号", "文本", "存在问题"],
                [1, "问题：封条破损", "封条破损"],
                [2, "原因：无人检查", "无人检查"],
                [3, "整改措施：重封", "重封延误"],
            ]
        },
    )
    assert [issue[3] for issue in issues()] == ["封条破损", "无人检查", "重封延误"]


def test_a_form_without_a_year_rejects_all_its_rows(workbook, read):
    workbook("质检所.xlsx", {"1": [["编号", "1"], ["存在问题", "无记录"], ["整改措施", "补齐"]]})
    (sheet,) = read()
    assert [(item.row, item.rule) for item in sheet.rejects] == [
        (1, "no_year"),
        (2, "no_year"),
        (3, "no_year"),
    ]
    assert _account(sheet) == (3, 0, 3, 0)


def test_a_formula_without_a_value_in_a_form_is_said(workbook, read):
    rows = [*_FORM[:7], ["整改措施", '="每周"&"核对"'], ["责任人", "张三"]]
    workbook("整改单.xlsx", {"1": rows})
    (sheet,) = read()
    assert [(item.row, item.rule) for item in sheet.rejects] == [(8, "formula_without_value")]
    assert _account(sheet) == (8, 7, 1, 0)


def test_tables_side_by_side_are_read_one_after_the_other(workbook, read):
    workbook(
        "质检所.xlsx",
        {
            "Sheet1": [
                ["2023年度问题台账", None, None, None, "2024年度问题台账"],
                ["序号", "存在问题", "整改措施", None, "序号", "存在问题", "整改措施"],
                [1, "化验室无记录", "补齐", None, 1, "天平超期未检定", "送检"],
                [2, "钥匙由一人保管", "双人保管", None, None, None, None],
                ["合计", 2, None, None, "合计", 1, None],
            ]
        },
    )
    (sheet,) = read()
    found = [
        (row["source_row"], row["part"], row["part_count"], row["register_year"], row["issue_text"])
        for row in sheet.rows["registers"]
    ]
    assert found == [
        (3, 1, 2, 2023, "化验室无记录"),
        (4, 1, 1, 2023, "钥匙由一人保管"),
        (3, 2, 2, 2024, "天平超期未检定"),
    ]
    assert _account(sheet) == (3, 2, 1, 0)
    assert [(item.row, item.rule) for item in sheet.rejects] == [(5, "total_row")]
    assert [doubt.rule for doubt in sheet.doubts] == []


def test_three_tables_without_a_gap_share_the_title_of_all(workbook, issues):
    names = ["序号", "科室", "存在问题"]
    workbook(
        "台账.xlsx",
        {
            "Sheet1": [
                ["2024年度问题台账"],
                names * 3,
                [1, "甲科", "无记录", 1, "乙科", "无签名", 1, "丙科", "无编号"],
            ]
        },
    )
    assert issues() == [
        (3, "甲科", 2024, "无记录"),
        (3, "乙科", 2024, "无签名"),
        (3, "丙科", 2024, "无编号"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["序号", "存在问题", "责任人", "整改措施", "责任人", "完成时间"],
        ["序号", "存在问题", None, "整改措施", "责任人", "序号"],
        ["序号", "存在问题", "完成时间", None, "复查时间", "完成时间"],
    ],
)
def test_a_header_that_stands_twice_in_one_table_parts_nothing(workbook, read, header):
    rows = [
        [1, "化验室无记录", "甲", "乙", "丙", "丁"],
        [2, "钥匙由一人保管", "甲", "乙", "丙", "丁"],
    ]
    workbook("质检所2024.xlsx", {"Sheet1": [header, *rows]})
    (sheet,) = read()
    assert [(row["source_row"], row["part_count"]) for row in sheet.rows["registers"]] == [
        (2, 1),
        (3, 1),
    ]


def test_hidden_rows_columns_and_sheets_are_read_and_counted(tmp_path, read):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "问题"
    for row in [["序号", "存在问题", "整改措施"], [1, "无记录", "补齐"], [2, "无签名", "补签"]]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = book.create_sheet("旧")
    for row in [["序号", "存在问题", "整改措施"], [1, "无编号", "编号"]]:
        other.append(row)
    other.sheet_state = "veryHidden"
    book.save(tmp_path / "质检所2024.xlsx")
    assert [
        (
            found.source_sheet,
            _account(found),
            [row["measure_text"] for row in found.rows["registers"]],
        )
        for found in read()
    ] == [("问题", (2, 2, 0, 0), ["补齐", "补签"]), ("旧", (1, 1, 0, 0), ["编号"])]
    said = [
        (doubt.row, doubt.value, doubt.rule)
        for found in read()
        for doubt in found.doubts
        if doubt.rule.startswith("hidden")
    ]
    assert said == [(3, "1", "hidden_rows"), (2, "旧", "hidden_sheet")]
