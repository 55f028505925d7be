"""Whatever is given, the answer is rows or a refusal in words: generated cases for every way in.

20,000 cases in CI; `make fuzz` runs a million, which takes hours and is no part of it.
"""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import duckdb
import hypothesis
import hypothesis.strategies as st
import pytest

from analysis import cli, encodings, errors, pseudonyms
from analysis.ingest import readers
from analysis.ingest.corrections import outbox
from analysis.ingest.entries import tables
from analysis.ingest.readers.sheets import Sheet
from analysis.ingest.vocabulary import mapping
from analysis.operations import package, verify
from analysis.pipeline import left
from analysis.publish import record
from analysis.review import store
from analysis.text.dates import dates
from analysis.text.letters import spreadsheets

pytestmark = pytest.mark.slow

CASES = int(os.environ.get("FUZZ_CASES", "20000"))
CODES = {0, 1, 2, 3, 4, 5, 130}
TARGETS = 14


def share(weight: float = 1.0):
    """The settings of a target that takes so many of all cases."""
    return hypothesis.settings(
        max_examples=max(10, int(CASES * weight / TARGETS)),
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )


WORDS = st.sampled_from(
    [
        "部门",
        "单位",
        "年度",
        "序号",
        "存在问题",
        "问题描述",
        "整改措施",
        "发现日期",
        "责任人",
        "合计",
        "备注",
        "甲科",
        "2024",
        "2024年度",
        "１２",
        "=",
        "+",
        "@",
        "\ufeff",
        "\u202e",
        "No",
        "Unit",
        "Issue",
        "Measure",
        "Date",
        "2024-02-30",
        "二〇二四年",
        "民國113年",
        "true",
        "null",
        "{}",
        "[]",
        "1e9",
        "''",
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=12), st.just(""))
ROWS = st.lists(st.lists(TEXTS, max_size=6), max_size=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


def refused_or(made, *given, **named):
    """What is made, or None where it is refused in words."""
    try:
        return made(*given, **named)
    except errors.FiveLensesError as failure:
        assert failure.cause
        return None


def as_csv(rows, comma):
    return "\n".join(comma.join(row) for row in rows)


@share(2)
@hypothesis.given(
    content=st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda rows, comma, encoding: as_csv(rows, comma).encode(encoding, "replace"),
            ROWS,
            st.sampled_from(",;\t"),
            st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "latin-1"]),
        ),
    ),
    ending=st.sampled_from([".csv", ".tsv"]),
)
def test_any_delimited_file(folder, content, ending):
    path = folder / f"a{ending}"
    path.write_bytes(content)
    sheets = refused_or(readers.read, path) or []
    assert all(isinstance(cell, str) for sheet in sheets for row in sheet.rows for cell in row)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)


@share()
@hypothesis.given(value=JSON, cut=st.integers(0, 400))
def test_any_json_file(folder, value, cut):
    path = folder / "a.json"
    written = json.dumps(value)
    path.write_text(written[:cut] if cut < 200 else written, encoding="utf-8")
    refused_or(readers.read, path)


@share()
@hypothesis.given(rows=ROWS)
def test_any_sheet_adds_up(rows):
    sheet = Sheet(name="表", rows=[tuple(row) for row in rows])
    made = tables.load_sheet("2024.csv", sheet, [], {})
    assert made.row_count == made.loaded_count + made.rejected_count + made.blank_count


@share(2)
@hypothesis.given(
    text=st.one_of(
        st.text(alphabet="0123456789年月日号/-. 〇一二三四五六七八九十民國初底旬季度", max_size=16),
        TEXTS,
    ),
    is_serial=st.booleans(),
)
def test_any_date(text, is_serial):
    import pyarrow as pa

    found = dates.parse_dates(pa.array([text]), is_serial=is_serial)
    start, end = found["start"][0].as_py(), found["end"][0].as_py()
    assert (start is None) == (end is None)
    assert start is None or (isinstance(start, datetime.date) and start <= end)


