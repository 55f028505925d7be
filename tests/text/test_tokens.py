"""Tokens cover a received text; mentions say what an older year is doing there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text import tokens


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


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "context"),
    [
        ("2022年5月12日检查", 2022, 2022, "day", "plain"),
        ("二〇二三年度自查", 2023, 2023, "year", "plain"),
        ("22年度自查", 2022, 2022, "year", "plain"),
        ("民國111年3月抽查", 2022, 2022, "month", "plain"),
        ("20170408，对现场", 2017, 2017, "day", "plain"),
        ("截至2022年三季度末", 2022, 2022, "quarter", "plain"),
        ("In 2019, Ruifeng", 2019, 2019, "year", "plain"),
        ("For FY2021 the schedule", 2021, 2021, "year", "plain"),
        ("三季度抽查", None, None, "quarter", "plain"),
        ("自2019年启用后未复核", 2019, 2019, "year", "since"),
        ("2019年以来未复核", 2019, 2019, "year", "since"),
        ("从2019年起未复核", 2019, 2019, "year", "since"),
        ("2021年6月30日到期的报告", 2021, 2021, "day", "since"),
        ("none performed since 2016.", 2016, 2016, "year", "since"),
        ("2016—2020年任务", 2016, 2020, "year", "range"),
        ("2018—2019学年", 2018, 2019, "year", "range"),
        ("《规划（2016—2020年）》", 2016, 2020, "year", "title"),
        ("《2021年计划》", 2021, 2021, "year", "title"),
        ("建质〔2018〕31号", 2018, 2018, "year", "document_number"),
        ("WT-2023-014", 2023, 2023, "year", "document_number"),
        ("JJF 1070-2005", 2005, 2005, "year", "standard"),
        ("GB/T 19001-2016", 2016, 2016, "year", "standard"),
        ("较2022年增长", 2022, 2022, "year", "comparison"),
        ("与2022年相比", 2022, 2022, "year", "comparison"),
        ("比去年同期多", None, None, "year", "comparison"),
        ("up compared with 2021, more", 2021, 2021, "year", "comparison"),
        ("条例（2018修正）", 2018, 2018, "year", "edition"),
        ("2016年版规范", 2016, 2016, "year", "edition"),
        ("二〇一八年修订的办法", 2018, 2018, "year", "edition"),
    ],
)
def test_a_mentioned_date_has_its_years_and_its_context(text, first, last, precision, context):
    mention = tokens.date_mentions(text)[0]
    assert mention[2:] == (first, last, precision, context)
    assert mention.is_allowed == (context != "plain")


def test_a_stale_year_stands_beside_an_innocent_one():
    found = tokens.date_mentions("防火墙策略自2019年启用后未复核，2024年等保测评再次指出。")
    assert [(mention.year, mention.is_allowed) for mention in found] == [
        (2019, True),
        (2024, False),
    ]


@pytest.mark.parametrize("text", ["", "共12份", "13点到14点30分", "电话0539-4211234", "3号冷库"])
def test_a_text_without_dates_mentions_none(text):
    assert tokens.date_mentions(text) == []


@settings(deadline=None)
@given(st.text(max_size=60))
def test_mentions_stand_in_order_inside_the_text(text):
    spans = [place for mention in tokens.date_mentions(text) for place in mention[:2]]
    assert spans == sorted(spans)
    assert all(0 <= place <= len(text) for place in spans)
