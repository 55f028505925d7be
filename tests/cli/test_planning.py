"""The verb `plan`: a workbook or a document that can be pasted into a plan."""

import docx
import openpyxl
import pandas as pd
import pytest

from analysis.cli import main
from analysis.operations import plan_table

TABLE = plan_table.Table(
    "Two matters.",
    ["No.", "Problem"],
    pd.DataFrame({"rank_number": [1, 2], "problem": ["=1+1", "午间\x07脱岗"]}),
    ["The order ranks no unit."],
)


def test_a_workbook_has_the_rows_and_nothing_that_would_run(tmp_path):
    plan_table.write(TABLE, tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[:2] == [["Two matters.", None], ["No.", "Problem"]]
    assert rows[2][1].startswith("'=") and rows[3][1] == "午间\ufffd脱岗"
    assert rows[4][0] == "The order ranks no unit."


def test_a_document_has_a_table_with_the_same_rows(tmp_path):
    plan_table.write(TABLE, tmp_path / "plan.docx")
    document = docx.Document(str(tmp_path / "plan.docx"))
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Problem"]
    assert table.rows[2].cells[1].text == "午间\ufffd脱岗"
    assert [part.text for part in document.paragraphs][0] == "Two matters."


def test_another_ending_is_refused_before_anything_is_read(tmp_path, capsys):
    code = main(["plan", "--warehouse", str(tmp_path / "w.duckdb"), "--to", "plan.pdf"])
    assert code == 2
    assert ".xlsx, .docx" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_bundled_case_becomes_a_table_of_matters(pingyi_warehouse, tmp_path, capsys, ending):
    target = tmp_path / f"plan.{ending}"
    code = main(["plan", "--warehouse", str(pingyi_warehouse), "--to", str(target)])
    assert code == 0 and target.is_file()
    assert "30 matters" in capsys.readouterr().err


def test_a_unit_that_filed_nothing_is_named_with_those_that_did(pingyi_warehouse, tmp_path, capsys):
    target = tmp_path / "plan.xlsx"
    arguments = ["plan", "--warehouse", str(pingyi_warehouse), "--to", str(target)]
    assert main([*arguments, "--unit", "无此科"]) == 2
    assert "稽查大队" in capsys.readouterr().err