KEYS = st.sampled_from(
    [
        "name",
        "tables",
        "kind",
        "files",
        "sheets",
        "header_row",
        "columns",
        "unit",
        "issue_text",
        "constants",
        "splits",
        "extracts",
        "pattern",
        "personal",
        "lookups",
        "key",
        "format",
        "hash",
        "from",
    ]
)
TOML = st.recursive(
    st.one_of(st.booleans(), st.integers(-3, 9), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=10,
)


def as_toml(value):
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {as_toml(one)}" for key, one in value.items())
        return "{" + inside + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@share()
@hypothesis.given(told=st.dictionaries(KEYS, TOML, max_size=4), noise=st.text(max_size=6))
def test_any_mapping(folder, told, noise):
    path = folder / "m.toml"
    lines = [f"{key} = {as_toml(value)}" for key, value in told.items()]
    path.write_text("\n".join([*lines, noise]), encoding="utf-8", errors="replace")
    refused_or(mapping.read, path)


@share()
@hypothesis.given(
    content=st.one_of(st.binary(max_size=120), ROWS.map(lambda rows: as_csv(rows, ",").encode()))
)
def test_any_file_of_judgement(folder, content):
    (folder / "names.csv").write_bytes(b"name\n" + content)
    (folder / "verdicts.csv").write_bytes(",".join(store.Decision._fields).encode() + content)
    refused_or(encodings.reviewed, folder, "names.csv", ("name",))
    refused_or(store.read, folder)


VERDICT = st.lists(TEXTS, min_size=len(store.Decision._fields), max_size=14)


@share()
@hypothesis.given(rows=st.lists(VERDICT, max_size=3))
def test_any_row_of_verdicts(folder, rows):
    quoted = [",".join(json.dumps(cell, ensure_ascii=False) for cell in row) for row in rows]
    text = "\n".join([",".join(store.Decision._fields), *quoted])
    (folder / "verdicts.csv").write_text(text, encoding="utf-8", errors="replace")
    found = refused_or(store.read, folder) or []
    assert all(one.verdict in (*store.VERDICTS, store.RETRACTED) for one in found)


@share()
@hypothesis.given(text=st.text(max_size=20))
def test_any_cell_that_is_written(text):
    cell = spreadsheets.neutral(text)
    bare = cell.lstrip(" \u3000\u00a0\ufeff\u200b\u2060\t\r\n")
    assert not bare.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert text.startswith("'") or spreadsheets.restored(cell) == text


@share()
@hypothesis.given(value=JSON, cut=st.integers(0, 300))
def test_any_record_of_a_site(folder, value, cut):
    site = folder / "site"
    site.mkdir(exist_ok=True)
    told = value if isinstance(value, dict) else {"format": 1, "pages": value}
    (site / "run.json").write_text(json.dumps(told)[: cut + 40], encoding="utf-8")
    state = record.read(site)
    assert isinstance(state, dict)
    refused_or(verify.verify, site)


@share()
@hypothesis.given(value=JSON, content=st.binary(max_size=60))
def test_any_note_beside_a_warehouse(folder, value, content):
    path = folder / "w.duckdb"
    path.write_bytes(content)
    note = folder / ".w.duckdb.left.json"
    note.write_text(json.dumps(value), encoding="utf-8")
    assert isinstance(left.read(path), left.Left)
    assert left.is_as_left(path) is False
    note.write_bytes(content)
    assert isinstance(left.read(path), left.Left)


@share(0.5)
@hypothesis.given(value=JSON, content=st.binary(max_size=60))
def test_any_record_of_returns(folder, value, content):
    returns = folder / "returns"
    returns.mkdir(exist_ok=True)
    (returns / outbox.MANIFEST).write_text(json.dumps(value), encoding="utf-8")
    (returns / "theirs.xlsx").write_bytes(content)
    outbox.settle(returns, {}, ["theirs.xlsx"])
    assert (returns / "theirs.xlsx").read_bytes() == content


@share(0.5)
@hypothesis.given(content=st.binary(max_size=200))
def test_any_package(folder, content):
    path = folder / "run.zip"
    path.write_bytes(content)
    assert refused_or(package.check, path) is None


@share()
@hypothesis.given(name=st.text(min_size=2, max_size=8), around=TEXTS)
def test_any_name_is_hidden_wherever_it_stands(name, around):
    hypothesis.assume(len(name.strip()) > 1 and any(map(str.isalpha, name)))
    hidden = pseudonyms.replacer([name])(f"{around}，{name}，{around}")
    assert name.strip() not in hidden.replace(around, "") or name.strip() in "P-，"


ARGUMENTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "run",
                "load",
                "match",
                "publish",
                "verify",
                "export",
                "review",
                "check",
                "inspect",
                "evaluate",
                "doctor",
                "package",
                "key",
                "forget",
                "schedule",
                "list",
                "--warehouse",
                "--out",
                "--to",
                "--unit",
                "--year",
                "--json",
                "--help",
                "--redact",
                "names",
                "nothing.duckdb",
                "nothing.csv",
                "cron",
                "--",
                "-1",
                "2024",
                "clean.issues",
                "--limit",
            ]
        ),
        st.text(max_size=6).filter(lambda text: "\0" not in text),
    ),
    max_size=5,
)


@share(0.5)
@hypothesis.given(words=ARGUMENTS)
def test_any_command_line(folder, words):
    here = Path.cwd()
    os.chdir(folder)
    try:
        assert cli.main(words) in CODES
    finally:
        os.chdir(here)


def test_what_is_no_database_is_refused(folder):
    (folder / "w.duckdb").write_bytes(b"x" * 5000)
    from analysis import warehouse

    assert refused_or(warehouse.connect, folder / "w.duckdb") is None
    assert duckdb.connect().execute("select 1").fetchall() == [(1,)]
