"""Further layouts, written after the reader was done, none of them like those before."""

from __future__ import annotations

import datetime


def test_a_party_style_ledger_with_categories_as_headings(workbook, read, issues):
    workbook(
        "附件1：市场监管所班子查摆问题清单（2023）.xlsx",
        {
            "清单": [
                ["附件1"],
                ["市场监管所领导班子查摆问题整改清单"],
                ["（截至2023年12月31日）"],
                [
                    "序号",
                    "查摆出的问题",
                    "整改目标",
                    "整改措施",
                    "牵头领导",
                    "责任科室",
                    "完成时限",
                    "备注",
                ],
                ["一、政治建设方面"],
                [1, "集中学习不够经常", "补课", "每月两次", "王某", "办公室", "长期坚持", None],
                ["二、作风建设方面"],
                [
                    2,
                    "下企业调研少",
                    "补足",
                    "每季一次",
                    "李某",
                    "监管科",
                    "2023年12月底",
                    "持续推进",
                ],
                [3, "文山会海未根治", "减量", "合并会议", "王某", "办公室", "立行立改", None],
                ["说明：1.本清单动态更新。2.完成一项销号一项。"],
            ]
        },
        {"清单": ["A1:H1", "A2:H2", "A3:H3", "A5:H5", "A7:H7", "A10:H10"]},
    )
    assert issues() == [
        (6, "办公室", 2023, "集中学习不够经常"),
        (8, "监管科", 2023, "下企业调研少"),
        (9, "办公室", 2023, "文山会海未根治"),
    ]
    assert [row["category"] for row in read()[0].rows["registers"]] == [
        "政治建设方面", "作风建设方面", "作风建设方面",
    ]  # fmt: skip


def test_a_taiwan_audit_form_with_the_unit_and_roc_year_in_the_title(workbook, issues):
    workbook(
        "內控缺失.xlsx",
        {
            "工作表1": [
                ["○○縣政府衛生局　食品藥物管理科"],
                ["中華民國一一二年度內部控制缺失事項改善情形追蹤表"],
                ["項次", "稽核發現", "改善對策", "預定完成日期", "辦理情形", "承辦人員"],
                ["1", "抽驗檢體未於時限內送驗", "建立送驗時程表", "112.06.30", "已改善", "林○○"],
                ["2", "裁處書送達證書未附卷", "專人管控", "112.09.30", "改善中", "陳○○"],
                ["承辦人：", "", "科長：", "", "機關首長：", ""],
                ["填表日期：113年1月10日"],
            ]
        },
        {"工作表1": ["A1:F1", "A2:F2"]},
    )
    assert issues() == [
        (4, "食品藥物管理科", 2023, "抽驗檢體未於時限內送驗"),
        (5, "食品藥物管理科", 2023, "裁處書送達證書未附卷"),
    ]


def test_an_english_tracker_grouped_by_department_headings(text_file, issues):
    text_file(
        "FY2021 findings tracker.csv",
        "Quality Supervision Bureau - Findings Tracker,,,,\n"
        ",,,,\n"
        "Ref,Finding,Root cause,Action plan,Target date\n"
        "Licensing Division,,,,\n"
        "L-1,Licences issued without site visit,No checklist,Introduce checklist,30/06/2021\n"
        "L-2,Fees not reconciled,Staff turnover,Monthly reconciliation,ongoing\n"
        "Subtotal,2,,,\n"
        "Enforcement Division,,,,\n"
        'E-1,"Notices served late, or not at all",Single driver,Hire courier,31/12/2021\n'
        "Grand total,3,,,\n"
        "Page 1 of 1,,,,\n",
    )
    assert issues() == [
        (5, "Licensing Division", 2021, "Licences issued without site visit"),
        (6, "Licensing Division", 2021, "Fees not reconciled"),
        (9, "Enforcement Division", 2021, "Notices served late, or not at all"),
    ]


def test_a_workbook_with_a_sheet_for_each_year_and_files_in_folders_of_units(workbook, issues):
    rows = [
        ["检查时间", "检查人", "发现问题", "整改要求", "整改完成时间"],
        ["3月5日", "巡查组", "通道堆放杂物", "立即清理", "3月6日"],
    ]
    workbook("仓储科/隐患排查.xlsx", {"2020": rows, "2021": rows, "Sheet3": []})
    assert issues() == [
        (2, "仓储科", 2020, "通道堆放杂物"),
        (2, "仓储科", 2021, "通道堆放杂物"),
    ]


