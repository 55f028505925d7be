"""Headers of several rows, counted columns, persons in units, dates of exports in names."""

from __future__ import annotations

import pytest


def test_a_name_broken_over_two_rows_is_one_name(workbook, read):
    workbook(
        "a.xlsx",
        {
            "登记": [
                ["113年度違規公布"],
                ["項次", "事業單位", "違反", "違反法規內容", "處分日期"],
                [None, None, "法令條款", None, None],
                [1, "甲股份有限公司", "第24條", "未給加班費", "113/02/01"],
                [2, "乙股份有限公司", "第32條", "超時工作", "113/02/02"],
            ]
        },
    )
    (sheet,) = read()
    assert (sheet.header_row, sheet.row_count) == (3, 2)
    assert [row["clause"] for row in sheet.rows["registers"]] == ["第24條", "第32條"]


@pytest.mark.parametrize("merges", [["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"], []])
def test_sub_columns_of_a_group_are_names_and_joined(workbook, read, merges):
    workbook(
        "a.xlsx",
        {
            "台账": [
                ["序号", "部门", "存在问题", "整改责任单位", None, "发现时间"],
                [None, None, None, "建设", "施工", None],
                [1, "甲段", "基坑积水", "甲指挥部", "乙公司", "2024-06-22"],
                [2, "甲段", "配电箱未锁", "甲指挥部", "丙公司", "2024-07-02"],
            ]
        },
        {"台账": merges},
    )
    (sheet,) = read()
    assert (sheet.header_row, sheet.loaded_count) == (2, 2)
    assert [row["owner_role"] for row in sheet.rows["registers"]] == [
        "甲指挥部\n乙公司", "甲指挥部\n丙公司",
    ]  # fmt: skip


def test_counted_columns_are_joined_in_the_order_of_their_numbers(text_file, read):
    text_file("a.csv", "部门,年度,存在问题,整改措施二,整改措施一\n甲科,2024,漏签,每周核对,补签\n")
    (row,) = read()[0].rows["registers"]
    assert row["measure_text"] == "补签\n每周核对"


def test_rows_of_data_above_the_header_are_told(workbook, read):
    workbook(
        "a.xlsx",
        {
            "S": [
                ["甲科问题台账", None, None, None, None],
                ["单位：甲科", "填报日期：2024-12-01", None, None, None],
                [1, "甲科", 2023, "印章无人保管", "2023-05-01"],
                ["序号", "部门", "年度", "存在问题", "发现时间"],
                [2, "甲科", 2024, "记录漏签", "2024-05-01"],
            ]
        },
    )
    (sheet,) = read()
    assert [(remark.row, remark.rule) for remark in sheet.rejects] == [(3, "row_above_header")]
    assert (sheet.row_count, sheet.loaded_count, sheet.rejected_count) == (2, 1, 1)


def test_a_row_below_the_header_that_is_no_part_of_it_stays_an_entry(workbook, issues):
    header = ["序号", "部门", "年度", "存在问题", "整改措施"]
    workbook(
        "a.xlsx",
        {"S": [header, [1, "甲科", 2024, "漏签", None], [2, "乙科", 2024, "迟报", "催办"]]},
    )
    assert [text for *_, text in issues()] == ["漏签", "迟报"]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ('"事業單位名稱\n（負責人姓名）"', "甲營造有限公司(王某某)"),
        ("单位名称（法人）", "甲營造有限公司（王某某）"),
        ("单位名称", "甲營造有限公司（负责人：王某某）"),
        ("Business name (owner)", "甲營造有限公司 (王某某)"),
    ],
)
def test_the_name_of_a_person_is_split_off_the_unit(text_file, read, header, cell):
    text_file("a.csv", f"{header},年度,违反法规内容\n甲營造有限公司,2023,超时\n{cell},2024,超时\n")
    rows = read()[0].rows["registers"]
    assert [row["unit_text"] for row in rows] == ["甲營造有限公司", "甲營造有限公司"]
    assert rows[1]["owner_role"] == "王某某"


def test_brackets_that_belong_to_a_name_stay(text_file, issues):
    text_file(
        "a.csv", "单位名称,年度,存在问题\n甲公司（二厂）,2024,漏签\n乙（北京）公司,2024,迟报\n"
    )
    assert [unit for _, unit, _, _ in issues()] == ["甲公司（二厂）", "乙（北京）公司"]


def test_the_date_of_an_export_in_a_sheet_name_is_no_year_and_no_unit(workbook, issues):
    rows = [["Number", "Finding", "Date found"]]
    rows += [[1, "The lamp is out", "2021-03-01"], [2, "Oil on the floor", "2022-03-01"]]
    workbook("Harbour office.xlsx", {"Findings 2024-04-04": rows})
    assert [(unit, year) for _, unit, year, _ in issues()] == [
        ("Harbour office", 2021), ("Harbour office", 2022),
    ]  # fmt: skip


def test_examples_and_code_lists_are_passed_over_once(workbook, read, rejects):
    header = ["序号", "部门", "年度", "存在问题"]
    workbook(
        "a.xlsx",
        {
            "台账": [header, [1, "甲科", 2024, "记录漏签"]],
            "示例": [header, [1, "某科", 2024, "填写所发现的问题"]],
            "Sheet3": [["高"], ["中"], ["低"]],
        },
    )
    assert [sheet.loaded_count for sheet in read()] == [1, 0, 0]
    assert rejects() == []
    assert [doubt.rule for sheet in read()[1:] for doubt in sheet.doubts] == [
        "sheet_passed_over", "sheet_passed_over",
    ]  # fmt: skip


def test_a_sheet_named_like_an_example_is_read_where_there_is_no_other(workbook, issues):
    workbook("a.xlsx", {"Sample": [["部门", "年度", "存在问题"], ["甲科", 2024, "记录漏签"]]})
    assert [text for *_, text in issues()] == ["记录漏签"]
