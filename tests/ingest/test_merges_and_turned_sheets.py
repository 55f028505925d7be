"""Merged cells over rows of data, sheets on their side, and names of two years."""

from __future__ import annotations

import pytest

_HEAD = ["序号", "审计发现问题", "具体措施", "责任单位", "完成时限", "整改状态"]
_ROWS = [
    [1, "水费收入未及时入库", "清理往来账", "财务股", "2024年3月1日", "已完成"],
    [None, None, "按月入库", None, "2024年5月1日", "正在推进"],
    [2, "固定资产账实不符", "全面盘点", "财务股", "2024年4月1日", "已完成"],
]


def _doubts(read, rule):
    return [(doubt.row, doubt.value) for doubt in read()[0].doubts if doubt.rule == rule]


def test_rows_under_one_merged_problem_are_one_entry_with_all_its_measures(workbook, read):
    workbook("水务局2024.xlsx", {"1": [_HEAD, *_ROWS]}, {"1": ["A2:A3", "B2:B3", "D2:D3"]})
    (sheet,) = read()
    first, second = sheet.rows["registers"]
    assert first["measure_text"] == "清理往来账\n按月入库"
    assert (first["due_date_text"], first["status"]) == ("2024年5月1日", "已完成\n正在推进")
    assert (first["source_row"], second["source_row"]) == (2, 4)
    assert (sheet.row_count, sheet.loaded_count, sheet.issue_count) == (3, 3, 2)
    assert _doubts(read, "rows_of_one_entry") == [(2, "2")]


def test_another_place_under_a_merged_problem_is_another_entry(workbook, read):
    rows = [
        ["存在问题", "地点", "整改措施"],
        ["灯不亮", "东库", "换灯"],
        [None, "西库", "修线"],
    ]
    workbook("甲科2024.xlsx", {"1": rows}, {"1": ["A2:A3"]})
    (sheet,) = read()
    found = [(row["issue_text"], row["place_text"]) for row in sheet.rows["registers"]]
    assert found == [("灯不亮", "东库"), ("灯不亮", "西库")]


def test_a_merge_that_begins_below_the_names_is_data(workbook, issues):
    rows = [["存在问题", "整改措施"], ["灯不亮", "换灯"], [None, "修线"], ["门坏", "修门"]]
    workbook("甲科2024.xlsx", {"1": rows}, {"1": ["A2:A3"]})
    assert [(row, text) for row, _, _, text in issues()] == [(2, "灯不亮"), (4, "门坏")]


def test_a_sheet_on_its_side_is_read_column_by_column(workbook, read):
    rows = [
        ["甲科问题台账"],
        ["序号", 1, 2, 3],
        ["年度", 2024, 2024, 2024],
        ["问题描述", "档案室温湿度记录中断", "印章外借未登记", "值班电话无人接听"],
        ["整改措施", "安装自动记录仪", "专人保管", "实行双人值班"],
        ["备注", None, None, "已报"],
    ]
    workbook("甲科.xlsx", {"1": rows})
    (sheet,) = read()
    found = [(row["source_row"], row["part"], row["issue_text"]) for row in sheet.rows["registers"]]
    assert found == [
        (4, 1, "档案室温湿度记录中断"),
        (4, 2, "印章外借未登记"),
        (4, 3, "值班电话无人接听"),
    ]
    assert {row["register_year"] for row in sheet.rows["registers"]} == {2024}
    assert (sheet.row_count, sheet.loaded_count, sheet.rejected_count) == (5, 5, 0)


@pytest.mark.parametrize("name", ["2023-2024年度甲科台账", "甲科2023-24学年台账"])
def test_one_of_two_years_in_the_name_is_no_contradiction(workbook, read, name):
    rows = [["序号", "存在问题", "整改措施"], [1, "灯不亮", "换灯"]]
    workbook(f"{name}.xlsx", {"2023年": rows, "2024年": rows})
    for sheet, year in zip(read(), (2023, 2024), strict=True):
        assert [row["register_year"] for row in sheet.rows["registers"]] == [year]
        assert "year_conflict" not in {doubt.rule for doubt in sheet.doubts}


def test_a_third_year_beside_two_is_one(workbook, read):
    rows = [["序号", "存在问题", "整改措施"], [1, "灯不亮", "换灯"]]
    workbook("2023-2024年度甲科台账.xlsx", {"2021年": rows})
    assert "year_conflict" in {doubt.rule for doubt in read()[0].doubts}
