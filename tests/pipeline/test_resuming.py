"""A second match compares what changed, and ends where a match from nothing ends."""

import re
import shutil
from pathlib import Path

import pytest

from analysis import settings, warehouse
from analysis.pipeline import stages
from analysis.publish import program
from analysis.text.forms import forms

ROOT = Path(__file__).parents[2]
ANALYSIS, CASE = ROOT / "analysis", ROOT / "data" / "pingyi"
SETTINGS = settings.load()
HEAD = "单位,问题,发现日期,年度\n"
BLOCKED, UNREAD = "质检所,二楼消防通道被杂物堵塞。", "质检所,样品室温度无人记录。"
ROWS = {
    2021: f"{BLOCKED},2021-03-01,2021\n{UNREAD},2021-05-01,2021\n",
    2022: f"{BLOCKED},2022-03-01,2022\n",
    2023: f"{BLOCKED},2023-03-01,2023\n{UNREAD},2023-05-01,2023\n",
}


@pytest.fixture
def registers(tmp_path):
    """Writes years as files; a year without rows is removed. Gives the folder."""
    folder = tmp_path / "registers"
    folder.mkdir()

    def write(years):
        for year in ROWS:
            (folder / f"{year}.csv").unlink(missing_ok=True)
        for year, rows in years.items():
            (folder / f"{year}.csv").write_text(HEAD + rows, encoding="utf-8")
        return folder

    return write


def matched(path, folder, caplog):
    """Load and match; the issues compared, and the links."""
    caplog.clear()
    with caplog.at_level("INFO", "fivelens"):
        stages.build(path, stages.Inputs([folder]), SETTINGS)
    told = re.findall(r"(\d+) of (\d+) issues to compare", caplog.text)
    return tuple(map(int, told[0])), linked(path)


def linked(path):
    connection = warehouse.connect(path)
    try:
        return {
            table: warehouse.rows(connection, f"select * from linked.{table} order by all")
            for table in ("links", "classes", "problems", "outcomes")
        }
    finally:
        connection.close()


def test_a_new_year_alone_is_compared_with_the_history(registers, tmp_path, caplog):
    matched(tmp_path / "w.duckdb", registers({year: ROWS[year] for year in (2021, 2022)}), caplog)
    counts, links = matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    assert counts == (2, 5)
    assert links == matched(tmp_path / "whole.duckdb", registers(ROWS), caplog)[1]


def test_what_looks_back_on_a_year_that_came_late_is_compared_again(registers, tmp_path, caplog):
    matched(tmp_path / "w.duckdb", registers({year: ROWS[year] for year in (2021, 2023)}), caplog)
    counts, links = matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    assert counts == (3, 5)
    assert links == matched(tmp_path / "whole.duckdb", registers(ROWS), caplog)[1]


def test_a_year_that_went_takes_its_links_with_it(registers, tmp_path, caplog):
    matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    left = {year: ROWS[year] for year in (2021, 2023)}
    counts, links = matched(tmp_path / "w.duckdb", registers(left), caplog)
    assert counts == (2, 4)
    assert links == matched(tmp_path / "whole.duckdb", registers(left), caplog)[1]


def test_nothing_new_is_nothing_compared(registers, tmp_path, caplog):
    first = matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    counts, links = matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    assert counts == (0, 5)
    assert links == first[1]


@pytest.mark.slow
def test_the_bundled_case_in_two_loads_is_the_case_in_one(tmp_path, caplog):
    before = tmp_path / "before"
    shutil.copytree(CASE, before)
    for file in (before / "registers").rglob("*2023*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    matched(tmp_path / "w.duckdb", before, caplog)
    (asked, entries), links = matched(tmp_path / "w.duckdb", CASE, caplog)
    assert 0 < asked < entries
    assert links == matched(tmp_path / "whole.duckdb", CASE, caplog)[1]


@pytest.fixture
def formed(monkeypatch):
    """The texts whose normal forms are made, as they are."""
    told = []
    read = forms.read

    def noted(texts, **chosen):
        told.extend(texts.to_pylist())
        return read(texts, **chosen)

    monkeypatch.setattr(forms, "read", noted)
    return told


def texts(path):
    with warehouse.connect(path) as connection:
        return warehouse.rows(connection, "from clean.texts order by text_id")


def test_normal_forms_are_made_of_new_texts_only(registers, tmp_path, formed):
    path, whole = tmp_path / "w.duckdb", tmp_path / "whole.duckdb"
    stages.load(path, stages.Inputs([registers({2021: ROWS[2021]})]))
    formed.clear()
    new = "质检所,门岗登记本缺页。,2023-05-01,2023\n"
    folder = registers({2022: ROWS[2022], 2023: new})
    stages.load(path, stages.Inputs([folder]), replace=True)
    assert [text for text in formed if text.endswith("。")] == ["门岗登记本缺页。"]
    stages.load(whole, stages.Inputs([folder]))
    assert texts(path) == texts(whole)


def test_other_names_form_all_texts_anew(registers, tmp_path, formed):
    path, decisions = tmp_path / "w.duckdb", tmp_path / "decisions"
    decisions.mkdir()
    folder = registers(ROWS)
    stages.load(path, stages.Inputs([folder]))
    formed.clear()
    (decisions / "names.csv").write_text("name\n样品室\n", encoding="utf-8")
    stages.load(path, stages.Inputs([folder], decisions=decisions))
    assert "样品室温度无人记录。" in formed
    assert "⟨O⟩温度无人记录" in [row[5] for row in texts(path)]


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """Adds a line to a file of the program; its hash is then that of a copy with this line."""
    copy = tmp_path / "program"
    shutil.copytree(ANALYSIS, copy / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "_PROJECT", copy)

    def edit(name):
        with (copy / "analysis" / name).open("a", encoding="utf-8") as file:
            file.write("\n")

    return edit


@pytest.mark.parametrize("name", ["locale/zh_Hans.po", "lenses/overview/page.py", "markup.py"])
def test_an_edited_word_of_a_page_forms_and_compares_nothing(
    registers, tmp_path, caplog, formed, edited, name
):
    first = matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    formed.clear()
    edited(name)
    counts, links = matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    assert (counts, links) == ((0, 5), first[1])
    assert [text for text in formed if text.endswith("。")] == []


@pytest.mark.parametrize("name", ["queries/match/steps/codes.sql", "match/naming/spans.py"])
def test_an_edited_query_or_rule_of_matching_compares_all_anew(
    registers, tmp_path, caplog, edited, name
):
    matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    edited(name)
    assert matched(tmp_path / "w.duckdb", registers(ROWS), caplog)[0] == (5, 5)


def test_an_edited_rule_of_forms_forms_all_anew(registers, tmp_path, caplog, formed, edited):
    matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    formed.clear()
    edited("text/letters/noise.py")
    matched(tmp_path / "w.duckdb", registers(ROWS), caplog)
    assert "样品室温度无人记录。" in formed
