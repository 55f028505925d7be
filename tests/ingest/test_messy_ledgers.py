"""Ledgers as real offices lay them out, read without a mapping: every entry arrives, no more."""

from __future__ import annotations

import datetime


def test_a_merged_title_a_unit_line_totals_and_signatures_are_no_issues(workbook, issues, rejects):
    workbook(
        "台账.xlsx",
        {
            "Sheet1": [
                ["平邑县质监局2024年度问题整改台账", None, None, None, None],
                ["填报单位：质检所", None, None, "填报日期：2025年1月6日", None],
                ["序号", "存在问题", "整改措施", "责任人", "整改时限（年月日）"],
                [1, "检验原始记录涂改未签名", "组织培训", "张三", datetime.datetime(2024, 6, 30)],
                [2, "注意事项未上墙，合计金额与明细不符", "补充上墙", "李四", "2024.7"],
                ["合计", "2项", None, None, None],
                ["注：本表一式两份。", None, None, None, None],
                ["填表人：王五", None, "审核人：赵六", None, None],
            ]
        },
        {"Sheet1": ["A1:E1", "A7:E7"]},
    )
    assert issues() == [
        (4, "质检所", 2024, "检验原始记录涂改未签名"),
        (5, "质检所", 2024, "注意事项未上墙，合计金额与明细不符"),
    ]
    assert rejects() == [(6, "total_row"), (7, "footnote"), (8, "footnote")]


def test_i2_merged_unit_cells_hold_for_the_rows_of_the_merge(workbook, issues):
    workbook(
        "2023年全局问题汇总.xlsx",
        {
            "汇总": [
                ["科室", "序号", "问题描述", "原因分析", "整改措施"],
                ["稽查队", 1, "案卷归档不及时", "人手少", "每月归档"],
                [None, 2, "执法记录仪未全程开启", "意识不强", "抽查"],
                ["计量所", 3, "标准器超期未检", "计划不周", "列出周期表"],
            ]
        },
        {"汇总": ["A2:A3"]},
    )
    assert issues() == [
        (2, "稽查队", 2023, "案卷归档不及时"),
        (3, "稽查队", 2023, "执法记录仪未全程开启"),
        (4, "计量所", 2023, "标准器超期未检"),
    ]


def test_i2_a_header_of_two_rows_names_columns_by_group_and_by_own_name(workbook, read):
    workbook(
        "办公室2022年度整改清单.xlsx",
        {
            "Sheet1": [
                ["序号", "问题", None, "整改", None, None],
                [None, "类别", "具体表现", "措施", "责任人", "时限"],
                [1, "作风", "值班脱岗", "严格签到", "主任", "2022年底"],
            ]
        },
        {"Sheet1": ["A1:A2", "B1:C1", "D1:F1"]},
    )
    (row,) = read()[0].rows["registers"]
    assert (row["issue_text"], row["category"], row["measure_text"], row["owner_role"]) == (
        "值班脱岗", "作风", "严格签到", "主任",
    )  # fmt: skip
    assert (row["due_date_text"], row["unit_text"], row["register_year"]) == (
        "2022年底", "办公室", 2022,
    )  # fmt: skip


def test_section_rows_name_the_unit_of_the_rows_below_them(workbook, issues):
    workbook(
        "问题台账.xlsx",
        {
            "2024年": [
                ["质监局存在问题台账", None, None],
                ["序号", "存在的主要问题", "整改措施"],
                ["一、质检所（2项）", None, None],
                [1, "样品标识不清", "统一标识"],
                [2, "留样间温度无记录", "配温湿度计"],
                ["小计", 2, None],
                ["二、稽查队", None, None],
                [1, "文书送达回证缺失", "专人核对"],
                ["共计3项", None, None],
            ]
        },
        {"2024年": ["A1:C1", "A3:C3", "A7:C7"]},
    )
    assert issues() == [
        (4, "质检所", 2024, "样品标识不清"),
        (5, "质检所", 2024, "留样间温度无记录"),
        (8, "稽查队", 2024, "文书送达回证缺失"),
    ]


def test_each_sheet_is_a_unit_and_a_sheet_of_explanations_is_passed_over_once(
    workbook, issues, rejects, read
):
    header = ["编号", "问题", "措施", "完成时间"]
    workbook(
        "2021/自查台账.xlsx",
        {
            "填表说明": [["一、本表由各科室填写。"], ["二、每年12月31日前报送。"]],
            "人事科": [header, ["1", "考勤表缺签字", "每日签到", "2021-12-01"]],
            "财务科": [header, ["1", "票据粘贴不规范", "重新粘贴", "2021-11-15"]],
            "Sheet4": [],
        },
    )
    assert issues() == [(2, "人事科", 2021, "考勤表缺签字"), (2, "财务科", 2021, "票据粘贴不规范")]
    assert rejects() == []
    said = [remark for sheet in read() for remark in sheet.doubts if remark.value == "填表说明"]
    assert [remark.rule for remark in said] == ["sheet_passed_over"]
    assert "with its 2 rows" in said[0].reason


