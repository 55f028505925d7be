"""The mappings for published data, against the data as their publishers release them."""

from __future__ import annotations

import datetime
from pathlib import Path

import duckdb
import pytest

from analysis import settings, warehouse
from analysis.ingest import load
from analysis.ingest.vocabulary import mapping
from analysis.pipeline import stages

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


@pytest.mark.real_data
def test_single_audits_join_findings_plans_and_the_auditors_repeat_flag(loaded):
    connection = loaded("fac")
    assert [row[:5] for row in _accounts(connection)] == [
        ("2019/ELECFINDINGSTEXT.csv", 53, 53, 0, 0),
        ("2020/ELECFINDINGSTEXT.csv", 42, 42, 0, 0),
        ("2021/ELECFINDINGSTEXT.csv", 55, 55, 0, 0),
        ("2022/ELECFINDINGSTEXT.csv", 34, 34, 0, 0),
    ]
    assert warehouse.rows(
        connection,
        "select count(*), count(issue_text), count(measure_text), count(distinct source_key),"
        " count(*) filter (where repeat_tick_text like 'Y%') from raw.registers",
    ) == [(184, 184, 184, 184, 57)]
    assert warehouse.rows(
        connection,
        "select unit_text, register_year, sequence_text, repeat_tick_text, issue_text[:30]"
        " from raw.registers where source_key = '91751/2019/2019-001'",
    ) == [
        ("UNIVERSITY OF THE CUMBERLANDS, INC. (91751)", 2019, "2019-001", "Y 2018-001",
         "2019-001 Significant Deficienc"),
    ]  # fmt: skip


@pytest.mark.real_data
def test_weekly_findings_stand_in_agency_sheets_and_again_by_overseer(loaded):
    connection = loaded("fac_daily")
    # 1,269 rows with the headers of 73 sheets.
    assert warehouse.rows(
        connection, "select count(*), sum(row_count), sum(loaded_count) from raw.files"
    ) == [(73, 1196, 1196)]
    assert warehouse.rows(
        connection,
        "select count(distinct source_key), count(*) filter (where repeat_tick_text is not null),"
        " min(register_year), max(register_year) from raw.registers",
    ) == [(598, 508, 2016, 2023)]


@pytest.mark.real_data
@pytest.mark.slow
def test_what_stands_in_two_sheets_is_a_duplicate_entry(real_data, tmp_path):
    path = tmp_path / "w.duckdb"
    rules = mapping.read(_MAPPINGS / "fac_daily.toml")
    stages.build(path, stages.Inputs([real_data / "fac_daily"], rules), settings.load())
    with duckdb.connect(str(path), read_only=True) as connection:
        assert warehouse.rows(
            connection,
            "select count(*) filter (where is_duplicate), count(*) filter (where not is_duplicate)"
            " from linked.classes",
        ) == [(598, 598)]


@pytest.mark.real_data
def test_minneapolis_orders_are_issue_and_measure_in_one(loaded):
    connection = loaded("minneapolis_food")
    assert _accounts(connection) == [
        ("inspections.xlsx", 26461, 26461, 0, 0, 26461),
        ("inspections.xlsx", 0, 0, 0, 0, 0),
        ("inspections.xlsx", 0, 0, 0, 0, 0),
    ]
    assert warehouse.rows(
        connection,
        "select count(*), count(distinct source_key), min(register_year), max(register_year),"
        " count(*) filter (where measure_text = issue_text) from raw.registers",
    ) == [(26461, 26459, 2011, 2013, 26461)]
