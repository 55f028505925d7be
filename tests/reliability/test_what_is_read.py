"""The key of a run is made of what was read; nothing is read that does not lie in the folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil

import duckdb
import openpyxl
import pytest

from analysis import errors
from analysis.ingest import sources
from analysis.pipeline import fingerprint, left
from analysis.publish import word_file

UNCHANGED = "Nothing has changed"
LOOKUP = """
name = "codes"
[[tables]]
kind = "registers"
files = "reg*.csv"
[tables.columns]
unit = "部门"
register_year = "年度"
issue_text = "问题描述"
category = "code.text"
[[tables.lookups]]
name = "code"
file = "../codes.csv"
key = "code"
column = "代码"
"""


@pytest.fixture
def place(tmp_path, tools):
    folder = tmp_path / "registers"
    folder.mkdir()
    text = tools.register("甲科", 2023)
    (folder / "2023.csv").write_text(text, encoding="utf-8")
    return tmp_path


def issues(place):
    with duckdb.connect(str(place / "out" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute("select count(*) from clean.issues").fetchall()[0][0]


def test_a_run_with_nothing_changed_is_known_by_what_it_read(run, place):
    words = ("run", place / "registers", "--out", place / "out")
    assert run(*words)[0] == 0
    assert UNCHANGED in run(*words)[1]


def test_a_lookup_outside_the_folder_counts(run, place):
    (place / "codes.csv").write_text("code,text\n1,台账未更新\n", encoding="utf-8")
    (place / "registers" / "2023.csv").unlink()
    text = "部门,年度,问题描述,代码\n甲科,2023,漏签一次,1\n"
    (place / "registers" / "reg.csv").write_text(text, encoding="utf-8")
    (place / "m.toml").write_text(LOOKUP, encoding="utf-8")
    words = ("run", place / "registers", "--out", place / "out", "--mapping", place / "m.toml")
    assert run(*words)[0] == 0
    assert UNCHANGED in run(*words)[1]
    (place / "codes.csv").write_text("code,text\n1,合同未归档\n", encoding="utf-8")
    assert UNCHANGED not in run(*words)[1]


def test_a_decision_or_a_mapping_that_changed_counts(run, place):
    decisions = place / "judged"
    decisions.mkdir()
    words = ("run", place / "registers", "--out", place / "out", "--decisions", decisions)
    assert run(*words)[0] == 0
    (decisions / "unit_names.csv").write_text("alias,canonical\n甲科,甲处\n", encoding="utf-8")
    assert UNCHANGED not in run(*words)[1]
    assert UNCHANGED in run(*words)[1]


def test_a_file_that_is_passed_over_is_neither_hashed_nor_makes_anything_anew(
    run, place, monkeypatch
):
    words = ("run", place / "registers", "--out", place / "out")
    assert run(*words)[0] == 0
    (place / "registers" / "backup.tar").write_bytes(b"x" * 1000)
    (place / "registers" / "~$2023.xlsx").write_bytes(b"x")
    opened = []
    hashing = sources.sha256
    monkeypatch.setattr(sources, "sha256", lambda path: opened.append(path.name) or hashing(path))
    assert UNCHANGED in run(*words)[1]
    assert set(opened) == {"2023.csv"}


def test_a_file_changed_between_hashing_and_reading_is_read_again_by_the_next_run(
    run, place, tools, monkeypatch
):
    words = ("run", place / "registers", "--out", place / "out")
    register = place / "registers" / "2023.csv"
    first = fingerprint.of_registers

    def changed_after(*given):
        told = first(*given)
        register.write_text(tools.register("甲科", 2023, done="未填写"), encoding="utf-8")
        return told

    monkeypatch.setattr(fingerprint, "of_registers", changed_after)
    assert run(*words)[0] == 0
    monkeypatch.setattr(fingerprint, "of_registers", first)
    assert UNCHANGED in run(*words)[1]
    register.write_text(tools.register("甲科", 2023), encoding="utf-8")
    assert UNCHANGED not in run(*words)[1]


def test_an_extra_load_is_no_run(run, place, tools):
    words = ("run", place / "registers", "--out", place / "out")
    run(*words)
    extra = place / "2024.csv"
    extra.write_text(tools.register("甲科", 2024), encoding="utf-8")
    assert run("load", extra, "--warehouse", place / "out" / "warehouse.duckdb")[0] == 0
    code, told = run(*words)
    assert (code, UNCHANGED in told) == (0, False)
    assert "No longer there: 1 file, 5 rows (2024.csv)" in told
    assert issues(place) == 5


def test_rows_that_another_program_wrote_into_the_warehouse_do_not_stay(run, place):
    words = ("run", place / "registers", "--out", place / "out")
    run(*words)
    with duckdb.connect(str(place / "out" / "warehouse.duckdb")) as connection:
        connection.execute("update raw.registers set issue_text = '别的问题'")
    code, told = run(*words)
    assert "is not as the last run left it; it is made anew" in told
    with duckdb.connect(str(place / "out" / "warehouse.duckdb"), read_only=True) as connection:
        found = connection.execute("select issue_text from clean.issues").fetchall()
    assert (code, ("别的问题",) in found) == (0, False)


@pytest.mark.parametrize("verb", ["match", "load"])
def test_a_command_of_ours_that_comes_after_makes_no_foreign_row_ours(run, place, verb):
    words = ("run", place / "registers", "--out", place / "out")
    run(*words)
    path = place / "out" / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("update raw.registers set issue_text = '别的问题'")
    more = (place / "registers",) if verb == "load" else ()
    assert run(verb, *more, "--warehouse", path)[0] == 0
    code, told = run(*words)
    assert (code, "it is made anew" in told) == (0, True)
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute("select issue_text from clean.issues").fetchall()
    assert ("别的问题",) not in found


@pytest.mark.parametrize("at", [0, 5000, -5000])
def test_a_warehouse_of_random_bytes_is_made_anew(run, place, at):
    words = ("run", place / "registers", "--out", place / "out")
    run(*words)
    path = place / "out" / "warehouse.duckdb"
    content = bytearray(path.read_bytes())
    content[at : at + 64 or None] = os.urandom(64)
    path.write_bytes(content)
    code, told = run(*words)
    assert (code, UNCHANGED in told, issues(place)) == (0, False, 5)
    assert left.is_as_left(path)


def test_a_file_that_is_no_warehouse_and_not_ours_is_not_replaced(run, place):
    (place / "out").mkdir()
    (place / "out" / "warehouse.duckdb").write_text("my notes " * 1000)
    code, told = run("run", place / "registers", "--out", place / "out")
    assert (code, "cannot be read as a warehouse" in told) == (3, True)
    assert (place / "out" / "warehouse.duckdb").read_text().startswith("my notes")


def test_our_results_copied_among_the_registers_are_passed_over_and_said(run, place):
    folder = place / "registers"
    with (folder / "2023.csv").open("a", encoding="utf-8") as file:
        file.write("甲科,2023,6,,2023-05-01,补写\n")
    words = ("run", folder, "--out", place / "out")
    assert run(*words)[0] == 0
    warehouse = place / "out" / "warehouse.duckdb"
    for table, name in (("clean.issues", "台账.xlsx"), ("raw.registers", "all.csv")):
        assert run("export", table, "--warehouse", warehouse, "--to", folder / name)[0] == 0
    (returned,) = (place / "out" / "returns").glob("*.xlsx")
    shutil.copy(returned, folder / "甲科2024.xlsx")
    book = openpyxl.load_workbook(returned)  # opened, looked at and saved under another name
    book.save(folder / "甲科2025.xlsx")
    assert run("review", "export", "--warehouse", warehouse, "--to", folder / "review.csv")[0] == 0
    code, told = run(*words)
    assert (code, issues(place)) == (0, 5)
    assert "Passed over (a result of Five Lenses)" in told
    assert UNCHANGED in run(*words)[1]


def test_rows_behind_charts_are_known_by_the_record_beside_them(tmp_path):
    site = tmp_path / "in" / "site"
    (site / "data").mkdir(parents=True)
    row = b"step,share\n1,0.5\n"
    (site / "data" / "steps.csv").write_bytes(row)
    (site / "data" / "2024.csv").write_bytes(b"\xef\xbb\xbf")
    told = [("data/steps.csv", hashlib.sha256(row).hexdigest()), ("data/2024.csv", "00")]
    data = [{"path": path, "sha256": content} for path, content in [*told, ("../2023.csv", "00")]]
    state = {"format": 1, "software": {"five_lenses": "1"}, "pages": [{"data": data}]}
    (site / "run.json").write_text(json.dumps(state))
    listing = sources.listing([tmp_path / "in"])
    assert [file.name for file in listing.files] == ["site/data/2024.csv"]
    assert dict(listing.ignored)["site/data/steps.csv"] == "a result of Five Lenses"


def test_a_folder_is_not_passed_over_because_of_a_hidden_mark_in_it(place):
    (place / "registers" / ".fivelens.lock").touch()
    deeper = place / "registers" / "甲科"
    deeper.mkdir()
    (deeper / ".fivelens.lock").touch()
    shutil.copy(place / "registers" / "2023.csv", deeper / "2024.csv")
    names = [file.name for file in sources.listing([place / "registers"]).files]
    assert names == ["2023.csv", "甲科/2024.csv"]


def test_a_link_that_leads_out_is_not_followed_and_is_listed(run, place):
    secret = place / "secret.csv"
    secret.write_text("部门,年度,问题描述\n甲科,2024,绝密内容\n", encoding="utf-8")
    (place / "registers" / "2024.csv").symlink_to(secret)
    (place / "elsewhere").mkdir()
    shutil.copy(secret, place / "elsewhere" / "2022.csv")
    (place / "registers" / "old").symlink_to(place / "elsewhere")
    (place / "registers" / "gone.csv").symlink_to(place / "nothing")
    code, told = run("run", place / "registers", "--out", place / "out")
    assert (code, issues(place)) == (0, 5)
    out = "a link that leads out of the folder; it is not followed"
    assert f"Passed over ({out}): 2024.csv, old" in told
    assert "Passed over (a link to nothing): gone.csv" in told
    found = [path for path in (place / "out").rglob("*") if path.is_file()]
    assert [path for path in found if "绝密内容".encode() in path.read_bytes()] == []


def test_a_link_inside_the_folder_is_read_once(place):
    (place / "registers" / ".versions").mkdir()
    (place / "registers" / "2023.csv").rename(place / "registers" / ".versions" / "3.csv")
    (place / "registers" / "2023.csv").symlink_to(".versions/3.csv")
    (place / "registers" / "同年.csv").symlink_to("2023.csv")
    listing = sources.listing([place / "registers"])
    assert [file.name for file in listing.files] == ["2023.csv"]
    assert dict(listing.ignored)["同年.csv"] == "a link to 2023.csv, which is read already"


def test_a_file_with_two_names_is_read_under_the_first(place):
    (place / "registers" / "9.csv").hardlink_to(place / "registers" / "2023.csv")
    (place / "backup.csv").hardlink_to(place / "registers" / "2023.csv")
    listing = sources.listing([place / "registers"])
    assert [file.name for file in listing.files] == ["2023.csv"]
    assert dict(listing.ignored)["9.csv"] == "another name of 2023.csv, which is read already"


def test_a_file_that_becomes_a_link_while_it_is_read_gives_nothing(place, monkeypatch):
    from analysis.ingest import load

    path = place / "registers" / "2023.csv"
    outside = shutil.copy(path, place / "outside.csv")
    reading = sources.read_file

    def swapped(file, rules):
        path.unlink()
        path.symlink_to(outside)
        return reading(file, rules)

    monkeypatch.setattr(sources, "read_file", swapped)
    connection = duckdb.connect()
    with pytest.raises(errors.InputError, match="the file changed while it was read"):
        load.load(connection, [place / "registers"], loaded_at=None)


def test_what_is_no_file_is_listed(place):
    os.mkfifo(place / "registers" / "2024.csv")
    (place / "registers" / "2025.xlsx").mkdir()
    ignored = dict(sources.listing([place / "registers"]).ignored)
    assert ignored["2024.csv"] == "a pipe, a socket or a device, not a file"
    assert ignored["2025.xlsx"].startswith("a folder, not a file")


def test_a_folder_that_cannot_be_listed_is_a_failure(run, place, monkeypatch):
    (place / "registers" / "closed").mkdir()
    scan = os.scandir

    def closed(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    code, told = run("run", place / "registers", "--out", place / "out")
    assert (code, "Not read: closed: The folder cannot be listed" in told) == (1, True)


def test_two_sources_of_one_name_are_told_apart(run, place, tools):
    folders = [place / year / "reg" for year in ("2022", "2023")]
    for folder in folders:
        folder.mkdir(parents=True)
        text = tools.register("甲科", int(folder.parent.name))
        (folder / "a.csv").write_text(text, encoding="utf-8")
    names = [file.name for file in sources.listing(folders).files]
    assert names == ["2022/reg/a.csv", "2023/reg/a.csv"]
    files = [folder / "a.csv" for folder in folders]
    assert [file.name for file in sources.listing(files).files] == names
    assert run("run", *folders, "--out", place / "out")[0] == 0
    assert issues(place) == 10


def test_a_file_named_twice_is_read_once(place):
    listing = sources.listing([place / "registers", place / "registers" / "2023.csv"])
    assert len(listing.files) == 1
    assert [reason for _, reason in listing.ignored] == ["named twice"]


def test_reviewed_judgement_among_the_registers_is_passed_over(run, place):
    decisions = place / "registers" / "out" / "decisions"
    decisions.mkdir(parents=True)
    (decisions / "names.csv").write_text("name\n鸿达\n", encoding="utf-8")
    (decisions / "people.csv").write_text("name,reason\n张伟,\n", encoding="utf-8")
    (decisions / "unit_names.csv").write_text("alias,canonical\n甲处,甲科\n", encoding="utf-8")
    words = ("run", place / "registers", "--out", place / "registers" / "out")
    assert run(*words)[0] == 0
    assert UNCHANGED in run(*words)[1]


def test_a_page_as_a_word_document_is_passed_over_wherever_it_was_copied(run, place):
    rows = "<table><tr><th>部门</th><th>年度</th><th>问题描述</th></tr>"
    page = f"<h1>总览</h1>{rows}<tr><td>甲科</td><td>2023</td><td>漏签</td></tr></table>"
    copied = place / "registers" / "给局领导.docx"
    word_file.write(page, copied, as_of=None)
    code, told = run("run", place / "registers", "--out", place / "out")
    assert code == 0 and "Passed over (a result of Five Lenses): 给局领导.docx" in told
    assert issues(place) == 5


def test_a_register_with_numbers_of_its_own_is_a_register(run, place):
    text = "issue_id,measure_id,部门,年度,问题描述,整改措施\n1,7,甲科,2024,漏签,补签\n"
    (place / "registers" / "2024.csv").write_text(text, encoding="utf-8")
    assert run("run", place / "registers", "--out", place / "out")[0] == 0
    assert issues(place) == 6


def test_a_record_nested_without_end_is_no_record(place):
    for name in ("run.json", "x/run.json"):
        path = place / "registers" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"pages":' * 5_000 + "1" + "}" * 5_000)
    assert len(sources.listing([place / "registers"]).files) == 3
