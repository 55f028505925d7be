"""Files into sheets: encodings, refusals, formulas without values."""

from __future__ import annotations

import zipfile

import pytest

from analysis import errors
from analysis.ingest import readers
from analysis.ingest.readers import archives

_TABLE = "序号,存在问题,整改措施\n1,检验记录未签名,补签\n2,标识不清,统一标识\n"
_ROWS = [
    ("序号", "存在问题", "整改措施"),
    ("1", "检验记录未签名", "补签"),
    ("2", "标识不清", "统一标识"),
]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
    ],
)
def test_i5_the_same_table_in_each_encoding_gives_the_same_rows(text_file, encoding, found):
    (sheet,) = readers.read(text_file("a.csv", _TABLE, encoding))
    assert (sheet.rows, sheet.encoding) == (_ROWS, found)


def test_i5_big5_is_told_from_gb18030_by_private_use_characters(text_file):
    text = "項次,缺失事項\n1,檢驗紀錄未簽名\n"
    (sheet,) = readers.read(text_file("a.csv", text, "big5hkscs"))
    assert (sheet.rows[1], sheet.encoding) == (("1", "檢驗紀錄未簽名"), "big5hkscs")


def test_private_use_characters_in_utf8_do_not_unsettle_the_encoding(text_file):
    (sheet,) = readers.read(text_file("a.csv", "問題\n\ue123公司\n"))
    assert sheet.encoding == "utf-8"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "orgao;conteudo\n\u00d3RG\u00c3O DE AVIA\u00c7\u00c3O;Fixar a inspe\u00e7\u00e3o.\n",
        ),
        ("cp1252", "Issue;Unit\nIt\u2019s caf\u00e9 \u2013 d\u00e9j\u00e0 vu;North\n"),
        ("cp1252", "M\u00e4ngel;Amt\nT\u00fcr klemmt, siehe \u00a7 4;S\u00fcd\n"),
        ("cp949", "부서,문제,기한\n총무과,비상구가 막혀 있음,2024-03-01\n"),
        ("cp932", "部署,課題,期限\n総務課,非常口の前に荷物が置かれている,2024-03-01\n"),
    ],
)
def test_i5_encodings_of_other_languages_are_known_by_their_words(text_file, encoding, text):
    (sheet,) = readers.read(text_file("a.csv", text, encoding))
    assert sheet.encoding == encoding
    assert [list(row) for row in sheet.rows] == [
        row.split(";" if ";" in text else ",") for row in text.splitlines()
    ]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Číslo;Zjištění\n1;Chybějící označení únikových východů\n"),
        ("cp1251", "Номер;Замечание\n1;Выход закрыт\n"),
        ("cp437", "Unit;Issue\nNorth;Café closed\n"),
        ("euc_jp", "部署,課題\n総務課,非常口の前に荷物が置かれている\n"),
    ],
)
def test_i5_an_uncertain_encoding_is_refused_and_none_is_named_that_would_garble(
    text_file, encoding, text
):
    path = text_file("a.csv", text, encoding)
    with pytest.raises(errors.InputError, match="encoding is not certain") as refusal:
        readers.read(path)
    assert 'encoding = "…"' in refusal.value.remedy
    assert not {"gb18030", "big5hkscs", "cp1252", "cp949", "cp932"} & set(
        refusal.value.args[0].replace(",", " ").split()
    )


def test_a_declared_encoding_is_taken(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Issue\nIt\u2019s\n".encode("cp1252"))
    (sheet,) = readers.read(path, readers.Options(encoding="cp1252"))
    assert sheet.rows[1] == ("It\u2019s",)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"PK\x03\x04 cut off", "damaged or cut off"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", "encrypted"),
        ("a.xlsx", b"a,b\n1,2\n", "looks like plain text"),
        ("a.csv", b"PK\x03\x04", "looks like an xlsx workbook"),
        ("a.xls", b"<html><table>", "looks like plain text"),
        ("a.json", b'[{"a": 1', "not valid json"),
        ("a.json", b"[]", "no records"),
        ("a.parquet", b"PAR1 cut", "damaged or cut off"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted, or an old"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cannot be read"),
        ("a.csv", b'a,b\n1,"open\n2,3\n', "never closed"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(errors.InputError, match=message) as refusal:
        readers.read(path)
    assert name in refusal.value.cause and refusal.value.remedy


def test_numbers_lose_their_decimal_point_and_dates_are_iso(workbook):
    import datetime

    path = workbook("a.xlsx", {"S": [[1.0, 2.5, datetime.datetime(2024, 6, 30), True, "001"]]})
    (sheet,) = readers.read(path)
    assert sheet.rows == [("1", "2.5", "2024-06-30", "true", "001")]


def test_i3_a_formula_without_a_value_is_found(workbook):
    (sheet,) = readers.read(workbook("a.xlsx", {"S": [["x", "y"], ["=1+1", "z"]]}))
    assert sheet.unvalued == {(1, 0)}


def test_a_cell_of_a_million_characters_is_read(text_file):
    (sheet,) = readers.read(text_file("a.csv", "问题\n" + "长" * 1_000_000 + "\n"))
    assert len(sheet.rows[1][0]) == 1_000_000


def test_nested_records_share_the_number_of_their_record(json_file):
    path = json_file("a.json", {"F1": {"items": [{"x": 1}, {"x": 2}]}, "F2": {"items": [{"x": 3}]}})
    (sheet,) = readers.read(path, readers.Options(record_path="items", record_key="unit"))
    assert (sheet.header, sheet.rows, sheet.numbers) == (
        ("unit", "x"),
        [("F1", "1"), ("F1", "2"), ("F2", "3")],
        [1, 1, 2],
    )


@pytest.mark.parametrize("before", [0, 1, 15, 31, 32, 33, 40, 63, 64, 65])
def test_a_stray_cell_is_found_wherever_the_chunks_of_the_file_end(tmp_path, before):
    stray = b'<c r="ZZ900000"><v>1</v></c>'
    start = b'<worksheet><sheetData><row r="1"><c r="A1"><v>'
    filler = b"1" * ((1 << 20) - before - len(start) - len(b"</v></c>"))
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        sheet = start + filler + b"</v></c>" + stray + b"</row></sheetData></worksheet>"
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(errors.InputError, match="used area is 900000 rows by 702 columns"):
        archives.check(path)


@pytest.mark.parametrize("place", ["r='ZZ900000'", '\nr="ZZ900000"', 'r = "ZZ900000"'])
def test_a_stray_cell_is_found_however_its_place_is_spelled(tmp_path, place):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f'<sheetData><row r="1"><c {place}/></row>')
    with pytest.raises(errors.InputError, match="used area is 900000 rows by 702 columns"):
        archives.check(path)


def test_formulas_and_hidden_rows_are_mentioned_where_they_are(workbook):
    import openpyxl

    path = workbook("a.xlsx", {"S": [["x"], ["=1+1"]], "T": [["x"], ["y"]]})
    book = openpyxl.load_workbook(path)
    book["T"].row_dimensions[2].hidden = True
    book.save(path)
    found = archives.check(path)
    assert found.formulas == {"xl/worksheets/sheet1.xml"}
    assert found.hidden == {"xl/worksheets/sheet2.xml"}
    assert [sheet.hidden for sheet in readers.read(path)] == [(), (2,)]
