"""Chinese numerals and whole numbers say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.dates import numerals


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("〇", 0),
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("二十三", 23),
        ("二〇二三", 2023),
        ("二零二五", 2025),
        ("二○二三", 2023),
        ("一百零五", 105),
        ("一百一十", 110),
        ("三百五", 350),
        ("一万二千", 12000),
        ("一万二", 12000),
        ("一亿二千万", 120_000_000),
        ("两千零二十五", 2025),
        ("廿三", 23),
        ("卅一", 31),
        ("贰拾叁", 23),
        ("壹萬貳仟", 12000),
        ("２０２３", 2023),
        ("1,234", 1234),
        ("第三", None),
        ("一二十", None),
        ("三台", None),
        ("12a", None),
        ("", None),
    ],
)
def test_a_numeral_is_read_or_refused(text, number):
    assert numerals.to_int(text) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (10, "十"),
        (23, "二十三"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (20300, "二万零三百"),
    ],
)
def test_a_number_is_spelled_in_full(number, text):
    assert numerals.to_chinese(number) == text


def test_a_year_is_spelled_digit_by_digit():
    assert numerals.to_positional(2023) == "二〇二三"


@given(st.integers(0, 10**12 - 1))
def test_what_is_spelled_in_full_is_read_back(number):
    assert numerals.to_int(numerals.to_chinese(number)) == number


@given(st.integers(0, 9999))
def test_what_is_spelled_by_digits_is_read_back(number):
    assert numerals.to_int(numerals.to_positional(number)) == number
