"""The register year that titles, names and columns state, and what is doubted of it."""

from __future__ import annotations

import pytest

from analysis.ingest import context


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023-2024年度", 2024),
        ("2023—2024年度问题台账", 2024),
        ("2023/2024", 2024),
        ("2023至2024学年", 2024),
        ("2023-24", 2024),
        ("FY2023-24", 2024),
        ("2011-12年度", 2012),
        ("2011-12", None),  # may be December
        ("2023-11", None),
        ("2018-2023", None),  # six years, not one
        ("2023-2024-2025", None),
        ("文号〔2023〕24号", None),
        ("2023-24号", None),
    ],
)
def test_the_later_of_two_years_is_the_register_year(text, year):
    assert context.spanned_year(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024台账", 2024), ("民國一一二年度", 2023), ("質檢所民國112年度問題臺賬", 2023)],
)
def test_years_in_names_are_read(text, year):
    assert context.year_of(text) == year


def test_a_register_of_two_years_belongs_to_the_later_and_is_doubted(workbook, issues, read):
    workbook(
        "质检所.xlsx", {"S": [["质检所2023-2024年度问题台账"], ["序号", "存在问题"], [1, "漏签"]]}
    )
    assert issues() == [(3, "质检所", 2024, "漏签")]
    assert [(doubt.row, doubt.value, doubt.rule) for doubt in read()[0].doubts] == [
        (3, "2024", "year_span")
    ]


def test_a_year_said_alone_wins_over_two(workbook, issues):
    workbook(
        "质检所2023.xlsx",
        {"S": [["2023-2024年度问题台账"], ["序号", "存在问题"], [1, "漏签"]]},
    )
    assert [issue[2] for issue in issues()] == [2023]


def test_two_years_in_a_cell_are_doubted_where_they_stand(text_file, issues, read):
    text_file("甲科.csv", "年度,存在问题,整改措施\n2023-2024,漏签,补\n2022,迟报,催\n")
    assert [issue[2] for issue in issues()] == [2024, 2022]
    assert [(doubt.row, doubt.rule) for doubt in read()[0].doubts] == [(2, "year_span")]
