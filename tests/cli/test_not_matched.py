"""What reads links refuses them when they are not those of the issues that stand there now."""

import pytest

from analysis import cli

HEADER = "部门,问题描述,发现日期,年度,整改措施\n"
ROWS = {
    "2023": "质检所,二楼消防通道被杂物堵塞,2023-03-01,2023,清理通道\n",
    "2024": "质检所,二楼消防通道被杂物堵塞,2024-03-01,2024,清理通道\n",
}
READERS = {
    "publish": ["publish", "--out", "site", "--page", "overview"],
    "evaluate": ["evaluate", "truth.csv"],
    "export": ["export", "linked.classes", "--to", "classes.csv"],
    "review list": ["review", "list"],
    "review export": ["review", "export", "--to", "review.csv"],
    "review import": ["review", "import", "sheet.csv"],
    "check": ["check", "registers/2024.csv"],
}


def _loaded(folder):
    (folder / "registers").mkdir()
    for year in ROWS:
        write(folder, year)
    (folder / "truth.csv").write_text("source_file,source_row,shown_class\n2023.csv,2,new\n")
    (folder / "sheet.csv").write_text("pair_key,verdict\n")
    words = ["load", str(folder / "registers"), "--warehouse", str(folder / "w.duckdb")]
    assert cli.main(words) == 0


@pytest.fixture
def bureau(copied, tmp_path, monkeypatch):
    """A folder, as the working folder, with registers that are loaded and not matched."""
    monkeypatch.chdir(tmp_path)
    return copied(_loaded, tmp_path)


def write(folder, year, old="", new=""):
    text = HEADER + ROWS[year].replace(old, new)
    (folder / "registers" / f"{year}.csv").write_text(text, encoding="utf-8")


def on_warehouse(*words):
    return cli.main([*words, "--warehouse", "w.duckdb"])


def said_by(capsys, *words):
    capsys.readouterr()
    return on_warehouse(*words), capsys.readouterr().err


@pytest.mark.parametrize("words", READERS.values(), ids=READERS)
def test_a_verb_that_reads_links_refuses_a_warehouse_never_matched(bureau, capsys, words):
    code, said = said_by(capsys, *words)
    assert (code, "Run `fivelens match --warehouse FILE` first." in said) == (3, True), said
    assert not (bureau / "site").exists()


@pytest.mark.parametrize("words", READERS.values(), ids=READERS)
def test_a_verb_that_reads_links_refuses_those_of_issues_loaded_since(bureau, capsys, words):
    assert on_warehouse("match") == 0
    write(bureau, "2024", "杂物", "纸箱")
    assert on_warehouse("load", "registers") == 0
    code, said = said_by(capsys, *words)
    assert (code, "Run `fivelens match --warehouse FILE` first." in said) == (3, True), said
    assert not (bureau / "site").exists()


def test_another_measure_to_the_same_issue_is_matched_again_too(bureau, capsys):
    assert on_warehouse("match") == 0
    write(bureau, "2024", "清理通道", "每周由保管员清理通道")
    assert on_warehouse("load", "registers") == 0
    assert said_by(capsys, "review", "list")[0] == 3
    assert on_warehouse("match") == 0
    assert said_by(capsys, "review", "list")[0] == 0


def test_names_that_analysts_list_are_matched_again_too(bureau, capsys):
    assert on_warehouse("match") == 0
    (bureau / "decisions").mkdir()
    (bureau / "decisions" / "names.csv").write_text("name\n二楼消防通道\n", encoding="utf-8")
    assert on_warehouse("load", "registers") == 0
    assert said_by(capsys, "review", "list")[0] == 3


def test_registers_loaded_again_as_they_were_keep_their_links(bureau, capsys):
    assert on_warehouse("match") == 0
    assert on_warehouse("load", "registers") == 0
    for words in (READERS["export"], READERS["check"], READERS["review list"]):
        assert said_by(capsys, *words)[0] == 0


def test_what_is_no_link_is_exported_before_matching(bureau):
    assert on_warehouse("export", "clean.issues", "--to", "issues.csv") == 0