def test_a_semicolon_csv_in_gb18030_with_spaced_headers_and_a_signature_below(text_file, issues):
    text_file(
        "2017/台账.csv",
        "机构编制科问题整改台账;;;;\n"
        "序 号;存 在 问 题;整 改 措 施;责 任 人;备 注\n"
        "1;中层职数超配;逐步消化;科长;\n"
        "2;借调人员未备案;补办手续;科员;已完成\n"
        ";;;;\n"
        "单位负责人（签字）：;;填表人：周某;;2018年1月3日\n",
        "gb18030",
    )
    assert issues() == [
        (3, "机构编制科", 2017, "中层职数超配"),
        (4, "机构编制科", 2017, "借调人员未备案"),
    ]


def test_json_lines_of_an_export_with_english_keys_and_nested_measures(json_file, issues):
    json_file(
        "issues_2022.json",
        {
            "exported_at": "2023-02-01T08:00:00",
            "items": [
                {"id": 7, "department": "Water Lab", "issue": "Blank samples skipped",
                 "measure": {"text": "Add to SOP", "owner": "chemist"}},
                {"id": 8, "department": "Water Lab", "issue": "Total count off by one",
                 "measure": {"text": "Recount", "owner": "analyst"}},
            ],
        },
    )  # fmt: skip
    assert issues() == [
        (1, "Water Lab", 2022, "Blank samples skipped"),
        (2, "Water Lab", 2022, "Total count off by one"),
    ]


def test_dates_of_two_years_give_each_row_its_own_year_with_a_doubt(workbook, issues, read):
    workbook(
        "档案室.xlsx",
        {
            "Sheet1": [
                ["问题", "发现时间", "措施"],
                ["库房湿度超标", datetime.datetime(2019, 2, 1), "除湿"],
                ["借阅未登记", datetime.datetime(2020, 2, 1), "登记"],
            ]
        },
    )
    assert [issue[2] for issue in issues()] == [2019, 2020]
    assert [doubt.rule for doubt in read()[0].doubts].count("year_from_date") == 2


def test_columns_of_an_unknown_name_that_hold_units_are_the_unit(workbook, issues):
    workbook(
        "平邑县局2021年度存在问题汇总.xlsx",
        {
            "Sheet1": [
                ["条线", "存在问题", "整改措施"],
                ["一科", "档案未装订", "装订"],
                ["一科小计", "1条", None],
                ["二所", "巡查无记录", "补记"],
                ["总  计", "2条", None],
            ]
        },
    )
    assert issues() == [(2, "一科", 2021, "档案未装订"), (4, "二所", 2021, "巡查无记录")]


def test_bilingual_headers_are_known_by_either_language(text_file, read):
    text_file(
        "小販組 2022.csv",
        "Item 項目,Issue 問題,Measure 改善措施,Target date 目標日期\n1,Drain choked,Clear,Jun\n",
    )
    assert list(read()[0].columns.values()) == [
        "sequence_text", "issue_text", "measure_text", "due_date",
    ]  # fmt: skip


def test_labels_without_colons_above_the_header_name_unit_and_year(workbook, issues):
    workbook(
        "report.xlsx",
        {
            "Findings": [
                ["Reporting unit", "Verification Laboratory"],
                ["Reporting year", "2018"],
                [],
                ["Ref", "Weakness identified", "Planned action", "By when"],
                ["a", "Balance drift", "Service", "Q3 2018"],
                ["End of report"],
            ]
        },
    )
    assert issues() == [(5, "Verification Laboratory", 2018, "Balance drift")]


def test_i2_a_blank_unit_outside_the_merges_is_not_filled(workbook, issues, rejects):
    workbook(
        "2020.xlsx",
        {
            "Sheet1": [
                ["科室", "问题"],
                ["甲科", "漏签"],
                [None, "迟报"],
                [None, "缺页"],
            ]
        },
        {"Sheet1": ["A2:A3"]},
    )
    assert [issue[:2] for issue in issues()] == [(2, "甲科"), (3, "甲科")]
    assert rejects() == [(4, "no_unit")]
