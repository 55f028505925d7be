"""Both regular-expression engines read the patterns alike."""

import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from analysis.text.dates import numbering, patterns
from analysis.text.letters import characters

TEXTS = [
    "2023年3月12日检查发现12份案卷（鲁质监罚字〔2023〕15号）",
    "二〇二二年三季度，22年3月至5月，去年底，民國111年3月",
    "共2015人，2023.5万元，12023.45元，3号冷库，第一人民医院",
    "1.台账；（二）记录；③签字；1.1.3 深基坑",
    "In March 2023, 4 of 20 files; on 9 May Unit 1; FY2021, Q2 2024",
    "WT-2023-014，编号KX9921，JJF 1070-2005，CAPA 23-056，0539-4211234",
    "八项规定，三台，近百份，百分之八十，twenty-one",
    "3.2023年检查，1,200元，3、5台，20230117，对",
]


def _pattern(name):
    return getattr(patterns if hasattr(patterns, name) else numbering, name)


@pytest.mark.parametrize(
    "name",
    ["DATE", "CODE", "AMOUNT", "LIST_NUMBER", "NAMED_NUMBER", "IDIOM", "NUMBER", "CHINESE_NUMBER"],
)
@pytest.mark.parametrize("text", TEXTS)
def test_re2_and_python_find_the_same(name, text):
    pattern = _pattern(name)
    levelled = characters.levelled(pa.array([text]))[0].as_py()
    by_re2 = pc.replace_substring_regex(pa.array([levelled]), pattern, "_")[0].as_py()
    assert by_re2 == re.sub(pattern, "_", levelled, flags=re.ASCII)


@pytest.mark.parametrize("name", ["ENGLISH_DATE", "ENGLISH_NUMBER", "BARE_YEAR", "DATE"])
@pytest.mark.parametrize("text", TEXTS)
def test_re2_and_python_find_the_same_in_lower_case(name, text):
    pattern = _pattern(name)
    levelled = characters.levelled(pa.array([text]))[0].as_py().lower()
    by_re2 = pc.replace_substring_regex(pa.array([levelled]), pattern, "_")[0].as_py()
    assert by_re2 == re.sub(pattern, "_", levelled, flags=re.ASCII)


@pytest.mark.parametrize(
    ("pattern", "start"),
    [
        ("DATE", "DATE_START"),
        ("CODE", "CODE_START"),
        ("ENGLISH_DATE", "ENGLISH_START"),
        ("ENGLISH_NUMBER", "ENGLISH_START"),
        ("CHINESE_NUMBER", "NUMBER_START"),
    ],
)
@pytest.mark.parametrize("text", TEXTS)
def test_where_a_match_can_start_loses_no_match(pattern, start, text):
    levelled = characters.level_text(text)
    body = _pattern(pattern)
    for read in (levelled, levelled.lower()):
        free = [found.span() for found in re.finditer(body, read, re.ASCII)]
        bound = re.finditer(_pattern(start) + body, read, re.ASCII)
        assert [found.span() for found in bound] == free
