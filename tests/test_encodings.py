"""Files of reviewed judgement are read as spreadsheet programs save them."""

import csv

import pytest

from analysis import encodings, errors

NAMES = [["name"], ["江汇置业"], ["宏达"]]


def lines(path, content):
    path.write_bytes(content)
    return list(csv.reader(encodings.csv_lines(path)))


def test_a_mark_that_a_converter_carried_along_is_no_part_of_the_header(tmp_path):
    text = "\ufeffname\n江汇置业\n宏达\n"
    assert lines(tmp_path / "n.csv", text.encode("gb18030")) == NAMES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_names_of_rare_characters_are_read_in_each_encoding(tmp_path, encoding):
    assert lines(tmp_path / "n.csv", "name\n江汇置业\n宏达\n".encode(encoding)) == NAMES


def test_names_in_traditional_script_saved_as_big5_are_read(tmp_path):
    text = "name\n市場監督管理局所屬檢驗機構\n"
    assert lines(tmp_path / "n.csv", text.encode("big5hkscs")) == [
        ["name"],
        ["市場監督管理局所屬檢驗機構"],
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", b"\xff\xff\x81\x00"])
def test_what_is_no_text_is_refused(tmp_path, content):
    with pytest.raises(errors.InputError, match=r"n.csv is no csv file"):
        lines(tmp_path / "n.csv", content)