def test_numbered_columns_repeated_headers_and_blank_rows_are_accounted_for(workbook, read, issues):
    header = ["序号", "单位", "年度", "存在问题", "整改措施"]
    workbook(
        "总表.xlsx",
        {
            "Sheet1": [
                header,
                ["(1)", "(2)", "(3)", "(4)", "(5)"],
                [1, "法规科", 2020, "制度汇编未更新", "年内修订"],
                [],
                header,
                [2, "法规科", 2021, "制度汇编未更新", "年内修订"],
                [3, None, None, None, None],
            ]
        },
    )
    assert issues() == [
        (3, "法规科", 2020, "制度汇编未更新"),
        (6, "法规科", 2021, "制度汇编未更新"),
    ]
    (sheet,) = read()
    assert (sheet.row_count, sheet.loaded_count, sheet.rejected_count, sheet.blank_count) == (
        6, 2, 2, 2,
    )  # fmt: skip


def test_a_traditional_big5_ledger_with_a_roc_year_is_read(text_file, read, issues):
    text_file(
        "113年度缺失改善列管表.csv",
        "質檢課113年度缺失改善列管表,,,,\r\n"
        "項次,缺失事項,改善措施,承辦人,改善期限\r\n"
        "1,檢驗報告未依規定歸檔,每週清點,股長,113/12/31\r\n"
        "2,儀器逾期未校正,排定校正計畫,技士,113年底\r\n"
        "承辦人：　　單位主管：,,,,\r\n",
        "big5",
    )
    assert issues() == [
        (3, "質檢課", 2024, "檢驗報告未依規定歸檔"),
        (4, "質檢課", 2024, "儀器逾期未校正"),
    ]
    assert read()[0].encoding == "big5hkscs"


def test_a_gb18030_csv_with_line_breaks_in_cells_keeps_spreadsheet_row_numbers(text_file, issues):
    text_file(
        "稽查队2019年问题台账.csv",
        '序号,存在问题,整改措施\n1,"立案审批\n超过时限","设专人\n盯办"\n2,涉案物品台账不清,逐件登记\n',
        "gb18030",
    )
    assert issues() == [
        (2, "稽查队", 2019, "立案审批\n超过时限"),
        (3, "稽查队", 2019, "涉案物品台账不清"),
    ]


def test_units_left_blank_below_the_first_row_of_a_csv_are_carried_down_with_a_doubt(
    text_file, issues, read
):
    text_file(
        "2018.csv",
        "部门;序号;问题\n信息中心;1;机房无巡检记录\n;2;口令三年未改\n宣教科;3;简报迟报\n",
        "utf-8-sig",
    )
    assert issues() == [
        (2, "信息中心", 2018, "机房无巡检记录"),
        (3, "信息中心", 2018, "口令三年未改"),
        (4, "宣教科", 2018, "简报迟报"),
    ]
    assert [(doubt.row, doubt.rule) for doubt in read()[0].doubts] == [(3, "unit_from_above")]


def test_an_english_register_with_title_notes_and_total_is_read(workbook, issues, rejects):
    workbook(
        "register.xlsx",
        {
            "Sheet1": [
                ["Annual Issue Register 2023"],
                ["Unit: Metering Office", None, None, "Date: 2024-01-05"],
                [],
                ["No.", "Issue found", "Corrective action", "Due date", "Owner"],
                [1, "Note book of readings missing", "Keep one per scale", "2023-09-30", "Clerk"],
                [2, "Total stations not calibrated", "Calibrate", "Q4 2023", "Engineer"],
                ["Total", 2],
                ["Note: figures are provisional."],
                ["Prepared by: A. Clerk", None, "Approved by: B. Head"],
            ]
        },
    )
    assert issues() == [
        (5, "Metering Office", 2023, "Note book of readings missing"),
        (6, "Metering Office", 2023, "Total stations not calibrated"),
    ]
    assert rejects() == [(7, "total_row"), (8, "footnote"), (9, "footnote")]


def test_several_tables_below_each_other_with_different_columns_are_read(workbook, issues):
    workbook(
        "合并.xlsx",
        {
            "Sheet1": [
                ["质检所2022年度问题台账"],
                ["序号", "存在问题", "整改措施"],
                [1, "报告编号重复", "系统自动编号"],
                [],
                ["计量所2023年度问题台账"],
                ["序号", "整改措施", "存在问题", "责任人"],
                [1, "设置提醒", "检定证书漏发", "所长"],
            ]
        },
    )
    assert issues() == [
        (3, "质检所", 2022, "报告编号重复"),
        (7, "计量所", 2023, "检定证书漏发"),
    ]


