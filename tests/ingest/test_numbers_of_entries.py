"""Which column counts the entries and which holds their ids: by its header and by its cells."""

from __future__ import annotations

import pytest

COUNT, KEY = "sequence_text", "source_key"


@pytest.fixture
def columns(text_file, read):
    """Field of each column that holds numbers, in a register with one column or several."""

    def run(header: str, *numbers: str):
        rows = [f"{number},甲科,2024,门第{at}次未锁" for at, number in enumerate(numbers)]
        text_file("a.csv", "\n".join([f"{header},单位,年度,存在问题", *rows]) + "\n")
        found = read()[0].columns
        return {name: found.get(name) for name in header.split(",")}

    return run


@pytest.mark.parametrize(
    "header",
    ["Finding ID", "Issue ID", "Ref", "Observation No.", "问题编号", "编号", "隐患编号", "ID",
     "Reg. no", "POAM ID", "指摘番号", "Código del hallazgo", "N° de constat", "Mangel-Nr"],
)  # fmt: skip
def test_under_a_name_of_ids_codes_are_the_key_and_a_count_from_one_is_not(columns, header):
    assert columns(header, "F-07", "F-12", "F-31")[header] == KEY
    assert columns(header, "1", "2", "3")[header] == COUNT


@pytest.mark.parametrize("numbers", [("4711", "4712", "4890"), ("230001", "230002", "230003")])
def test_bare_numbers_that_do_not_count_the_rows_are_a_key_under_a_name_of_ids(columns, numbers):
    assert columns("ID", *numbers)["ID"] == KEY
    assert columns("问题编号", *numbers)["问题编号"] == KEY


@pytest.mark.parametrize("numbers", [("一", "二", "三"), ("1.", "2.", "3."), ("001", "002", "004")])
def test_running_numbers_count_however_they_are_written(columns, numbers):
    assert columns("编号", *numbers)["编号"] == COUNT


@pytest.mark.parametrize("header", ["序号", "No.", "Lfd. Nr.", "N°"])
def test_under_the_name_of_a_count_only_codes_are_a_key(columns, header):
    assert columns(header, "17", "21", "38")[header] == COUNT
    assert columns(header, "IA-22-01", "IA-22-02", "IA-22-05")[header] == KEY
    assert columns(header, "1.1", "1.2", "2.1")[header] == COUNT


def test_count_and_key_stand_side_by_side(columns):
    assert columns("序号,问题编号", "1,SJ-01", "2,SJ-02") == {"序号": COUNT, "问题编号": KEY}
    assert columns("编号,文号", "1,甲改1号", "2,甲改2号") == {
        "编号": COUNT,
        "文号": KEY,
    }
    assert columns("编号,序号", "AQ-1-7,1", "AQ-1-9,2") == {"编号": KEY, "序号": COUNT}


def test_numbers_of_year_and_count_are_no_months(columns):
    assert columns("Observation No.", "2021-01", "2021-02", "2021-03")["Observation No."] == KEY


def test_the_line_of_totals_below_a_short_list_does_not_make_its_count_a_key(text_file, read):
    text_file("a.csv", "编号,单位,年度,存在问题\n1,甲科,2024,门未锁\n2,甲科,2024,灯坏\n合计,,,2\n")
    assert read()[0].columns["编号"] == COUNT


def test_the_number_of_the_place_is_no_key_of_the_entry(columns):
    assert columns("检查表编号", "B-1", "B-1", "B-2", "B-2", "B-1")["检查表编号"] is None
