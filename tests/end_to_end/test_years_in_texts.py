"""Which numbers before 年 are years, and which are ages."""

import pytest

AGES = [
    "3号电梯已使用15年，6月检查发现门锁失效",
    "设备20年未更新",
    "档案已保存12年，第三季度抽查发现霉变",
]
YEARS = [
    "15年3月抽查电子秤未检定",
    "22年第三季度抽查压力表超期",
    "21年度培训计划未执行",
    "20年底盘点账物不符",
    "20年上半年未开展自查",
]


@pytest.mark.parametrize(
    ("texts", "expected"), [(AGES, {"undated", "plausible"}), (YEARS, {"stale_text"})]
)
def test_a_number_of_two_digits_is_a_year_only_where_a_part_of_the_year_follows(
    built, shown, texts, expected
):
    rows = "".join(f"2023,质检所,{text}\n" for text in texts)
    connection = built({"问题台账.csv": "年度,单位,问题\n" + rows})
    assert set(shown(connection, 2023, "date_class")) <= expected