def test_a_tab_separated_utf16_file_is_read(text_file, issues):
    text_file(
        "注册科2024年问题.tsv",
        "序号\t问题\t整改措施\n1\t受理回执漏盖章\t专人复核\n",
        "utf-16",
    )
    assert issues() == [(2, "注册科", 2024, "受理回执漏盖章")]


def test_json_of_a_unit_and_a_year_around_its_records_is_read(json_file, issues):
    json_file(
        "export.json",
        {
            "单位": "特种设备科",
            "年度": 2022,
            "问题": [
                {"序号": 1, "存在问题": "电梯台账缺项", "整改措施": "补录"},
                {"序号": 2, "存在问题": "锅炉房无应急预案", "整改措施": "编制预案"},
            ],
        },
    )
    assert issues() == [
        (1, "特种设备科", 2022, "电梯台账缺项"),
        (2, "特种设备科", 2022, "锅炉房无应急预案"),
    ]


def test_json_keyed_by_unit_and_by_year_is_read(json_file, issues):
    json_file(
        "all.json",
        {
            "标准化科": {"2021": [{"问题": "标准过期"}], "2022": [{"问题": "标准过期"}]},
            "认证科": {"2021": [{"问题": "证书到期未换"}], "2022": [{"问题": "档案缺页"}]},
        },
    )
    assert [issue[1:] for issue in issues()] == [
        ("标准化科", 2021, "标准过期"),
        ("标准化科", 2022, "标准过期"),
        ("认证科", 2021, "证书到期未换"),
        ("认证科", 2022, "档案缺页"),
    ]


def test_the_found_dates_give_the_year_when_nothing_else_does(workbook, issues, read):
    workbook(
        "质检所.xlsx",
        {
            "台账": [
                ["发现日期", "存在问题", "整改措施"],
                ["2021年3月1日", "试剂过期", "清理"],
                ["2021.5.6", "记录漏填", "补填"],
                [datetime.datetime(2021, 8, 9), "门禁损坏", "维修"],
            ]
        },
    )
    assert [issue[2] for issue in issues()] == [2021, 2021, 2021]
    assert {row["year_source"] for row in read()[0].rows["registers"]} == {"date"}


def test_i2_an_issue_column_with_an_unknown_name_is_guessed_and_said(workbook, issues, read):
    workbook(
        "综合科2020.xlsx",
        {
            "Sheet1": [
                ["序号", "不到位的地方", "整改措施", "责任人", "完成时限"],
                [1, "公文流转超过三个工作日", "限时办结", "科长", "2020年6月"],
                [2, "印章使用登记不全", "补登", "科员", "2020年7月"],
            ]
        },
    )
    assert [issue[3] for issue in issues()] == ["公文流转超过三个工作日", "印章使用登记不全"]
    assert ("不到位的地方", "guessed_column") in [
        (doubt.column, doubt.rule) for doubt in read()[0].doubts
    ]


def test_a_row_that_says_nothing_was_found_and_an_example_row_are_no_issues(
    workbook, issues, rejects
):
    workbook(
        "2024年机关党委问题清单.xlsx",
        {
            "办公室": [
                ["序号", "存在问题", "整改措施"],
                ["例", "××制度未落实", "修订××制度"],
                [1, "学习笔记补记", "每周检查"],
            ],
            "工会": [["序号", "存在问题", "整改措施"], [1, "无", None]],
        },
    )
    assert issues() == [(3, "办公室", 2024, "学习笔记补记")]
    assert rejects() == [(2, "example_row"), (2, "nothing_reported")]


def test_ditto_marks_take_the_unit_from_above(workbook, issues):
    workbook(
        "2024台账.xlsx",
        {
            "Sheet1": [
                ["责任科室", "问题", "整改措施"],
                ["广告科", "监测日志不全", "日清"],
                ["同上", "函询超期", "催办"],
                ["〃", "归档缺页", "补页"],
            ]
        },
    )
    assert [issue[1] for issue in issues()] == ["广告科", "广告科", "广告科"]


def test_a_labelled_project_is_the_unit_of_a_punch_list(workbook, issues):
    rows = [["PROJECT: Tower B"], ["Item", "Defect", "Raised on"], [1, "Leak", "2023-04-02"]]
    workbook("Punch list.xlsx", {"Punch": rows})
    assert issues() == [(3, "Tower B", 2023, "Leak")]
