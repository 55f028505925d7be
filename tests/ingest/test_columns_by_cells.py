"""A column is what its cells are: flags, links, dates and numbers are the text of no problem."""

from __future__ import annotations

import pytest

_UNIT = "Unit,Year"
_PLACE = "North yard,2024"


def _csv(header: str, *rows: str) -> str:
    return "\n".join([f"{_UNIT},{header}", *(f"{_PLACE},{row}" for row in rows)]) + "\n"


@pytest.fixture
def columns(text_file, read):
    """Field by header of a csv file read without a mapping."""

    def run(text: str, name: str = "a.csv"):
        text_file(name, text)
        return read()[0].columns

    return run


@pytest.mark.parametrize(
    "cells",
    [
        ("True", "False", "True"),
        ("Y", "N", "N"),
        ("https://example.org/1", "https://example.org/2", "https://example.org/3"),
        ("2024-01-05", "2024-02-06", "2024-03-07"),
        ("1/2/2024 12:00:00 AM", "14/2/2024 12:00:00 AM", "3/3/2024 12:00:00 AM"),
        ("12", "7", "1,204.50"),
        ("51.5072, -0.1276", "51.4545, -2.5879", "53.4808, -2.2426"),
        ("1;4;7", "2;3", "1;2;9"),
        ("INS-2024-001", "INS-2024-002", "INS-2024-003"),
        ("X12, X13", "X14, X15", "X9"),
        ("整改〔2024〕5号", "整改〔2024〕6号", "整改〔2024〕7号"),
        ("府字第105010000號", "府字第105010001號", "府字第105010002號"),
    ],
)
def test_a_column_named_like_the_issue_that_holds_no_text_gives_way_to_the_texts(
    columns, read, cells
):
    told = ("The gate of the yard does not close", "No one keeps the pump log", "Oil on the floor")
    rows = [f'"{cell}",{text}' for cell, text in zip(cells, told, strict=True)]
    assert columns(_csv("Deficiency,What we saw", *rows))["What we saw"] == "issue_text"
    assert ("Deficiency", "refused_column") in [
        (doubt.column, doubt.rule) for doubt in read()[0].doubts
    ]


def test_yes_and_no_under_the_name_of_a_measure_are_no_measure(columns):
    found = columns(
        _csv(
            "Finding,Emergency response",
            "The alarm is off,True",
            "The door is blocked,False",
            "The hose is cracked,True",
        )
    )
    assert found == {"Unit": "unit", "Year": "register_year", "Finding": "issue_text"}


def test_two_states_are_a_text_only_where_the_header_says_so(columns):
    rows = ["Late log,fixed", "Late log,open"] * 4
    assert columns(_csv("Issue,Site response", *rows)) == {
        "Unit": "unit", "Year": "register_year", "Issue": "issue_text",
    }  # fmt: skip


def test_a_nearly_empty_column_gives_way_to_a_full_one_that_may_be_the_issue(text_file, issues):
    rows = [f"0{at},,The operator should fit lamp {at} to every cab" for at in range(1, 8)]
    text_file("a.csv", _csv("Number,Safety issue,Recommendation", *rows, "08,Lamps,Fit one more"))
    assert [issue[3] for issue in issues()][:2] == [
        "The operator should fit lamp 1 to every cab",
        "The operator should fit lamp 2 to every cab",
    ]
    assert len(issues()) == 8


def test_a_row_takes_its_text_from_another_column_that_holds_one(text_file, issues):
    text_file(
        "a.csv",
        _csv(
            "Problem,Problem description",
            "Gate,The gate does not close",
            ",The pump log is not kept",
            "Floor,Oil on the floor of the shed",
        ),
    )
    assert [issue[3] for issue in issues()] == [
        "Gate", "The pump log is not kept", "Floor",
    ]  # fmt: skip


