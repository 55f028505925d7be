"""U6: where the numbers come from can be told, and never from the clock."""

from __future__ import annotations

import duckdb

from analysis.publish import provenance


def test_u6_files_and_rows_are_those_of_the_warehouse(warehouse_path):
    told = provenance.collect(warehouse_path)
    assert told["files"] == [
        {
            "source_file": "2024 <b>.xlsx",
            "source_sheet": "总表",
            "sha256": "ab" * 32,
            "row_count": 6,
            "loaded_count": 3,
            "rejected_count": 1,
            "blank_count": 2,
        }
    ]
    assert told["tables"] == {
        "clean.issues": 3,
        "clean.registers": 2,
        "clean.texts": 0,
        "raw.files": 1,
    }


def test_r7_the_date_is_the_last_found_date_that_can_be_true(warehouse_path):
    assert provenance.collect(warehouse_path)["as_of"] == "2024-12-20"


def test_r7_source_date_epoch_overrides_the_date(warehouse_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert provenance.collect(warehouse_path)["as_of"] == "1970-01-02"


def test_a_warehouse_without_registers_has_no_date(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            """
            create schema raw;
            create table raw.files as
                select '' as source_file, '' as source_sheet, '' as sha256, 0 as row_count,
                    0 as loaded_count, 0 as rejected_count, 0 as blank_count
                limit 0
            """
        )
    told = provenance.collect(path)
    assert (told["as_of"], told["files"]) == (None, [])


def test_units_are_listed_by_name(warehouse_path):
    assert provenance.units(warehouse_path) == ["007", "县医疗保障局"]
