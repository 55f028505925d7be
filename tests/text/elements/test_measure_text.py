"""How a measure is folded for its cues, and where each character came from."""

import pytest

from analysis.text.elements import measure_text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("加 強　領 導", "加强领导"),
        ("質(zhì)檢科", "质检科"),
        ("現（xiàn）(xian)在", "现在"),
        ("２０份，ＡＢＣ", "20份,abc"),
        ("Check  the\tlog", "check  the log"),
        ("甲 A 乙", "甲a乙"),
        ("甲(a)乙", "甲(a)乙"),
        ("25℃", "25°c"),
        ("", ""),
    ],
)
def test_text_is_folded(text, folded):
    assert measure_text.fold(text) == folded
    assert len(measure_text.origins(text)) == len(folded)


def test_each_character_knows_where_it_stood():
    text = "質(zhì)檢 25℃"
    origins = measure_text.origins(text)
    assert [text[place] for place in origins] == ["質", "檢", "2", "5", "℃", "℃"]
