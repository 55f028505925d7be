"""Whatever stands in a file: each row is accounted for, and what is refused is refused in words."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import opencc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import errors
from analysis.ingest import readers, sources
from analysis.ingest.layout import headers, marks
from analysis.ingest.vocabulary import fields, kinds, mapping, words

_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=30)
_PLAIN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NAMES = st.sampled_from(
    [
        "序号",
        "存在问题",
        "整改措施",
        "整改时限",
        "單位",
        "年度",
        "Issue",
        "Measure",
        "列",
        "",
        "合计",
    ]
)


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _file(content: bytes, suffix: str) -> Path:
    folder = Path(tempfile.mkdtemp())
    path = folder / f"甲科2024{suffix}"
    path.write_bytes(content)
    return path


@_PLAIN
@given(st.lists(st.lists(_CELLS, min_size=2, max_size=6), min_size=1, max_size=8))
def test_the_cells_of_a_csv_come_back_as_they_were_written(rows):
    held = io.StringIO(newline="")
    csv.writer(held).writerows(rows)
    (sheet,) = readers.read(
        _file(held.getvalue().encode("utf-8-sig"), ".csv"), readers.Options(delimiter=",")
    )
    assert sheet.rows == [tuple(row) for row in rows]


@_PLAIN
@given(
    st.lists(_NAMES, min_size=2, max_size=6),
    st.lists(st.lists(_CELLS | _NAMES, max_size=7), max_size=12),
)
def test_every_row_of_any_table_is_loaded_rejected_or_blank(header, rows):
    held = io.StringIO(newline="")
    csv.writer(held).writerows([header, *rows])
    path = _file(held.getvalue().encode(), ".csv")
    try:
        (sheet,) = sources.read_sources([path])
    except errors.InputError as refusal:
        assert refusal.cause and refusal.remedy
        return
    assert sheet.row_count == sheet.loaded_count + sheet.rejected_count + sheet.blank_count


@_PLAIN
@given(
    st.lists(
        st.tuples(_NAMES, _CELLS) | st.tuples(_NAMES, _CELLS, _NAMES, _CELLS) | st.tuples(_CELLS),
        min_size=3,
        max_size=14,
    )
)
def test_every_row_of_any_form_is_loaded_rejected_or_blank(rows):
    held = io.StringIO(newline="")
    csv.writer(held).writerows([("存在问题", "漏签"), ("整改措施", "补签"), *rows])
    try:
        (sheet,) = sources.read_sources([_file(held.getvalue().encode(), ".csv")])
    except errors.InputError as refusal:
        assert refusal.cause and refusal.remedy
        return
    assert sheet.row_count == sheet.loaded_count + sheet.rejected_count + sheet.blank_count
    assert sheet.header_row or sheet.row_count >= len(rows)


@_PLAIN
@given(st.binary(max_size=300), st.sampled_from(sorted(readers.SUFFIXES)))
def test_any_bytes_are_read_or_refused_in_words(content, suffix):
    try:
        readers.read(_file(content, suffix))
    except errors.InputError as refusal:
        assert "甲科2024" in refusal.cause and refusal.remedy


@_PLAIN
@given(st.lists(_NAMES | _CELLS, min_size=1, max_size=12))
def test_a_column_is_given_to_one_field_and_a_field_one_column(names):
    for kind in kinds.every():
        taken = [column for column, _ in fields.assign([tuple(names)], kind).values()]
        assert len(taken) == len(set(taken)) and all(0 <= at < len(names) for at in taken)
        found = headers.match([tuple(names)], [kind], top=0, bottom=0)
        assert found is None or set(found.kind.needs) <= set(found.columns)


@_PLAIN
@given(st.text(max_size=200) | st.sampled_from(["[[tables]]\nkind = 3", "tables = 1", "name = []"]))
def test_any_mapping_file_is_read_or_refused_in_words(text):
    path = Path(tempfile.mkdtemp()) / "m.toml"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        assert mapping.read(path).hash
    except errors.InputError as refusal:
        assert "m.toml" in refusal.cause


@_PLAIN
@given(
    st.sampled_from(words.listed("nothing"))
    | st.from_regex(r"[0-9一二]{1,9}[项條]?|[-/—]{1,9}", fullmatch=True),
    st.sampled_from([str.upper, opencc.OpenCC("s2t").convert, _wide, str.strip]),
    st.text(" \t\n\u3000", max_size=3),
)
def test_nothing_and_numbers_are_no_text_however_they_are_written(plain, spell, blank):
    assert not marks.is_text(blank + spell(plain) + blank)
