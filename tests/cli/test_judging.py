"""The verbs of people who judge, as they type them."""

import csv
import json

import pytest

from analysis import cli

HEADER = "部门,问题描述,发现日期,年度\n"
OLD = "质检所,二楼消防通道被杂物堵塞，2023年3月检查发现,2023-03-01,2023\n"
COPY = "质检所,二楼消防通道被杂物堵塞，2024年3月检查发现,2024-03-01,2024\n"


@pytest.fixture
def bureau(tmp_path):
    """A folder with a warehouse of two years, the second a copy of the first."""
    registers = tmp_path / "registers"
    registers.mkdir()
    (registers / "2023.csv").write_text(HEADER + OLD, encoding="utf-8")
    (registers / "2024.csv").write_text(HEADER + COPY, encoding="utf-8")
    warehouse = str(tmp_path / "warehouse.duckdb")
    assert cli.main(["load", str(registers), "--warehouse", warehouse]) == 0
    assert cli.main(["match", "--warehouse", warehouse]) == 0
    return tmp_path


def run(capsys, folder, *words):
    """Exit code and standard output of a verb on the folder's warehouse."""
    capsys.readouterr()
    code = cli.main([*words, "--warehouse", str(folder / "warehouse.duckdb")])
    return code, capsys.readouterr()


def test_a_link_goes_out_and_its_verdict_comes_back_and_is_applied_by_match(bureau, capsys):
    sheet = bureau / "review.csv"
    assert run(capsys, bureau, "review", "export", "--to", str(sheet))[0] == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"verdict": "confirmed", "reviewer": "office"} for row in rows)
    code, said = run(capsys, bureau, "review", "import", str(sheet))
    assert (code, "1 verdict added to" in said.err) == (0, True)
    assert run(capsys, bureau, "match")[0] == 0
    links = bureau / "links.csv"
    assert run(capsys, bureau, "export", "linked.links", "--to", str(links))[0] == 0
    with links.open(encoding="utf-8-sig", newline="") as file:
        assert [row["verdict"] for row in csv.DictReader(file)] == ["confirmed"]
    code, said = run(capsys, bureau, "review", "list", "--json")
    assert (code, json.loads(said.out)["reviewed"]["confirmed_count"]) == (0, 1)
    assert run(capsys, bureau, "review", "undo", "--reviewer", "office")[0] == 0
    assert run(capsys, bureau, "review", "undo", "--reviewer", "office")[0] == 1


def test_a_refused_row_is_named_and_the_import_done_in_part(bureau, capsys):
    sheet = bureau / "mine.csv"
    sheet.write_text("pair_key,verdict,reviewer,note\nnone,confirmed,office,\n", encoding="utf-8")
    code, said = run(capsys, bureau, "review", "import", str(sheet))
    assert code == 1
    assert "Refused: mine.csv, row 2: unknown: no link has this pair_key" in said.err


def test_a_sheet_that_is_no_sheet_of_ours_is_refused(bureau, capsys):
    sheet = bureau / "other.csv"
    sheet.write_text("a,b\n1,2\n", encoding="utf-8")
    code, said = run(capsys, bureau, "review", "import", str(sheet))
    assert code == 3
    assert "pair_key and verdict" in said.err


def test_the_list_names_the_link_in_words(bureau, capsys):
    code, said = run(capsys, bureau, "review", "list")
    assert code == 0
    assert "1 link to judge; 1 shown." in said.out
    assert "date: 2023年3月 → 2024年3月" in said.out
    assert "1 candidates not reviewed" in said.out


def test_check_ends_with_0_though_rows_repeat_and_says_what_changed(bureau, capsys):
    file = bureau / "2025.csv"
    file.write_text(HEADER + COPY.replace("2024", "2025"), encoding="utf-8")
    code, said = run(capsys, bureau, "check", str(file), "--language", "zh-Hans")
    assert code == 0
    assert "第2行：除日期外相同" in said.out
    assert "改动：日期 2024年3月 → 2025年3月" in said.out
    code, said = run(capsys, bureau, "check", str(file), "--json")
    (row,) = json.loads(said.out)["rows"]
    assert (row["shown_class"], row["prior_register_year"]) == ("redated_only", 2024)


def test_check_of_a_file_with_nothing_to_load_ends_with_3(bureau, capsys):
    file = bureau / "2025.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(capsys, bureau, "check", str(file))[0] == 3
