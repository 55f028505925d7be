"""Loading into raw.*: accounts, idempotence, replacement, refusals."""

from __future__ import annotations

import datetime

import duckdb
import pytest

from analysis import errors, normalise, warehouse
from analysis.ingest import load

_AT = datetime.datetime(2025, 1, 1)
_HEAD = "单位,年度,序号,存在问题,整改措施\n"


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def run(connection, tmp_path):
    """Loads the folder and hands back the summary."""
    return lambda **more: load.load(connection, [tmp_path], loaded_at=_AT, **more)


def test_i1_read_is_loaded_rejected_and_blank_with_where_and_why(workbook, run, connection):
    workbook(
        "2024.xlsx",
        {
            "质检所": [
                ["2024年度问题台账"],
                ["序号", "存在问题", "整改措施"],
                [1, "原始记录涂改", "培训"],
                [],
                [2, None, "补写"],
                [3, "=1+1", "补算"],
                ["合计", 3],
                ["注：以上", None],
            ]
        },
    )
    run()
    assert warehouse.rows(
        connection,
        "select source_file, source_sheet, header_row, row_count, loaded_count, rejected_count,"
        " blank_count from raw.files",
    ) == [("2024.xlsx", "质检所", 2, 6, 1, 4, 1)]
    assert warehouse.rows(
        connection, "select source_row, column_name, value, rule from raw.rejects order by 1"
    ) == [
        (5, "存在问题", None, "no_issue_text"),
        (6, "存在问题", None, "formula_without_value"),
        (7, "序号", "合计", "total_row"),
        (8, "序号", "注：以上", "footnote"),
    ]


def test_i7_loading_twice_changes_nothing(text_file, run, connection):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    first, second = run(), run()
    assert (first.loaded, second.loaded, second.skipped) == (["a.csv"], [], ["a.csv"])
    assert warehouse.rows(connection, "select count(*) from raw.registers") == [(1,)]


def test_i7_a_changed_file_replaces_its_own_rows_only(text_file, run, connection):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    text_file("b.csv", _HEAD + "乙科,2024,1,迟报,催报\n")
    run()
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签章,补签\n")
    assert run().loaded == ["a.csv"]
    assert warehouse.rows(
        connection, "select source_file, issue_text from raw.registers order by 1"
    ) == [("a.csv", "漏签章"), ("b.csv", "迟报")]


def test_files_that_are_gone_go_only_when_asked(text_file, run, connection):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    gone = text_file("b.csv", _HEAD + "乙科,2024,1,迟报,催报\n")
    run()
    gone.unlink()
    assert run().removed == []
    assert run(replace=True).removed == ["b.csv"]
    assert warehouse.rows(connection, "select source_file from raw.files") == [("a.csv",)]


