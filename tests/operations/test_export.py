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


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_empty_table_with_dates_and_lists_is_exported_as_its_header(tmp_path, ending):
    with warehouse.rebuilt(tmp_path / "w.duckdb") as opened:
        fields = [("found_date", pa.date32()), ("owners", pa.list_(pa.string()))]
        warehouse.store(opened, "clean.issues", pa.schema(fields).empty_table())
        target = tmp_path / f"issues.{ending}"
        assert export.export(opened, "clean.issues", target) == 0
    read = pd.read_csv(target) if ending == "csv" else pd.read_excel(target)
    assert (list(read.columns), len(read)) == (["found_date", "owners"], 0)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_is_one_text_that_runs_nothing(tmp_path, ending):
    with warehouse.rebuilt(tmp_path / "w.duckdb") as opened:
        lists = {"owners": [["甲", "乙"], ["=1+1"], [], None], "n": [1, 2, 3, 4]}
        warehouse.store(opened, "clean.issues", pa.table(lists))
        target = tmp_path / f"issues.{ending}"
        export.export(opened, "clean.issues", target)
    reader = pd.read_csv if ending == "csv" else pd.read_excel
    read = reader(target, keep_default_na=False).sort_values("n")
    assert list(read["owners"]) == ["甲; 乙", "'=1+1", "", ""]
