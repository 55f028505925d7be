"""U8: a name of a person in the registers stands in nothing that is published without names."""

from __future__ import annotations

import base64
import html
import json
import urllib.parse
import zipfile

import openpyxl
import pytest

from analysis import pseudonyms, warehouse
from analysis.publish import redaction

LISTED = "诸葛明远"  # stands in people.csv
OWNER = "欧阳若兰"  # stands as an owner, and elsewhere in texts
INSPECTOR = "Barnaby Quillfeather"
HEADER = ["部门", "年度", "序号", "问题描述", "发现日期", "整改措施", "责任人", "检查人", "备注"]


@pytest.fixture
def registers(tmp_path):
    """Two years in which persons stand in every kind of text."""
    folder = tmp_path / "registers"
    folder.mkdir()
    for year in (2023, 2024):
        book = openpyxl.Workbook()
        book.active.title = f"{LISTED}汇总"
        book.active.append(HEADER)
        for number in range(1, 8):
            text = f"{LISTED}与欧 阳若兰在第{number}号水泵房未按规程巡查，{INSPECTOR.upper()}已告知"
            measure = f"由{OWNER}每周复查{number}次，barnaby quillfeather签字"
            unit = "甲科" if number < 6 else f"{LISTED}工作室"
            row = [unit, year, number, text, f"{year}-0{number}-11", measure, OWNER, INSPECTOR]
            book.active.append([*row, f"諸葛明遠：{OWNER}"])
        book.active.append(["甲科", year, 9, "", f"{year}-09-11", "补写", OWNER, INSPECTOR, LISTED])
        book.save(folder / f"{LISTED}_{year}.xlsx")
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "people.csv").write_text(f"name\n{LISTED}\n", encoding="utf-8")
    return folder


def spellings(name):
    """The name as bytes in every encoding in which a page or a record could hold it."""
    forms = {name, name.upper(), name.lower(), "諸葛明遠" if name == LISTED else name}
    for form in forms:
        escaped = json.dumps(form)[1:-1]
        numeric = "".join(f"&#{ord(letter)};" for letter in form)
        hexadecimal = "".join(f"&#x{ord(letter):x};" for letter in form)
        texts = [form, escaped, escaped.upper(), html.escape(form), numeric, hexadecimal]
        yield from (text.encode() for text in [*texts, urllib.parse.quote(form)])
        for content in (form.encode(), form.encode("utf-16-le"), form.encode("gb18030")):
            yield content
            for shift in range(3):  # base64 looks other by where the name begins
                whole = base64.b64encode(b"x" * shift + content)
                yield whole[4 if shift else 0 : -4]


def holding(folder, name):
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        held = path.read_bytes() + path.name.encode()
        found += [path.name for spelled in spellings(name) if len(spelled) > 3 and spelled in held]
    return sorted(set(found))


def test_the_canary_would_be_found(tmp_path):
    for number, spelled in enumerate(spellings(LISTED)):
        (tmp_path / f"{number}.html").write_bytes(b"<p>" + spelled)
    assert len(holding(tmp_path, LISTED)) == number + 1


def published(run, registers, *more):
    out = registers.parent / "out"
    words = ("--out", out, "--decisions", registers.parent / "decisions", *more)
    assert run("run", registers, *words)[0] == 0
    return out


@pytest.mark.slow
@pytest.mark.parametrize("assets", ["inline", "compact"])
def test_no_name_is_in_anything_that_is_published(registers, tmp_path, capsys, assets):
    from analysis import cli

    out = tmp_path / "out"
    words = ["run", registers, "--out", out, "--decisions", tmp_path / "decisions"]
    unit = ["--unit", f"{LISTED}工作室", "--unit", "甲科", "--assets", assets]
    assert cli.main([*map(str, words), *unit, "--redact", "names"]) == 0
    for folder in (out / "site", out / "logs"):
        assert {name: holding(folder, name) for name in (LISTED, OWNER, INSPECTOR)} == {
            LISTED: [],
            OWNER: [],
            INSPECTOR: [],
        }
    page = (out / "site" / "plane_mirror.html").read_text(encoding="utf-8")
    assert pseudonyms.pseudonym(LISTED) in page
    assert cli.main(["verify", str(out / "site")]) == 0


def texts(path):
    """All that stands in the tables of a warehouse, in one text."""
    connection = warehouse.connect(path)
    tables = warehouse.rows(connection, warehouse.query("publish/tables"))
    rows = [warehouse.rows(connection, f'from {schema}."{table}"') for schema, table in tables]
    connection.close()
    return str(rows)