def test_a_copy_of_a_file_is_loaded_and_said_to_be_one(text_file, run, connection):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    text_file("copy of a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    assert run().same_content == [("copy of a.csv", "a.csv")]
    assert run().skipped == ["a.csv", "copy of a.csv"]
    assert warehouse.rows(connection, "select source_file from raw.registers order by 1") == [
        ("a.csv",),
        ("copy of a.csv",),
    ]
    assert warehouse.rows(connection, "select source_file, rule from raw.doubts") == [
        ("copy of a.csv", "same_content")
    ]


def test_last_years_file_handed_in_again_under_a_new_year_is_loaded(text_file, run, connection):
    same = "序号,存在问题\n1,漏签\n"
    text_file("甲科2023.csv", same)
    text_file("甲科2024.csv", same)
    run()
    assert warehouse.rows(
        connection, "select register_year, issue_text from raw.registers order by 1"
    ) == [(2023, "漏签"), (2024, "漏签")]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(text_file, tmp_path, run):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    (tmp_path / "b.xlsx").write_bytes(b"")
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    summary = run()
    assert (summary.loaded, [name for name, _, _ in summary.failed]) == (["a.csv"], ["b.xlsx"])
    assert summary.ignored == [("~$a.xlsx", "hidden or temporary")]


def test_nothing_loadable_is_refused(text_file, run):
    text_file("a.csv", "some,words\nbut,no register\n")
    with pytest.raises(errors.InputError, match="No row of .* could be loaded"):
        run()


def test_an_empty_folder_is_refused(run):
    with pytest.raises(errors.InputError, match="There is no register"):
        run()


def test_a_row_without_a_unit_or_a_year_is_rejected_and_said(text_file, run, connection):
    text_file("问题.csv", _HEAD + ",2024,1,漏签,补签\n甲科,,2,迟报,催报\n乙科,2024,3,缺页,补页\n")
    run()
    assert warehouse.rows(connection, "select source_row, rule from raw.rejects order by 1") == [
        (2, "no_unit"),
        (3, "no_year"),
    ]


def test_texts_that_look_like_formulas_or_markup_are_data(text_file, run, connection):
    text_file("a.csv", _HEAD + "甲科,2024,1,\"=cmd|' /C calc'!A0\",@x\n甲科,2024,2,<script>,+1\n")
    run()
    assert warehouse.rows(
        connection, "select issue_text, measure_text from raw.registers order by source_row"
    ) == [
        ("=cmd|' /C calc'!A0", "@x"),
        ("<script>", "+1"),
    ]


def test_all_raw_tables_stand_even_when_empty(text_file, run, connection):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    run()
    found = warehouse.rows(
        connection,
        "select table_name from information_schema.tables where table_schema = 'raw' order by 1",
    )
    assert {name for (name,) in found} >= {
        "doubts", "files", "inspections", "registers", "rejects",
    }  # fmt: skip


def test_the_day_a_register_was_handed_in_is_noted(workbook, run, connection):
    workbook(
        "甲科2024.xlsx",
        {"S": [["填报日期：2025年1月6日"], ["序号", "存在问题", "整改措施"], [1, "漏签", "补签"]]},
    )
    run()
    assert warehouse.rows(connection, "select filed_date from raw.files") == [
        (datetime.date(2025, 1, 6),)
    ]


def test_a_date_that_no_calendar_has_is_kept_as_text_and_doubted(text_file, run, connection):
    text_file("甲科2025.csv", "序号,存在问题,整改期限\n1,漏签,2025/02/30\n2,迟报,2025/02/28\n")
    run()
    assert warehouse.rows(
        connection, "select source_row, column_name, value, rule from raw.doubts"
    ) == [(2, "整改期限", "2025/02/30", "impossible_date")]
    assert warehouse.rows(
        connection, "select due_date_text from raw.registers order by source_row"
    ) == [("2025/02/30",), ("2025/02/28",)]


def test_i1_a_row_that_is_neither_loaded_rejected_nor_blank_breaks_the_check(
    text_file, run, connection, monkeypatch
):
    from analysis import checks
    from analysis.ingest.layout import walk

    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n乙科,2024,2,迟报,催报\n")
    whole = walk._Walker._enter
    monkeypatch.setattr(
        walk._Walker, "_enter", lambda self, index: index != 2 and whole(self, index)
    )
    run()
    with pytest.raises(errors.CheckError, match="raw_rows_reconcile"):
        checks.run(connection, "raw")


def test_a_file_that_cannot_be_read_stands_among_the_files_and_is_tried_again(
    text_file, tmp_path, run, connection
):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    broken = tmp_path / "b.csv"
    broken.write_bytes(b"")
    run()
    listed = "select source_file, row_count, rejected_count from raw.files order by 1"
    assert warehouse.rows(connection, listed) == [("a.csv", 1, 0), ("b.csv", 0, 0)]
    assert [name for name, _, _ in run().failed] == ["b.csv"]
    text_file("b.csv", _HEAD + "乙科,2024,1,迟报,催报\n")
    assert run().loaded == ["b.csv"]
    assert warehouse.rows(connection, listed) == [("a.csv", 1, 0), ("b.csv", 1, 0)]
    assert warehouse.rows(connection, "select count(*) from raw.doubts") == [(0,)]


def test_a_file_that_is_damaged_later_takes_its_rows_with_it_and_says_so(
    text_file, tmp_path, run, connection
):
    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    text_file("b.csv", _HEAD + "乙科,2024,1,迟报,催报\n")
    run()
    (tmp_path / "b.csv").write_bytes(b"")
    assert [name for name, _, _ in run().failed] == ["b.csv"]
    assert warehouse.rows(connection, "select source_file from raw.registers") == [("a.csv",)]
    assert warehouse.rows(connection, "select source_file, rule from raw.doubts") == [
        ("b.csv", "unreadable_file")
    ]


def test_a_file_that_changes_while_it_is_read_is_not_half_loaded(
    text_file, run, connection, monkeypatch
):
    from analysis.ingest import sources

    text_file("a.csv", _HEAD + "甲科,2024,1,漏签,补签\n")
    growing = text_file("b.csv", _HEAD + "乙科,2024,1,迟报,催报\n")
    reading = sources.read_file

    def read_and_grow(file, rules=None):
        sheets = reading(file, rules)
        if file.path == growing:
            growing.write_text(_HEAD + "乙科,2024,1,迟报,催报\n乙科,2024,2,缺页,补页\n")
        return sheets

    monkeypatch.setattr(sources, "read_file", read_and_grow)
    summary = run()
    assert [(name, "changed while" in cause) for name, cause, _ in summary.failed] == [
        ("b.csv", True)
    ]
    assert warehouse.rows(connection, "select source_file from raw.registers") == [("a.csv",)]


def test_a_changed_file_beside_is_a_change_of_what_looks_it_up(text_file, tmp_path, connection):
    from analysis.ingest.vocabulary import mapping

    rules = mapping.read(
        text_file(
            "rules/m.toml",
            '[[tables]]\nfiles = "a.csv"\n'
            'columns = { unit = "u", register_year = "y", issue_text = "t",'
            ' measure_text = "p.m" }\n'
            '[[tables.lookups]]\nname = "p"\nfile = "b.csv"\nkey = "u"\n',
        )
    )
    text_file("in/a.csv", "u,y,t\nA,2024,late\n")
    text_file("in/b.csv", "u,m\nA,hurry\n")
    load.load(connection, [tmp_path / "in"], rules, loaded_at=_AT)
    text_file("in/b.csv", "u,m\nA,run\n")
    assert load.load(connection, [tmp_path / "in"], rules, loaded_at=_AT).loaded == ["a.csv"]
    assert warehouse.rows(connection, "select measure_text from raw.registers") == [("run",)]


def test_i6_script_and_width_are_levelled_for_comparing_and_shown_as_received(
    text_file, run, connection
):
    head = "单位,年度,存在问题\n"
    text_file("a.csv", f"{head}质检所,2023,检验记录漏签12份\n質檢所,2024,檢驗記錄漏簽１２份\n")
    for schema in ("clean", "linked"):
        connection.execute(f"create schema {schema}")
    run()
    normalise.clean(connection)
    found = warehouse.rows(
        connection,
        "select register_year, unit, issue_text, count(*) over (partition by n1)"
        " from clean.issues inner join clean.texts using (text_id) order by 1",
    )
    assert found == [
        (2023, "质检所", "检验记录漏签12份", 2),
        (2024, "质检所", "檢驗記錄漏簽１２份", 2),
    ]


def test_a_load_leaves_the_number_of_threads_as_it_was(text_file, run, connection):
    connection.execute("set threads to 2")
    text_file("a.csv", f"{_HEAD}甲,2024,1,漏签,补签\n")
    run()
    assert warehouse.rows(connection, "select current_setting('threads')") == [(2,)]
