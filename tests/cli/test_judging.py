"""The verbs of people who judge, as they type them."""

import csv
import json

import pytest

from analysis import cli

HEADER = "部门,问题描述,发现日期,年度\n"
OLD = "质检所,二楼消防通道被杂物堵塞，2023年3月检查发现,2023-03-01,2023\n"
COPY = "质检所,二楼消防通道被杂物堵塞，2024年3月检查发现,2024-03-01,2024\n"


def _two_years(folder):
    registers = folder / "registers"
    registers.mkdir()
    (registers / "2023.csv").write_text(HEADER + OLD, encoding="utf-8")
    (registers / "2024.csv").write_text(HEADER + COPY, encoding="utf-8")
    warehouse = str(folder / "warehouse.duckdb")
    assert cli.main(["load", str(registers), "--warehouse", warehouse]) == 0
    assert cli.main(["match", "--warehouse", warehouse]) == 0


@pytest.fixture
def bureau(copied, tmp_path):
    """A folder with a warehouse of two years, the second a copy of the first."""
    return copied(_two_years, tmp_path)


def run(capsys, folder, *words):
    """Exit code and standard output of a verb on the folder's warehouse."""
    capsys.readouterr()
    code = cli.main([*words, "--warehouse", str(folder / "warehouse.duckdb")])
    return code, capsys.readouterr()


def _fill_in(sheet, **values):
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | values for row in rows)


def test_a_link_goes_out_and_its_verdict_comes_back_and_is_applied_by_match(bureau, capsys):
    sheet = bureau / "review.csv"
    assert run(capsys, bureau, "review", "export", "--to", str(sheet))[0] == 0
    _fill_in(sheet, verdict="confirmed", reviewer="office")
    code, said = run(capsys, bureau, "review", "import", str(sheet))
    assert (code, "decisions: 1; known already: 0" in said.err) == (0, True)
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
    assert "Links to judge: 1; shown: 1." in said.out
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


@pytest.fixture
def named(tmp_path):
    """A warehouse whose analysts listed two names that no suffix tells from wording."""
    registers, decisions = tmp_path / "registers", tmp_path / "decisions"
    registers.mkdir()
    decisions.mkdir()
    (decisions / "names.csv").write_text("name\n江汇\n盛江\n", encoding="utf-8")
    old = (
        "质检所,对江汇的检查记录缺失，未按规定留存,2023-03-01,2023\n",
        "质检所,实验室台账未按期更新,2023-04-01,2023\n",
    )
    (registers / "2023.csv").write_text(HEADER + "".join(old), encoding="utf-8")
    warehouse = str(tmp_path / "warehouse.duckdb")
    assert cli.main(["load", str(registers), "--warehouse", warehouse]) == 0
    assert cli.main(["match", "--warehouse", warehouse]) == 0
    return tmp_path


def _checked(capsys, folder, rows, *more):
    file = folder / "2024.csv"
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    code, said = run(capsys, folder, "check", str(file), *more)
    assert code == 0
    return said.out


NEW = "质检所,收费公示栏内容没有更新,2024-05-01,2024\n"
LOOK_ALIKE = "质检所,对盛江的检查记录缺失，未按规定留存,2024-03-01,2024\n"


def test_check_says_in_which_rows_the_look_alikes_stand(named, capsys):
    told = _checked(capsys, named, [NEW, LOOK_ALIKE])
    assert "The other entries: New 1; Same pattern, another object 1 (row 3)." in told


def test_check_says_that_a_name_was_exchanged_which_the_texts_alone_do_not_show(named, capsys):
    told = _checked(capsys, named, [LOOK_ALIKE, NEW], "--language", "zh-Hans")
    assert "按各份台账的用字，改动处换了名称（单位）" in told
    (row, new) = json.loads(_checked(capsys, named, [LOOK_ALIKE, NEW], "--json"))["rows"]
    assert row["changed_kinds"] == ["organisation", "text"]
    assert {change["kind"] for change in row["changes"]} == {"text"}
    assert (row["names"], new["changed_kinds"], new["names"]) == (["organisation"], [], [])


def test_what_this_years_register_repeats_is_not_advised_to_be_carried_over(named, capsys):
    told = _checked(capsys, named, [NEW, NEW.replace("05-01", "07-01")])
    assert "Row 3: Same text" in told and "take one of the two out" in told
    assert "carried over" not in told


@pytest.mark.parametrize("declared", ["是否结转\n", "完成情况\n"])
def test_the_advice_to_carry_over_names_columns_that_declare_it(named, capsys, declared):
    copy = "质检所,实验室台账未按期更新,2024-04-01,2024"
    told = _checked(capsys, named, [copy + "\n"], "--language", "zh-Hans")
    assert "在“是否结转”栏填“是”" in told and "“状态（完成情况）”栏写明“上年结转”" in told
    word = "是" if "是否" in declared else "上年结转"
    file = named / "2024.csv"
    file.write_text(f"{HEADER.strip()},{declared}{copy},{word}\n", encoding="utf-8")
    said = run(capsys, named, "check", str(file), "--json")[1]
    assert [row["shown_class"] for row in json.loads(said.out)["rows"]] == ["carry_over"]


def test_the_list_says_what_the_verdicts_mean_in_the_language_asked_for(bureau, capsys):
    told = run(capsys, bureau, "review", "list", "--language", "zh-Hans")[1].out
    assert "待复核1条，列出1条。" in told and "除日期外相同  日期: 2023年3月 → 2024年3月" in told
    assert "复核结论可填：确认, 撤销, 未定。" in told and "撤销：" in told
    english = run(capsys, bureau, "review", "list")[1].out
    assert "Verdicts: confirmed, dismissed, unsure." in english
    capsys.readouterr()
    assert cli.main(["review", "export", "--help"]) == 0
    help_text = " ".join(capsys.readouterr().out.split())
    assert "`dismissed` (撤销): they are not, the flag counts no more" in help_text


def test_the_list_shows_what_waits_for_a_second_verdict(tmp_path, capsys):
    registers = tmp_path / "registers"
    registers.mkdir()
    for year, text in (
        (2023, "部分执法文书归档不及时，材料不齐全和签字缺失"),
        (2024, "个别执法文书归档不及时，材料不齐全及签字缺失"),
    ):
        row = f"办公室,{text},{year}-03-01,{year}\n"
        (registers / f"{year}.csv").write_text(HEADER + row, encoding="utf-8")
    warehouse = str(tmp_path / "warehouse.duckdb")
    assert cli.main(["load", str(registers), "--warehouse", warehouse]) == 0
    assert cli.main(["match", "--warehouse", warehouse]) == 0
    assert "second verdict" not in run(capsys, tmp_path, "review", "list")[1].out
    sheet = tmp_path / "sheet.csv"
    assert run(capsys, tmp_path, "review", "export", "--to", str(sheet))[0] == 0
    _fill_in(sheet, verdict="confirmed", reviewer="office", issue_text="edited")
    code, said = run(capsys, tmp_path, "review", "import", str(sheet))
    assert code == 0 and "row 2: issue_text is not what the register says" in said.err
    told = run(capsys, tmp_path, "review", "list")[1].out
    assert "1 of them wait for a second verdict" in told
    assert "  waits for a second verdict\n" in told
