import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from analysis import errors, warehouse
from analysis.operations import export

TEXTS = ["=1+1", "+86 539", "-未整改", "@here", "正常", None]


@pytest.fixture
def connection(tmp_path):
    with warehouse.rebuilt(tmp_path / "w.duckdb") as opened:
        table = {"issue_id": [str(place) for place in range(6)], "issue_text": TEXTS}
        warehouse.store(opened, "clean.issues", pa.table(table))
        yield opened


def test_U15_text_that_a_spreadsheet_would_run_is_neutralised_in_csv(connection, tmp_path):
    assert export.export(connection, "clean.issues", tmp_path / "issues.csv") == 6
    read = pd.read_csv(tmp_path / "issues.csv", keep_default_na=False)
    assert list(read["issue_text"]) == ["'=1+1", "'+86 539", "'-未整改", "'@here", "正常", ""]


def test_U15_no_cell_of_an_exported_sheet_is_a_formula(connection, tmp_path):
    export.export(connection, "clean.issues", tmp_path / "issues.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "issues.xlsx").active
    assert [cell.data_type for cell in sheet["B"][1:6]] == ["s"] * 5
    assert sheet["B2"].value == "'=1+1"


def test_parquet_keeps_the_text_as_received(connection, tmp_path):
    export.export(connection, "clean.issues", tmp_path / "issues.parquet")
    assert pd.read_parquet(tmp_path / "issues.parquet")["issue_text"][0] == "=1+1"


def test_an_unknown_table_is_refused_and_the_known_ones_named(connection, tmp_path):
    with pytest.raises(errors.UsageError, match="clean.issues"):
        export.export(connection, "clean.issues; drop schema clean", tmp_path / "issues.csv")


def test_an_unknown_ending_is_refused_and_the_known_ones_named(connection, tmp_path):
    with pytest.raises(errors.UsageError, match=r"\.csv, \.parquet, \.xlsx"):
        export.export(connection, "clean.issues", tmp_path / "issues.docx")
