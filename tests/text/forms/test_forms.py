"""What each normal form folds away, and what it must not."""

import csv
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from analysis.text.dates import numerals
from analysis.text.forms import forms


def _form(column, *texts, names=()):
    return forms.normal_forms(pa.array(texts, pa.string()), names=names)[column].to_pylist()


SAME_N1 = [
    ("質量監督", "质量监督"),
    ("质(zhì)监(jiān)局", "质监局"),
    ("改變?yōu)楝F(xiàn)在", "改变为现在"),
    ("案卷，缺少；回證。", "案卷,缺少;回证"),
    ("“双随机”检查", "双随机检查"),
    ("《安全生产法》", "安全生产法"),
    ("共１２份", "共12份"),
    ("WT-2023-014", "wt-2023-014"),
    ("1,200元", "1200元"),
    ("３．５％", "3.5%"),
    ("五㎡", "五m2"),
    ("2016—2020年", "2016-2020年"),
    ("讲人情、顾面子", "讲人情,顾面子"),
    ("二〇二三年", "二○二三年"),
    ("臺賬 没有 更新", "台账没有更新"),
    ("清洗曰期", "清洗日期"),
    ("协议己到期", "协议已到期"),
    ("not on fi1e – none", "Not on file - none"),
    ("Inspector’s  note", "Inspector's note"),
    ("上锁。 　｜", "上锁"),
    ("第一\u200b季度", "第一季度"),
]
DIFFERENT_N1 = [
    ("3.5万元", "35万元"),
    ("2023-24学年", "202324学年"),
    ("3、5号库", "35号库"),
    ("冷库-18度", "冷库18度"),
    ("二〇二三年", "2023年"),
    ("已整改", "未整改"),
    ("自己", "自"),
    ("5%", "5"),
    ("10:30", "1030"),
]
SAME_N2 = [
    ("2023年检查", "2024年检查"),
    ("2023年3月5日检查", "2024.11检查"),
    ("2023年3月12日检查", "2023年检查"),
    ("二〇二二年三季度，", "2023年第一季度,"),
    ("今年一季度抽查", "今年前三季度抽查"),
    ("去年底检查", "上半年检查"),
    ("截至2022年9月底", "截至2023年10月底"),
    ("责令2018.3.15前整改", "责令2019年3月15日前整改"),
    ("22年3月至5月", "2023年4月"),
    ("2018—2019学年第二学期", "2019—2020学年第一学期"),
    ("民國111年3月抽查", "112年4月抽查"),
    ("20230117，对", "2024/1/2，对"),
    ("5月份底前报送", "2024年6月底前报送"),
    ("2021年6月30日14时许", "2022年7月1日"),
    ("23年汛期前", "2024年汛期前"),
    ("十一月督导", "2022年3月督导"),
    ("In March 2023, 4 of 20", "In June 2024, 4 of 20"),
    ("On March 14, found", "On 9 May, found"),
    ("In the third quarter the", "During Q2 2024 the"),
    ("For FY2021 the schedule", "For fiscal year 2022 the schedule"),
    ("As of 30 June 2022 none", "As of 15.07.2023 none"),
    ("In 2019, Ruifeng", "In 2020, Ruifeng"),
]
DIFFERENT_N2 = [
    ("13点到14点30分测试", "14点到15点测试"),
    ("市监罚〔2021〕38号", "市监罚〔2022〕38号"),
    ("WT-2023-014", "WT-2024-031"),
    ("JJF 1070-2005", "JJF 1070-2023"),
    ("2023.5万元", "2024.5万元"),
    ("12023.45元", "12024.45元"),
    ("共2015人", "共2016人"),
    ("逾期15日", "逾期20日"),
    ("使用23年", "使用24年"),
    ("每季度检查", "每月检查"),
    ("3个月未检", "5个月未检"),
    ("2015 files were", "2016 files were"),
    ("operators may not", "operators might not"),
    ("3号冷库", "5号冷库"),
    ("GB/T 19001-2016", "GB/T 19001-2008"),
]
SAME_N3 = [
    ("3. 部分科室考勤不严", "(七)部分科室考勤不严"),
    ("（三）领导班子", "（五）領導班子"),
    ("问题：1.台账不全；2.未见记录", "问题：4.台账不全；5.未见记录"),
    ("一是台账不全；二是没有记录", "①台账不全；②没有记录"),
    ("1.1.3 深基坑", "2.3.1 深基坑"),
    ("序号15 高压", "序号3 高压"),
    ("第一，台账不全", "其二、台账不全"),
    ("Item 7 - Reagents", "Item 12 - Reagents"),
    ("3.2023年检查", "4.2024年检查"),
    ("a) no log", "(b) no log"),
    ("市监罚〔2021〕38号未公示", "市监罚〔2022〕51号未公示"),
    ("WT-2023-014 证书过期", "WT-2024-031 证书过期"),
    ("隐患编号YH-0907：", "隐患编号YH-1133："),
    ("CAPA 23-056 overdue", "CAPA 24-011 overdue"),
    ("案卷LC-22/317没有", "案卷LC-23/052没有"),
    ("型号KX9921不合格", "型号AB12345不合格"),
    ("notice QS[2022] No. 434", "notice QS[2023] No. 15"),
]
DIFFERENT_N3 = [
    ("3.5万元未入账", "4.5万元未入账"),
    ("12份案卷", "17份案卷"),
    ("3号冷库", "5号冷库"),
    ("建质〔2018〕31号", "建安〔2018〕31号"),
    ("3 台电梯未检", "5 台电梯未检"),
    ("一般问题", "问题"),
    ("一车间", "二车间"),
]
SAME_N4 = [
    ("12份案卷", "17份案卷"),
    ("三台设备", "5台设备"),
    ("近百份案卷", "近两百份案卷"),
    ("两名人员", "10名人员"),
    ("金额3.6万元", "金额12万元"),
    ("1,200元", "900元"),
    ("30多项制度", "20多项制度"),
    ("百分之八十", "百分之五十"),
    ("逾期15日", "逾期20日"),
    ("13点到14点30分测试", "14点到15点20分测试"),
    ("2023.5万元", "35万元"),
    ("共2015人", "共30人"),
    ("six employees", "eleven employees"),
    ("4 of 20 files", "7 of 25 files"),
    ("twenty-one files", "3 files"),
]
DIFFERENT_N4 = [
    ("一般问题", "二般问题"),
    ("八项规定", "三项规定"),
    ("一车间", "二车间"),
    ("3号冷库", "5号冷库"),
    ("第一人民医院", "第二人民医院"),
    ("Unit 1 lift", "Unit 2 lift"),
    ("部分科室", "12科室"),
    ("不足80%", "不足80份"),
]