def test_a_code_list_is_the_text_where_no_column_holds_another(text_file, read):
    rows = [
        f"No,2014-02-1{at},{verified},2014-01-1{at},10{at % 3},High,745.{at}(b) - Drill each month"
        for at, verified in enumerate(["", "2014-02-12", "", "2014-02-14", "2014-02-15", ""])
    ]
    header = "corrected_at_visit,correction_deadline,correction_verified,date,facility_id"
    text_file("d.csv", "\n".join([f"{header},risk_level,standard", *rows]) + "\n")
    (sheet,) = read()
    assert (sheet.loaded_count, sheet.rejected_count) == (6, 0)
    assert sheet.columns["standard"] == "issue_text"


def test_a_ledger_of_hazards_is_no_record_of_visits_whatever_its_issue_is_called(text_file, read):
    header = "序号,检查时间,检查单位,检查人,检查项目,现场看到的毛病,隐患等级,整改期限"
    rows = [
        "1,2024-06-22,甲段,张某,一标,桥墩基坑积水且无人抽排,3,2024-06-25",
        "2,2024-07-02,乙段,张某,二标,配电箱没有上锁也没有标识,3,2024-07-05",
    ]
    text_file("a.csv", "\n".join([header, *rows]) + "\n")
    (sheet,) = read()
    assert (sheet.kind, sheet.columns["现场看到的毛病"]) == ("registers", "issue_text")
    assert ("现场看到的毛病", "guessed_column") in [
        (doubt.column, doubt.rule) for doubt in sheet.doubts
    ]


def test_visits_with_counts_stay_visits(text_file, read):
    text_file(
        "a.csv",
        "被检查单位,检查日期,检查方式,发现问题数,备注\n甲科,2024-03-01,抽查,2,当天下雨所以只看了东侧的仓库\n",
    )
    assert read()[0].kind == "inspections"


def test_a_header_is_not_won_by_words_that_stand_in_data_cells(text_file, issues, read):
    text_file(
        "质检所2024.csv",
        "ID,Work item type,Title,State\n1,Issue,No ledger of tools,Done\n2,Bug,Lamp broken,To do\n",
    )
    assert [(row, text) for row, _, _, text in issues()] == [
        (2, "No ledger of tools"), (3, "Lamp broken"),
    ]  # fmt: skip
    assert (read()[0].header_row, read()[0].row_count) == (1, 2)


def test_a_header_with_an_unknown_issue_column_wins_over_data_that_end_like_one(text_file, read):
    header = "序号,责任公司,问题来源,怎么回事,整改计划及措施,是否整改完成,问题明细分类,整改完成时间"
    kinds = ["采购管理制度", "项目监管不足", "存货管控", "收费清理", "人员不足", "会议费办法"]
    rows = [
        f"{at},乙公司,全面审计,第{at}笔成本结转不及时也没有说明,补记成本,是,{kind},2023-07-0{at}"
        for at, kind in enumerate(kinds, start=1)
    ]
    text_file("2023年.csv", "\n".join([header, *rows]) + "\n")
    (sheet,) = read()
    assert (sheet.header_row, sheet.row_count, sheet.loaded_count) == (1, 6, 6)
    assert sheet.columns["怎么回事"] == "issue_text"


@pytest.mark.parametrize(
    ("header", "row", "field"),
    [
        ("Finding title,Recommendation", "Old accounts stay,Close them monthly", "measure_text"),
        ("Status,Recommendation", "Open,Close accounts monthly", "issue_text"),
    ],
)
def test_a_recommendation_is_the_measure_beside_a_problem_and_the_text_without_one(
    columns, header, row, field
):
    assert columns(_csv(header, row))["Recommendation"] == field


def test_a_plan_of_action_and_milestones_is_a_register(columns):
    found = columns(
        "POAM ID,Weakness Name,Weakness Description,Point of Contact,Overall Remediation Plan,"
        "Original Detection Date,Scheduled Completion Date\n"
        "V-1,Old accounts,Accounts of leavers stay,Admin,Close monthly,2023-02-01,2023-05-01\n"
    )
    assert found == {
        "POAM ID": "source_key", "Weakness Name": "issue_text",
        "Point of Contact": "owner_role", "Overall Remediation Plan": "measure_text",
        "Original Detection Date": "found_date", "Scheduled Completion Date": "due_date",
    }  # fmt: skip
