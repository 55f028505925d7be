"""The oldest year that a text mentions and no context explains, through the normal forms."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.forms import forms

FRAGMENTS = [
    "2022年5月",
    "二〇一八年",
    "民國111年",
    "自",
    "以来",
    "《",
    "》",
    "〔2018〕31号",
    "12份",
    "in 2019",
]


def said(*texts):
    formed = forms.read(pa.array(texts, pa.string()))
    return list(
        zip(*(formed[name].to_pylist() for name in ("oldest_year", "has_date")), strict=True)
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年5月12日检查", 2022),
        ("二〇二三年度自查", 2023),
        ("二0一九年自查", 2019),
        ("22年度自查", 2022),
        ("15年6月检查", 2015),
        ("民國111年3月抽查", 2022),
        ("民国一百一十二年3月抽查", 2023),
        ("一一〇年三月抽查", 2021),
        ("民国二〇一八年抽查", 2018),
        ("20170408，对现场", 2017),
        ("截至2022年三季度末", 2022),
        ("In 2019, Ruifeng", 2019),
        ("For FY2021 the schedule", 2021),
        ("FY22 audit", 2022),
        ("between 2019-01-01 and 2023-02-02", 2023),
        ("checked in March 2019 and March 2024", 2019),
        ("收费2000元，2024年3月检查", 2024),
        ("防火墙策略自2019年启用后未复核，2024年等保测评再次指出。", 2024),
    ],
)
def test_a_year_plainly_said_counts(text, year):
    assert said(text) == [(year, True)]


@pytest.mark.parametrize(
    "text",
    [
        "三季度抽查",
        "自2019年启用后未复核",
        "2019年以来未复核",
        "从2019年起未复核",
        "2018年至今年未复核",
        "2021年6月30日到期的报告",
        "2018年投入使用的电梯",
        "none performed since 2016.",
        "2016—2020年任务",
        "2018—2019学年",
        "between March 2019 and March 2024",
        "《规划（2016—2020年）》",
        "〈2021年计划〉",
        "建质〔2018〕31号",
        "WT-2023-014",
        "JJF 1070-2005",
        "GB/T 19001-2016",
        "较2022年增长",
        "与2022年相比",
        "比去年同期多",
        "up compared with 2021, more",
        "2016年版规范",
        "二〇一八年修订的办法",
        "the code revised in 2018.",
        "在2019年 edition 中",
        "《关于〈X〉2019年计划》未落实",
        "Inspections between 2019 and 2023 were missed.",
    ],
)
def test_a_year_that_its_context_explains_does_not(text):
    assert said(text) == [(None, True)]


@pytest.mark.parametrize(
    "text", ["", "共12份", "13点到14点30分", "电话0539-4211234", "3号冷库", "条例（2018修正）"]
)
def test_a_text_without_dates_mentions_none(text):
    assert said(text) == [(None, False)]


def test_an_unclosed_title_hides_no_year():
    assert said("《2021年计划未落实") == [(2021, True)]


@settings(deadline=None)
@given(st.lists(st.text(max_size=20) | st.lists(st.sampled_from(FRAGMENTS)).map("".join)))
def test_any_text_is_read_by_itself(texts):
    assert said(*texts) == [one for text in texts for one in said(text)]