@pytest.mark.parametrize(
    ("column", "older", "newer"),
    [
        *(("n1", *pair) for pair in SAME_N1),
        *(("n2", *pair) for pair in SAME_N2),
        *(("n3", *pair) for pair in SAME_N3),
        *(("n4", *pair) for pair in SAME_N4),
    ],
)
def test_the_form_folds_the_difference_away(column, older, newer):
    first, second = _form(column, older, newer)
    assert first == second


@pytest.mark.parametrize(
    ("column", "older", "newer"),
    [
        *(("n1", *pair) for pair in DIFFERENT_N1),
        *(("n2", *pair) for pair in DIFFERENT_N2),
        *(("n3", *pair) for pair in DIFFERENT_N3),
        *(("n4", *pair) for pair in DIFFERENT_N4),
    ],
)
def test_the_form_keeps_the_difference(column, older, newer):
    first, second = _form(column, older, newer)
    assert first != second


def test_each_form_masks_its_own_kind():
    text = "（二）2023年3月12日，质检所12份案卷（鲁质监罚〔2023〕15号）缺少回证。"
    formed = forms.normal_forms(pa.array([text]), names=["质检所"]).to_pylist()[0]
    assert formed == {
        "n1": "二2023年3月12日质检所12份案卷鲁质监罚2023 15号缺少回证",
        "n2": "二⟨D⟩质检所12份案卷鲁质监罚2023 15号缺少回证",
        "n3": "⟨D⟩质检所12份案卷鲁质监罚⟨C⟩缺少回证",
        "n4": "⟨D⟩质检所⟨N⟩份案卷鲁质监罚⟨C⟩缺少回证",
        "n5": "⟨D⟩⟨O⟩⟨N⟩份案卷鲁质监罚⟨C⟩缺少回证",
    }


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("质检所工作计划", "稽查大队工作计划"),
        ("質檢所工作計劃", "稽查大队工作计划"),
        ("第三中队3名人员", "城关（二）所5名人员"),
        ("Ruifeng Ltd. lacks", "HAIXING GROUP lacks"),
        ("质检所一部门", "质检所"),
    ],
)
def test_names_of_the_alias_table_are_masked_in_any_script_longest_first(older, newer):
    names = [
        "质检所",
        "稽查大队",
        "第三中队",
        "城关(二)所",
        "Ruifeng Ltd.",
        "Haixing Group",
        "质检所一部门",
    ]
    first, second = _form("n5", older, newer, names=names)
    assert first == second
    assert "⟨O⟩" in first


