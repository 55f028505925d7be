"""What is left of an exchange of words once nothing-saying differences are taken out."""

import pytest

from analysis.text.rows.codes import points
from analysis.text.wording.residue import ANOTHER, NOTHING, SAME, residue
from analysis.text.wording.vocabulary import words


def comes_to(older, newer):
    return residue(points(older), points(newer), words())


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("现场检查发现", "实地检查查出"),
        ("发现存在以下问题", "查出仍有以下情况"),
        ("压力不足，没有及时", "压力偏低，未能及时予以"),
        ("reported sprinkler inspection overdue", "disclosed sprinkler inspection past due"),
    ],
)
def test_synonyms_side_by_side_say_the_same(older, newer):
    assert comes_to(older, newer) == SAME


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("损坏处", "损坏为处较二是"),
        ("情后果严重", "后果突出"),
        ("整改通", "纠正将"),
        ("drug batch", "drugr batch"),
        ("supplier qualification not verified", "asupplier qualilficatiin not verifriid"),
    ],
)
def test_lost_characters_function_words_and_misreadings_leave_nothing(older, newer):
    assert comes_to(older, newer) == NOTHING


@pytest.mark.parametrize(
    ("older", "newer"),
    [("瑞梅", "恒达"), ("boiler", "sprinkler"), ("cold", "gold"), ("型式检验", "检验规则")],
)
def test_another_name_is_left(older, newer):
    assert comes_to(older, newer) == ANOTHER
