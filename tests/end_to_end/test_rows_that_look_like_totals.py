"""An issue that speaks of totals is an issue; a total is none."""

from __future__ import annotations

import pytest

from analysis import warehouse


@pytest.fixture
def read(built):
    """The texts that became issues, of the rows of one register."""

    def run(*rows):
        text = "\n".join(["序号,存在问题,整改措施", "1,漏签,补签", *rows])
        connection = built({"质检所2024.csv": text + "\n"})
        sql = "select issue_text from clean.issues order by source_row"
        return [text for (text,) in warehouse.rows(connection, sql)]

    return run


def test_a_row_with_a_number_of_any_form_is_an_issue(read):
    texts = ["共5起，均未按时限办结，责任不清", "合计8件，逾期未检", "共计12项，未登记"]
    assert read(f"一,{texts[0]},补办", f"A-3,{texts[1]},补检", f",{texts[2]},") == ["漏签", *texts]


def test_a_short_total_is_no_issue_wherever_it_stands(read):
    assert read(",合计：8件,", ",共计12项,", "合计,8,", "小计,共8项,", ",合计,") == ["漏签"]
