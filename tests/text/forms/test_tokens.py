"""Tokens cover a received text; mentions say what an older year is doing there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.forms import tokens


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("2023年3月12日检查", "date", ["2023年3月12日"]),
        ("二〇二三年三季度检查", "date", ["二〇二三年三季度"]),
        ("２０２３年检查", "date", ["２０２３年"]),
        ("民國111年3月抽查", "date", ["民國111年3月"]),
        ("22年3月至5月，去年底", "date", ["22年3月至5月", "去年底"]),
        ("On 14 March 2023, last year", "date", ["On 14 March 2023", "last year"]),
        ("13点到14点30分", "date", []),
        ("operators may not", "date", []),
        ("鲁质监〔2023〕15号与WT-2023-014", "code", ["〔2023〕15号", "WT-2023-014"]),
        ("编号KX9921，JJF 1070-2005", "code", ["编号KX9921", "JJF 1070-2005"]),
        ("1.台账；（二）记录；③签字", "list_number", ["1.", "（二）", "③"]),
        ("一是台账；二是记录", "list_number", ["一是", "二是"]),
        ("3.2023年检查", "list_number", ["3."]),
        ("共(3)人", "list_number", []),
        ("12份，三台，3.5万元", "number", ["12", "三", "3.5万"]),
        ("2023.5万元", "number", ["2023.5万"]),
        ("six of 20 files", "number", ["six", "20"]),
        ("八项规定，一般，一次性", "number", []),
        ("3号冷库 Unit 2", "word", ["3号", "Unit 2"]),
        ("質(zhì)監，Inspector's 记录", "word", ["Inspector's"]),
        ("質(zhì)監", "mark", ["(zhì)"]),
        ("質監", "char", ["質", "監"]),
    ],
)
def test_what_stands_in_a_text_is_told_by_kind(text, kind, said):
    assert [token.text for token in tokens.tokenise(text) if token.kind == kind] == said


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["2023年3月", "（二）", "WT-2023-014", "三台", "In May 2023", "İ", "質(zhì)", ",", "㎡"]
        )
    ).map("".join)
)
def test_tokens_cover_every_character_once(text):
    found = tokens.tokenise(text)
    assert "".join(token.text for token in found) == text
    assert [token.start for token in found] == [0, *(token.end for token in found)][: len(found)]
    assert all(token.end > token.start for token in found)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_keeps_positions(text):
    assert len(tokens.fold(text)) == len(text)


@pytest.mark.parametrize(
    ("received", "folded"),
    [
        ("質監", "质监"),
        ("ＷＴ－１", "wt-1"),
        ("（二）。", "(二);"),
        ("ABC", "abc"),
        ("臺賬", "台账"),
    ],
)
def test_folding_spells_characters_one_way(received, folded):
    assert tokens.fold(received) == folded
