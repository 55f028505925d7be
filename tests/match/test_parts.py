"""Entries of several problems, and letters in which only the finding is another."""

import pytest

LETTER = "上述问题说明有关部门管理松懈，要求限期整改并书面上报。"
NOTICE = "; the office shall put this right within ten days of receipt of this letter."


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            "一是登记簿缺页，没有保管人签名；二是印章未专人保管；三是夜间无人值守",
            "一是登记簿缺页，没有保管人签名；二是印章未专人保管；三是差旅费超标准报销",
        ),
        ("1.水带破裂；2.报警器失灵；3.楼梯堆物", "1.水带破裂；2.报警器失灵；3.配电箱无盖"),
        (
            "Hose cracked; alarm silent; stairs blocked by bicycles",
            "Hose cracked; alarm silent; freezer without a thermometer",
        ),
    ],
)
def test_two_of_three_problems_filed_again_are_for_people(row, shown, older, newer):
    assert shown(row("a", 2022, older), row("b", 2023, newer))["b"] == ("needs_review", "a")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (f"检查发现：水带破裂。{LETTER}", f"检查发现：差旅费超标准。{LETTER}"),
        (
            f"At our visit it was found that milk stood in the sun{NOTICE}",
            f"At our visit it was found that two ladders had no feet{NOTICE}",
        ),
    ],
)
def test_another_finding_in_the_same_letter_is_new(row, shown, older, newer):
    assert shown(row("a", 2022, older), row("b", 2023, newer))["b"] == ("new", None)


def test_another_object_in_one_of_two_sentences_is_another_object(row, shown):
    older = "商场东侧电梯未张贴检验合格标志。应急电话不通。"
    newer = "商场东侧扶梯未张贴检验合格标志。应急电话不通。"
    assert shown(row("a", 2022, older), row("b", 2023, newer))["b"] == ("look_alike", "a")
