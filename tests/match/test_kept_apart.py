"""What must not be one: marks that name a thing, grades that look like years, rare characters."""

import numpy as np
import pyarrow as pa
import pytest

from analysis import settings
from analysis.match.naming import changes, crossing, spans, usage
from analysis.text.forms import symbols, tokens
from analysis.text.forms.forms import normal_forms, read
from analysis.text.rows.codes import coded, points


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("检查发现①号锅炉压力表未检定", "检查发现②号锅炉压力表未检定"),
        ("①号锅炉压力表未检定", "②号锅炉压力表未检定"),
        ("检查一二三年级宿舍", "检查一一二年级宿舍"),
    ],
)
def test_a_number_that_names_a_thing_stays(older, newer):
    third = normal_forms(pa.array([older, newer]))["n3"].to_pylist()
    assert third[0] != third[1]


def test_list_marks_in_circles_go_wherever_they_stand_and_are_told_as_such():
    forms = normal_forms(pa.array(["①目录不符②未编页码", "目录不符未编页码"]))
    assert len(set(forms["n3"].to_pylist())) == 1
    kinds = [token.kind for token in tokens.tokenise("①目录不符②未编")]
    assert kinds.count("list_number") == 2


def test_grades_of_a_school_are_no_year():
    formed = read(pa.array(["小学一二三年级教室"]))
    assert formed["has_date"].to_pylist() == [False]


def test_rare_characters_are_told_apart():
    texts = ["王\U00020000公司", "王\U00020800公司"]
    one, other = (coded(pa.array([text])).points.tolist() for text in texts)
    assert one != other
    assert points(texts[0]).tolist() == one


def test_a_very_long_exchange_is_another_text_and_takes_little_memory():
    texts = pa.array(["甲乙丙丁" * 20 + "戊己" * 40_000, "甲乙丙丁" * 20 + "庚辛" * 40_000])
    changed = changes.between(symbols.symbols(texts), np.array([0]), np.array([1]))
    assert changed.kinds.tolist() == [changes.BIT["text"]]


def test_texts_in_thousands_of_pieces_are_not_laid_crosswise():
    pieces = [f"第{chr(0x4E00 + number)}条消防通道" for number in range(3000)]
    texts = symbols.symbols(pa.array(["甲乙丙丁戊".join(pieces), "己庚辛壬癸".join(pieces[::-1])]))
    changed = spans.found(texts, np.array([0]), np.array([1]))
    assert len(changed.pair) > 1000
    assert not len(crossing.crossed(texts, changed, np.ones(len(changed.pair), np.bool_)).pair)


LIMITS = settings.load().match.model_copy(update={"rare_share": 0.1, "sample_texts": 40})
SAID = "检查{}市监局发现，{}供水厂新厂区机房备份策略未执行，并纳入信用记录"
BODIES = [chr(0x4E00 + 7 * number) + chr(0x5E00 + 11 * number) for number in range(40)]


def as_symbols(*texts):
    return symbols.symbols(normal_forms(pa.array(texts))["n4"])


@pytest.mark.parametrize(("body", "is_other"), [("江金", False), ("盛东", True)])
def test_another_body_is_seen_in_a_clause_that_was_moved_as_well(body, is_other):
    clause, rest = (
        "荆州{}供水厂新厂区机房备份策略未执行",
        "数据库未完成等级保护测评，存在数据泄露风险",
    )
    older = f"{clause.format('江金')}，{rest}。建议约谈负责人。"
    newer = f"建议约谈负责人，{rest}，{clause.format(body)}。"
    teaching = [SAID.format(one, one[::-1]) for one in BODIES]
    used = usage.learned(as_symbols(*teaching), LIMITS)
    taught = changes.NOTHING_TAUGHT._replace(used=used)
    texts = as_symbols(older, newer)
    changed = changes.between(texts, np.array([0]), np.array([1]), taught)
    assert bool(changed.kinds[0] & changes.BIT["organisation"]) == is_other
