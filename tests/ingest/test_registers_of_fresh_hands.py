"""Registers built from descriptions by hands that did not write the reader, kept in small."""

from __future__ import annotations

import datetime

import openpyxl
from openpyxl.styles import Border, Side


def test_headings_totals_notes_and_250_bordered_rows_of_50_columns_are_no_entries(tmp_path, read):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["2022年县委巡察反馈问题整改清单"],
        ["序号", "反馈问题", "整改举措", "牵头单位", "整改期限", "完成情况"],
        ["一、党建方面"],
        ["（一）", "党员学习记录缺失", "补齐记录", "机关党委", "2022年6月底", "已完成"],
        ["二、业务方面"],
        ["（二）", "行政审批超时", "限时办结", "审批股", "2022-09-30", "已完成"],
        ["合计", "2项"],
        ["注：以上均需报备"],
    ):
        sheet.append(row)
    edge = Border(*[Side(style="thin")] * 4)
    for at in range(9, 259):
        for column in range(1, 51):
            sheet.cell(at, column).border = edge
    book.save(tmp_path / "清单.xlsx")
    (found,) = read()
    told = [
        (row["unit_text"], row["register_year"], row["issue_text"], row["category"])
        for row in found.rows["registers"]
    ]
    assert told == [
        ("机关党委", 2022, "党员学习记录缺失", "党建方面"),
        ("审批股", 2022, "行政审批超时", "业务方面"),
    ]
    assert [item.rule for item in found.rejects] == [
        "section_heading", "section_heading", "total_row", "footnote",
    ]  # fmt: skip


def test_a_pivot_beside_the_list_and_a_hidden_sheet_of_choices_are_no_entries(workbook, read):
    rows = [
        ["点位", "隐患描述", "整改措施", "整改完成时间", None, "统计", "数量"],
        ["东门社区", "楼道堆物", "清理", "2021-05-02", None, "已整改", 2],
        ["西门社区", "线路老化", "更换", "2021-06-02", None, "未整改", 0],
    ]
    workbook("街道隐患.xlsx", {"2021年": rows, "数据": [["点位", "状态"], ["东门社区", "已整改"]]})
    told = [row["issue_text"] for sheet in read() for row in sheet.rows.get("registers", [])]
    assert told == ["楼道堆物", "线路老化"]


def test_a_header_on_each_page_and_the_numbers_of_pages_are_no_entries(workbook, issues):
    head = ["Rif.", "Ufficio", "Rilievo", "Azione", "Entro il"]
    rows = [
        head,
        ["R-1", "Anagrafe", "Registro non compilato", "Compilare", "10/02/2024"],
        ["Pagina 1 di 2"],
        head,
        ["R-2", "Tributi", "Armadio senza serratura", "Installare", "20/02/2024"],
        ["Pagina 2 di 2"],
    ]
    workbook("Verbali 2024.xlsx", {"Foglio1": rows})
    assert issues() == [
        (2, "Anagrafe", 2024, "Registro non compilato"),
        (5, "Tributi", 2024, "Armadio senza serratura"),
    ]


def test_a_merged_finding_with_two_measures_is_one_entry(workbook, read):
    rows = [
        ["No. hallazgo", "Entidad", "Descripción del hallazgo", "Acciones de mejora", "Fecha fin"],
        ["H1", "Alcaldía", "Contratos sin acta", "Liquidar contratos", "30/06/2022"],
        [None, None, None, "Capacitar supervisores", "30/09/2022"],
    ]
    workbook("2022.xlsx", {"Hallazgos": rows}, {"Hallazgos": ["A2:A3", "B2:B3", "C2:C3"]})
    (entry,) = read()[0].rows["registers"]
    assert (entry["source_key"], entry["measure_text"], entry["due_date_text"]) == (
        "H1", "Liquidar contratos\nCapacitar supervisores", "30/09/2022",
    )  # fmt: skip


def test_units_and_years_as_names_of_sheets(workbook, issues):
    rows = [["N°", "Non-conformité constatée", "Réalisé le"], [1, "Balance", "02/05/2021"]]
    workbook("Laboratoire.xlsx", {"2021": rows, "2022": rows})
    rows = [
        ["관리번호", "지적사항", "이행기한"],
        ["A-1", "증빙 누락", datetime.datetime(2023, 6, 30)],
    ]
    workbook("2023 감사.xlsx", {"총무과": rows, "건설과": rows})
    assert [(unit, year) for _, unit, year, _ in issues()] == [
        ("총무과", 2023), ("건설과", 2023), ("Laboratoire", 2021), ("Laboratoire", 2022),
    ]  # fmt: skip
