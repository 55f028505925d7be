"""Characters are spelled one way, in a batch and one text at a time."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.letters import characters, guards, spacing


@pytest.mark.parametrize(
    ("received", "levelled"),
    [
        ("（１）", "(1)"),
        ("〔２０２３〕", "(2023)"),
        ("「測試」", '"测试"'),
        ("１．５", "1\x065"),
        ("１，５", "1\x075"),
        ("1.5.", "1\x065."),
        ("三、四", "三`四"),
        ("完。", "完;"),
        ("2016—2020", "2016~2020"),
        ("㎡", "m2"),
        ("⑴", "(1)"),
        ("①", "①"),
        ("e\u0301", "\u00e9"),
        ("A\u200bB\tC", "AB C"),
        ("★重点", " 重点"),
        ("≥80％", "≥80%"),
        ("⟨D⟩", "(D)"),
    ],
)
def test_a_character_is_spelled_one_way(received, levelled):
    assert characters.levelled(pa.array([received]))[0].as_py() == levelled


def test_the_end_of_one_text_does_not_touch_the_next():
    texts = pa.array(["共3.", "5份", "6,", "7"])
    assert characters.levelled(texts).to_pylist() == ["共3.", "5份", "6,", "7"]
    assert spacing.squeezed(characters.levelled(texts)).to_pylist() == ["共3", "5份", "6", "7"]


@settings(deadline=None)
@given(st.text(max_size=50))
def test_one_text_keeps_its_length(text):
    assert len(characters.level_text(text)) == len(text)


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=10))
def test_a_batch_is_levelled_and_squeezed_row_by_row(texts):
    whole = spacing.squeezed(characters.levelled(pa.array(texts, pa.string()))).to_pylist()
    single = [
        spacing.squeezed(characters.levelled(pa.array([text], pa.string())))[0].as_py()
        for text in texts
    ]
    assert whole == single


@pytest.mark.parametrize(
    ("levelled", "squeezed"),
    [
        ("案卷,缺少;回证", "案卷缺少回证"),
        ("3\x065万", "3.5万"),
        ("3`5台", "3 5台"),
        ("2016~2020", "2016-2020"),
        ("10:30", "10:30"),
        ("1/2", "1/2"),
        ("call  light", "call light"),
        ("sub-recipient", "sub recipient"),
        ("it's U.S.", "its US"),
        ("零下-18度", "零下-18度"),
        ("a -18", "a18"),
        ("(-18)", "-18"),
        ("3 kg", "3kg"),
        ("。", "。"),
        ("", ""),
    ],
)
def test_marks_stay_only_between_numbers_and_words(levelled, squeezed):
    assert spacing.squeezed(pa.array([levelled]))[0].as_py() == squeezed


def test_a_hidden_part_has_no_digits_until_it_is_squeezed():
    hidden = guards.hide(pa.array(["共3份(2023)15号", "无"]), r"\([0-9]+\)[0-9]+号")
    inside = hidden[0].as_py()[3:]
    assert not any(mark.isdigit() for mark in inside)
    assert spacing.squeezed(hidden).to_pylist() == ["共3份2023 15号", "无"]