def test_no_text_of_the_copy_holds_a_name_and_ids_stay(run, registers):
    out = published(run, registers)
    with redaction.redacted(out / "warehouse.duckdb", registers.parent / "decisions") as copy:
        assert [name for name in (LISTED, OWNER, INSPECTOR) if name in texts(copy.warehouse)] == []
        ids = []
        for path in (copy.warehouse, out / "warehouse.duckdb"):
            connection = warehouse.connect(path)
            ids.append(warehouse.rows(connection, "select issue_id from clean.issues order by all"))
            connection.close()
    assert ids[0] == ids[1]
    assert not copy.warehouse.exists()


def test_records_and_logs_of_a_redacted_run_hold_no_name(run, registers):
    out = published(run, registers, "--redact", "names")
    for name in (LISTED, OWNER, INSPECTOR):
        assert holding(out / "site", name) == []
        assert holding(out / "logs", name) == []
    assert (
        "Nothing has changed"
        in run(
            *("run", registers, "--out", out, "--decisions", registers.parent / "decisions"),
            *("--redact", "names"),
        )[1]
    )


@pytest.mark.parametrize("spelled", ["诸葛明远", "諸葛明遠", "诸葛 明远", "诸葛·明远"])
def test_a_person_has_one_pseudonym_however_the_name_is_spelled(spelled):
    hide = pseudonyms.replacer([LISTED])
    assert hide(f"由{spelled}负责") == f"由{pseudonyms.pseudonym(LISTED)}负责"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张伟", ["张伟"]),
        ("张伟、欧阳若兰(组长)", ["张伟", "欧阳若兰"]),
        ("Jane Q. Doe; John Smith", ["Jane Q. Doe", "John Smith"]),
        ("办公室", []),
        ("安全科", []),
        ("保管员", []),
        ("王科长", []),
        ("自查", []),
        ("safety officer", []),
    ],
)
def test_persons_are_told_from_posts_and_bodies(cell, names):
    assert pseudonyms.named_in(cell) == names


COLUMNS = """
[tables.columns]
unit = "科室"
register_year = "年度"
issue_text = "存在问题"
category = "患者"
"""


def test_a_name_with_a_backslash_of_its_own_is_hidden_too():
    names = ["\\u", r"C\ure Ann"]
    hidden = pseudonyms.replacer(names)(f"{names[0]}，{names[1]}，李四")
    assert hidden == "，".join([*map(pseudonyms.pseudonym, names), "李四"])


@pytest.mark.parametrize("columns", ["", COLUMNS], ids=["by aliases", "by the mapping"])
def test_a_column_that_a_mapping_marks_as_personal_is_stored_nowhere_in_clear(
    run, tmp_path, columns
):
    (tmp_path / "in").mkdir()
    rows = (
        "科室,年度,存在问题,患者,电话\n甲科,2024,病历漏签,李小明,13800001111\n甲科,2024,,李小明,1\n"
    )
    (tmp_path / "in" / "2024.csv").write_text(rows, encoding="utf-8")
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        f'name = "m"\n[[tables]]\nkind = "registers"\npersonal = ["患者", "电话"]\n{columns}',
        encoding="utf-8",
    )
    words = ("run", tmp_path / "in", "--out", tmp_path / "out", "--mapping", mapping)
    assert run(*words)[0] == 0
    (returned,) = (tmp_path / "out" / "returns").glob("*.xlsx")
    cells = [cell for row in openpyxl.load_workbook(returned).active.values for cell in row]
    assert "***" in cells and "李小明" not in cells
    for secret in ("李小明", "13800001111"):
        for path in (path for path in (tmp_path / "out").rglob("*") if path.is_file()):
            held = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    held = b"".join(archive.read(name) for name in archive.namelist())
            assert secret.encode() not in held, path


def test_a_workbook_that_goes_back_names_no_owner(run, registers):
    out = published(run, registers)
    book = openpyxl.load_workbook(next((out / "returns").glob("*.xlsx")))
    cells = [str(cell) for row in book.active.values for cell in row]
    assert "***" in cells
    assert [cell for cell in cells if cell in (OWNER, INSPECTOR)] == []


def test_a_cell_is_neutral_though_blanks_or_unseen_characters_stand_before_the_sign():
    from analysis.text.letters import spreadsheets

    for unseen in (
        " ",
        "\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u2060",
        "\u00ad",
        "\x0b",
        " \u200e",
    ):
        cell = f"{unseen}=1+1"
        assert spreadsheets.neutral(cell) == f"'{cell}"
        assert spreadsheets.restored(f"'{cell}") == cell
    for plain in ("'tis", " 台账=3", "\u3000未签", ""):
        assert spreadsheets.neutral(plain) == plain


def test_a_site_that_named_persons_leaves_nothing_to_one_that_does_not(run, registers):
    out = published(run, registers)
    (out / "site" / "units").mkdir()
    held = (out / "site" / "run.json").read_text(encoding="utf-8")
    assert LISTED in held  # the names of files
    published(run, registers, "--redact", "names")
    assert holding(out / "site", LISTED) == []
