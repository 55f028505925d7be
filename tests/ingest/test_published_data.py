"""The mappings for published data, against the data as their publishers release them."""

from __future__ import annotations

import datetime
from pathlib import Path

import duckdb
import pytest

from analysis import warehouse
from analysis.ingest import load, mapping

_MAPPINGS = Path(__file__).parents[2] / "data" / "mappings"


@pytest.fixture(scope="module")
def loaded(real_data):
    """A connection with one of the published sets loaded by its mapping."""
    kept = {}

    def run(name: str):
        if name not in kept:
            kept[name] = duckdb.connect()
            rules = mapping.read(_MAPPINGS / f"{name}.toml")
            at = datetime.datetime(2025, 1, 1)
            load.load(kept[name], [real_data / name], rules, loaded_at=at)
        return kept[name]

    yield run
    for connection in kept.values():
        connection.close()


def _accounts(connection):
    return warehouse.rows(
        connection,
        "select source_file, row_count, loaded_count, rejected_count, blank_count, issue_count"
        " from raw.files order by 1",
    )


@pytest.mark.real_data
def test_san_francisco_reconciles(loaded):
    assert _accounts(loaded("sf_food")) == [
        ("inspections.csv", 14233, 14233, 0, 0, 14233),
        ("violations.csv", 39006, 39006, 0, 0, 39006),
    ]


@pytest.mark.real_data
def test_san_francisco_closes_measures_by_the_phrase_in_the_text(loaded):
    assert warehouse.rows(
        loaded("sf_food"),
        "select count(*) filter (where closed_date_text is not null),"
        " count(*) filter (where try_cast(closed_date_text as date) is not null),"
        " count(*) filter (where contains(subject_text, 'violation corrected'))"
        " from raw.registers",
    ) == [(30607, 30595, 0)]


@pytest.mark.real_data
def test_san_francisco_names_the_business_and_takes_the_year_of_the_date(loaded):
    assert warehouse.rows(
        loaded("sf_food"),
        "select unit_text, register_year, year_source, found_date_text from raw.registers"
        " where source_row = 2 and source_file = 'violations.csv'",
    ) == [("NRGIZE LIFESTYLE CAFE (19)", 2017, "date", "2017-12-11")]


@pytest.mark.real_data
def test_nursing_homes_are_records_and_their_deficiencies_issues(loaded):
    connection = loaded("cms_nursing")
    assert _accounts(connection) == [
        ("AK.json", 20, 20, 0, 0, 499),
        ("RI.json", 73, 73, 0, 0, 2072),
        ("VT.json", 34, 34, 0, 0, 977),
    ]
    assert warehouse.rows(
        connection,
        "select count(*), count(distinct (unit_text, clause, found_date_text)),"
        " count(distinct unit_text), count(closed_date_text) from raw.registers",
    ) == [(3548, 3548, 127, 3482)]


@pytest.mark.real_data
def test_each_survey_of_a_nursing_home_is_one_inspection(loaded):
    connection = loaded("cms_nursing")
    assert warehouse.rows(connection, "select count(*) from raw.inspections") == warehouse.rows(
        connection, "select count(distinct (unit_text, found_date_text)) from raw.registers"
    )


@pytest.mark.real_data
def test_taipei_loads_both_files_and_splits_the_clauses(loaded):
    connection = loaded("tw_labor")
    assert [row[:5] for row in _accounts(connection)] == [
        ("taipei.big5hkscs.csv", 2969, 2969, 0, 0),
        ("taipei_history.csv", 2419, 2419, 0, 0),
    ]
    assert warehouse.rows(
        connection,
        "select source_key, unit_text, part, part_count, clause, issue_text, register_year"
        " from raw.registers where source_row = 5 and source_file like '%big5%' order by part",
    ) == [
        ("北市勞動字第10435588000號", "沙露德醫藥有限公司", 1, 2, "勞動基準法第22條第2項",
         "工資未全額給付給勞工", 2015),
        ("北市勞動字第10435588000號", "沙露德醫藥有限公司", 2, 2, "勞動基準法第30條第5項",
         "未依規定置備勞工出勤紀錄", 2015),
    ]  # fmt: skip


@pytest.mark.real_data
def test_taipei_years_of_the_republic_are_years_of_the_calendar(loaded):
    assert warehouse.rows(
        loaded("tw_labor"),
        "select register_year, count(distinct source_row) from raw.registers"
        " where source_file = 'taipei.big5hkscs.csv' group by 1 order by 1",
    ) == [(2011, 42), (2012, 206), (2013, 224), (2014, 224), (2015, 1476), (2016, 797)]
