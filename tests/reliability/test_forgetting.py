"""A unit or a person is taken out on request, for good, and what was made anew is said."""

from __future__ import annotations

import csv

import duckdb
import pytest

PERSON = "欧阳若兰"


@pytest.fixture
def place(tmp_path, tools, run):
    """Two units in one file of each year; a person is named in texts of one."""
    folder = tmp_path / "registers"
    folder.mkdir()
    for year in (2023, 2024):
        one = tools.register("甲科", year).replace("未整改", f"未整改，{PERSON}已告知")
        other = tools.register("夜校", year).split("\n", 1)[1]
        (folder / f"{year}.csv").write_text(one + other, encoding="utf-8")
    assert run("run", folder, "--out", tmp_path / "out")[0] == 0
    return tmp_path


def on(place, verb, *words):
    return (verb, *words, "--warehouse", place / "out" / "warehouse.duckdb")


def rows(place, sql):
    path = str(place / "out" / "warehouse.duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def counts(place):
    return rows(place, "select unit, count(*) from clean.issues group by unit order by unit")


def test_a_unit_goes_with_every_byte_and_stays_away(run, place):
    path = place / "out" / "warehouse.duckdb"
    assert "夜校".encode() in path.read_bytes()
    code, told = run(*on(place, "forget", "--unit", "夜校"))
    assert code == 0, told
    assert "Taken out: 10 rows and the name in 0 cells, of 2 files." in told
    assert "Made anew" in told and "Not touched: the registers" in told
    assert counts(place) == [("甲科", 10)]
    assert "夜校".encode() not in path.read_bytes()
    assert run("run", place / "registers", "--out", place / "out")[0] == 0
    assert counts(place) == [("甲科", 10)]
    assert "夜校".encode() not in path.read_bytes()
    assert rows(place, "select distinct rule, value from raw.rejects") == [
        ("removed_on_request", None)
    ]


def test_a_unit_whose_removal_is_withdrawn_comes_back(run, place):
    run(*on(place, "forget", "--unit", "夜校"))
    (place / "out" / "decisions" / "removed.csv").write_text("unit,person\n", encoding="utf-8")
    assert run("run", place / "registers", "--out", place / "out")[0] == 0
    assert counts(place) == [("夜校", 10), ("甲科", 10)]


def test_a_person_is_replaced_by_a_pseudonym_for_good(run, place):
    path = place / "out" / "warehouse.duckdb"
    code, told = run(*on(place, "forget", "--person", PERSON))
    assert code == 0, told
    assert "of 2 files" in told
    assert counts(place) == [("夜校", 10), ("甲科", 10)]
    assert PERSON.encode() not in path.read_bytes()
    assert run("run", place / "registers", "--out", place / "out")[0] == 0
    assert PERSON.encode() not in path.read_bytes()


def test_what_people_wrote_beside_verdicts_names_a_forgotten_person_no_more(run, place):
    path, sheet = place / "out" / "warehouse.duckdb", place / "sheet.csv"
    assert run(*on(place, "review", "export", "--to", sheet))[0] == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        first, *_ = csv.DictReader(file)
    told = {"verdict": "confirmed", "reviewer": "办公室", "note": f"{PERSON}作证"}
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, first)
        writer.writeheader()
        writer.writerow(first | told | {"reply": f"{PERSON}说已改"})
    assert run("review", "import", sheet, "--warehouse", path)[0] == 0
    assert run(*on(place, "match"))[0] == 0
    sql = "select note, reply_text from linked.decisions, linked.replies"
    assert rows(place, sql) == [(f"{PERSON}作证", f"{PERSON}说已改")]
    assert run(*on(place, "forget", "--person", PERSON))[0] == 0
    [(note, reply)] = rows(place, sql)
    assert note.startswith("P-") and note.endswith("作证") and reply.endswith("说已改")
    assert PERSON.encode() not in path.read_bytes()
    assert run(*on(place, "match"))[0] == 0
    assert PERSON.encode() not in path.read_bytes()


def test_the_log_of_forgetting_names_nobody(run, place):
    run(*on(place, "forget", "--person", PERSON))
    newest = max((place / "out" / "logs").glob("*.jsonl"), key=lambda path: path.stat().st_mtime_ns)
    assert PERSON not in newest.read_text(encoding="utf-8")


def test_a_misspelt_unit_is_put_on_no_list(run, place):
    code, told = run(*on(place, "forget", "--unit", "夜效"))
    assert (code, "Nothing of unit '夜效'" in told) == (3, True)
    assert not (place / "out" / "decisions").exists()


@pytest.mark.parametrize("words", [[], ["--unit", "a", "--person", "b"]])
def test_neither_or_both_is_wrong_use(run, place, words):
    assert run(*on(place, "forget", *words))[0] == 2
