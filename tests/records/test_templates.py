"""A template filled in loads without a mapping, whatever its kind and language."""

import openpyxl
import pytest

from analysis import cli, errors
from analysis.cli import templates
from analysis.ingest import sources
from analysis.ingest.vocabulary import kinds

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
KINDS = [kind.table for kind in kinds.every()]
FILLED = {"text": "文字", "unit": "质检所", "year": "2023", "date": "2023-05-06", "count": "7"}


def fill(path, kind):
    """Write one row into the first sheet, a value of its type in each column."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.append([FILLED[kind.fields[name].type] for name in templates.headers(kind, "en")])
    book.save(path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", KINDS)
def test_a_filled_template_arrives_in_every_column_of_its_own_kind(tmp_path, table, language):
    kind = kinds.named(table)
    path = tmp_path / "filled.xlsx"
    templates.write(table, path, language)
    fill(path, kind)
    first, second = sources.read_sources([path])
    assert (first.kind, first.unmapped, second.kind) == (table, [], None)
    (row,) = first.rows[table]
    asked = templates.headers(kind, language)
    arrived = {name: str(row.get(kind.column(name))) for name in asked}
    assert arrived == {name: FILLED[kind.fields[name].type] for name in asked}


@pytest.mark.parametrize("table", KINDS)
def test_the_second_sheet_explains_every_column(tmp_path, table):
    templates.write(table, tmp_path / "t.xlsx", "zh-Hans")
    header, explanation = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets
    named = [row[0].split("——")[0] for row in explanation.iter_rows(min_row=2, values_only=True)]
    assert named == [cell.value for cell in header[1]]


def test_an_unknown_kind_is_refused_with_the_kinds_there_are(tmp_path):
    with pytest.raises(errors.UsageError, match="registers"):
        templates.write("minutes", tmp_path / "t.xlsx", "en")


def test_a_template_is_a_workbook(tmp_path):
    with pytest.raises(errors.UsageError, match="xlsx"):
        templates.write("plans", tmp_path / "t.csv", "en")


def test_the_verb_writes_the_template_of_unit_changes_under_its_short_name(tmp_path):
    path = tmp_path / "units.xlsx"
    assert cli.main(["template", "units", "--to", str(path), "--language", "zh-Hans"]) == 0
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].value == "原名称"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", KINDS)
def test_a_form_is_found_under_the_title_that_pages_print(tmp_path, table, language):
    named = templates.title(kinds.named(table), language)
    templates.write(f"《{named}》" if language != "en" else named, tmp_path / "t.xlsx", language)
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0].title == named
