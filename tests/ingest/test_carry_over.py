"""Which columns declare that an entry is carried over, and which only sound like it."""

from __future__ import annotations

import datetime

import duckdb
import pytest

from analysis import warehouse
from analysis.ingest import load


def _stored(folder, sql: str):
    with duckdb.connect() as connection:
        load.load(connection, [folder], loaded_at=datetime.datetime(2025, 1, 1))
        return warehouse.rows(connection, sql)


def _ledger(workbook, header, cells):
    rows = [[at, f"第{at}台天平超期未检定", cell] for at, cell in enumerate(cells, start=1)]
    workbook("质检所2024.xlsx", {"S": [["序号", "存在问题", header], *rows]})


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("遗留问题", ["经费没有落实，设备更换推迟", None, "场地狭小，需要统筹解决"]),
        ("Prior finding", ["Budget for a new balance is not approved", "Room is too small", None]),
    ],
)
def test_a_column_of_notes_declares_nothing_and_is_kept(workbook, tmp_path, header, cells):
    _ledger(workbook, header, cells)
    sql = "select carry_over_text, extra is not null from raw.registers order by source_row"
    expected = [(None, cell is not None) for cell in cells]
    assert _stored(tmp_path, sql) == expected


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("是否结转", ["是", "否", None]),
        ("历史遗留", ["老问题", None, None]),
        ("遗留问题", ["2023年第3号，经费没有落实", "上年台账第7条，仍未完成", "设备更换推迟"]),
        ("Carried over from", ["2022-001, 2021-004", "N/A", None]),
    ],
)
def test_answers_and_named_entries_declare(workbook, tmp_path, header, cells):
    _ledger(workbook, header, cells)
    sql = "select carry_over_text from raw.registers order by source_row"
    assert _stored(tmp_path, sql) == [(cell,) for cell in cells]


@pytest.mark.parametrize(("header", "has"), [("是否结转", True), ("备注", False)])
def test_a_column_that_asks_is_known_though_nobody_filled_it_in(workbook, tmp_path, header, has):
    _ledger(workbook, header, [None, None])
    assert _stored(tmp_path, "select has_carry_over from raw.files") == [(has,)]


@pytest.mark.parametrize("header", ["Repeat finding Y/N", "是否屡查屡犯", "是否重复问题", "Repeat"])
def test_a_repeat_tick_is_kept_apart_and_declares_nothing(workbook, tmp_path, header):
    _ledger(workbook, header, ["Y", "N", None])
    sql = "select carry_over_text, repeat_tick_text from raw.registers order by source_row"
    assert _stored(tmp_path, sql) == [(None, "Y"), (None, "N"), (None, None)]
    assert _stored(tmp_path, "select has_carry_over from raw.files") == [(False,)]
