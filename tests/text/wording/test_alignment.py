"""Changed spans and provenance of pairs whose difference is in sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.wording import alignment


def changed(older, newer):
    """Kind, older words and newer words of every changed span."""
    return [
        (
            span.kind,
            older[span.older_start : span.older_end],
            newer[span.newer_start : span.newer_end],
        )
        for span in alignment.changed_spans(older, newer)
    ]


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (
            "2023年3月12日检查。",
            "2024年3月15日检查。",
            [("date", "2023年3月12日", "2024年3月15日")],
        ),
        ("抽查12份案卷。", "抽查17份案卷。", [("quantity", "12", "17")]),
        ("压力0.2mg/L。", "压力0.3mg/L。", [("quantity", "0.2", "0.3")]),
        (
            "编号YH-0907的护罩缺失。",
            "编号YH-1133的护罩缺失。",
            [("code", "编号YH-0907", "编号YH-1133")],
        ),
        ("汽车衡未检定。", "轨道衡未检定。", [("object", "汽车", "轨道")]),
        ("3号冷库未上锁。", "5号冷库未上锁。", [("object", "3号", "5号")]),
        ("对华盛公司检查。", "对恒泰公司检查。", [("organisation", "华盛", "恒泰")]),
        ("龙山县台账不清。", "临江县台账不清。", [("place", "龙山", "临江")]),
        ("计划没有落实。", "计划未落实。", [("synonym", "没有", "未")]),
        ("标识不清楚。", "标识清楚。", [("polarity", "不", "")]),
        ("二楼消防通道堵塞。", "二楼消防通道畅通。", [("polarity", "堵塞", "畅通")]),
        ("二楼消防通道堵塞。", "二楼消防通道占用。", [("object", "堵塞", "占用")]),
        (
            "The fire door is broken.",
            "The fire door is repaired.",
            [("polarity", "broken", "repaired")],
        ),
        ("门锁损坏。", "门锁损坏，长期无人过问。", [("text", "", "长期无人过问")]),
        ("The plan has not been tested.", "The plan has been tested.", [("polarity", "not", "")]),
        (
            "The landlord did not act.",
            "The tenant did not act.",
            [("object", "landlord", "tenant")],
        ),
    ],
)
def test_each_changed_span_is_named(older, newer, expected):
    assert changed(older, newer) == expected


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("鍋爐安全閥校驗報告過期，司爐人員無證。", "锅炉安全阀校验报告过期,司炉人员无证"),
        ("ＡＢ类设备１２台", "AB类设备12台"),
        ("隐蔽性认识不足", "隐蔽(bì)性认识不足"),
        ("没有清洗日期", "没有清洗曰期"),
        ("assessments are not on file", "assessrnents are not on fi1e"),
    ],
)
def test_script_width_punctuation_and_misreading_are_no_change(older, newer):
    assert alignment.changed_spans(older, newer) == ()


def test_a_name_exchanged_as_a_whole_is_one_span_though_it_shares_a_character():
    older, newer = "北京华盛食品有限公司无证。", "上海恒盛药业有限公司无证。"
    assert [kind for kind, *_ in changed(older, newer)] == ["organisation"]


def test_clauses_in_another_order_are_no_other_thing():
    kinds = {kind for kind, *_ in changed("日志未审计，记录代签。", "记录代签，日志未审计。")}
    assert kinds == {"text"}


def test_the_pieces_are_coloured_by_where_they_came_from():
    older, newer = "1.2023年华盛公司门锁损坏。", "2.2024年恒泰公司门锁损坏，无人管。"
    left, right = alignment.provenance(older, newer)
    assert [(piece.kind, newer[piece.start : piece.end]) for piece in right] == [
        ("number", "2."),
        ("date", "2024年"),
        ("name", "恒泰"),
        ("same", "公司门锁损坏，"),
        ("new", "无人管"),
        ("same", "。"),
    ]
    assert [piece.kind for piece in left] == ["number", "date", "name", "same"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_cover_any_two_texts_without_gap_or_overlap(older, newer):
    for text, pieces in zip((older, newer), alignment.provenance(older, newer), strict=True):
        assert "".join(text[piece.start : piece.end] for piece in pieces) == text


@given(st.text(max_size=60))
def test_a_text_laid_beside_itself_shows_no_change(text):
    assert alignment.changed_spans(text, text) == ()