def test_without_names_n5_is_n4():
    formed = forms.normal_forms(pa.array(["质检所12份"]))
    assert formed["n5"].to_pylist() == formed["n4"].to_pylist() == ["质检所⟨N⟩份"]


def test_hostile_text_cannot_forge_a_mask_or_a_guard():
    assert _form("n2", "⟨D⟩检查\x01\x022023年\x02") == ["d检查⟨D⟩"]
    assert _form("n1", "'; drop table x; --", "=cmd|'/c calc'!A1") == [
        "drop table x",
        "=cmd c calc a1",
    ]


def test_nulls_slices_and_chunks_keep_their_rows():
    texts = pa.array(["x", "2023年检查", None, ""]).slice(1)
    assert forms.normal_forms(texts)["n2"].to_pylist() == ["⟨D⟩检查", None, ""]
    chunked = pa.chunked_array([["2023年检查"], ["三台"]])
    assert forms.normal_forms(chunked)["n4"].to_pylist() == ["⟨D⟩检查", "⟨N⟩台"]
    assert forms.normal_forms(pa.array([], pa.string())).num_rows == 0


TO_TRADITIONAL = OpenCC("s2t")
WORDS = st.sampled_from(
    ["检查发现", "执法案卷", "缺少送达回证", "三台设备未检", "答复不及时", "以后台账", "12份"]
    + ["，", "。", "、", " ", "（二）", "3.5万元", "2023年3月12日", "鲁质监〔2022〕15号"]
    + ["Files lack proof", "WT-2023-014"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map("".join)
DATES = st.builds(
    lambda day, style: style(day),
    st.dates(min_value=date(1995, 1, 1), max_value=date(2039, 12, 31)),
    st.sampled_from(
        [
            lambda day: f"{day.year}年{day.month}月{day.day}日",
            lambda day: f"{day.year}.{day.month}",
            lambda day: f"{day:%Y-%m-%d}",
            lambda day: f"{day:%Y%m%d}",
            lambda day: f"{day.year}年第{numerals.to_chinese((day.month + 2) // 3)}季度",
            lambda day: f"{numerals.to_positional(day.year)}年{numerals.to_chinese(day.month)}月",
            lambda day: f"民国{day.year - 1911}年{day.month}月",
            lambda day: f"{day.year}年度",
            lambda day: f"{day.month}月{day.day}日",
        ]
    ),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40) | SENTENCES, min_size=1, max_size=40))
def test_n1_of_n1_is_n1(texts):
    once = _form("n1", *texts)
    assert _form("n1", *once) == once


@settings(max_examples=15, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=30))
def test_script_and_width_do_not_change_n1(texts):
    traditional = [TO_TRADITIONAL.convert(text) for text in texts]
    wide = [text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}) for text in texts]
    assert _form("n1", *traditional) == _form("n1", *texts) == _form("n1", *wide)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(SENTENCES, DATES, DATES, SENTENCES), min_size=1, max_size=30))
def test_any_date_for_another_keeps_n2(cases):
    older = _form("n2", *(f"{head}，于{date}，{tail}" for head, date, _, tail in cases))
    newer = _form("n2", *(f"{head}，于{date}，{tail}" for head, _, date, tail in cases))
    assert older == newer


@pytest.mark.real_data
def test_the_worked_pairs_of_the_taxonomy_have_their_first_equal_form(real_data):
    path = real_data.parent / "reference" / "pairs_domain.csv"
    if not path.is_file():
        pytest.skip(f"needs {path} (the worked pairs are not bundled)")
    with path.open(encoding="utf-8-sig", newline="") as file:
        pairs = list(csv.DictReader(file))
    expected = {"verbatim": "n1", "redated": "n2", "renumbered": "n3", "recoded": "n3"}
    expected |= {"recounted": "n4", "name_swapped": "n5"}
    texts = pa.array([pair[key] for pair in pairs for key in ("older_text", "newer_text")])
    formed = forms.normal_forms(texts, names=["质检所", "稽查大队"])
    first_equal = [
        next(
            (name for name in formed.column_names if formed[name][row] == formed[name][row + 1]),
            None,
        )
        for row in range(0, len(texts), 2)
    ]
    assert first_equal == [expected.get(pair["reuse_class"]) for pair in pairs]
